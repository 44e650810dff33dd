"""Tables of words the detectors read by. Data, not rules; bokmål and nynorsk side by side.

Names of municipalities, counties, countries and organisations are public. What is local beyond them comes from the
plan through `Allowed.places`.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _row(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip

ROLE_MAILBOXES = _set(
    "post postmottak firmapost info kontakt slt skole skule rektor servicetorg servicekontor personvern "
    "personvernombud barnevern barnevernvakt helsestasjon fagteam politi politiet kommune support hjelp alle team "
    "kanal channel everyone noreply no-reply slt-koordinator slt-k oppvekst ppt nav presse redaksjon kundeservice"
)

STREET_ENDS = _row(
    "marka veien vegen gata gaten gate vei veg allé alle alleen alléen plass plassen stien bakken svingen lia "
    "haugen tunet toppen ringen kroken torget torg brygge brygga kaia stranda jordet åsen moen grenda smauet "
    "stredet stubben løkka tråkka faret bråten enga kollen terrasse terrassen hagen berget myra dalen feltet "
    "høgda høyda kleiva sletta skogen lunden flata leitet teigen vollen runden"
)
STREETS_SMALL = _row("veien vegen gata gaten svingen bakken stien allé")
STREET_WORDS = _set("gate gata vei veg vegen veien plass allé terrasse torg brygge sti ring")
ROADS = _row(
    "riks fylkes hoved hovud skolev skulev gangv sykkelv motorv europav bilv omv grusv kommunev tilv framv underv "
    "innfartsv møteplass lekeplass leikeplass arbeidsplass skoleplass skuleplass parkeringsplass barnehageplass "
    "fotballplass utdanningsplass læreplass praksisplass elevplass sitteplass samlingsplass idrettsplass"
)
LIVES = _set("bor bur budde bodde adresse adressen adressa adr")
UNIT_WORDS = _set(
    "km m meter mil kr kroner nok prosent % stk år måneder månader uker veker dager dagar timer timar minutt "
    "minutter ganger gonger elever elevar ungdommer ungdommar unge barn personer personar deltakere deltakarar "
    "klasser klassar møter møte trinn steg gutter gutar jenter biler bilar voksne vaksne familier familiar saker "
    "plasser plassar lag grupper tiltak foreldre foresatte føresette ansatte tilsette husstander boliger bustader "
    "enheter busser avganger januar februar mars april mai juni juli august september oktober november desember"
)

TITLES = _set(
    "rektor inspektør avdelingsleder avdelingsleiar politikontakt helsesykepleier helsesjukepleiar helsesøster "
    "ordfører ordførar varaordfører varaordførar kommunalsjef kommunedirektør rådmann sosiallærer sosiallærar "
    "kontaktlærer kontaktlærar lærer lærar slt-koordinator slt-k koordinator barnevernsleder barnevernleder "
    "lensmann politioverbetjent politibetjent politiførstebetjent betjent kommunepsykolog kommuneoverlege "
    "psykolog lege fastlege ungdomskonsulent ungdomskontakt ungdomslos miljøterapeut miljøarbeider miljøarbeidar "
    "vernepleier virksomhetsleder verksemdsleiar skoleleder skuleleiar enhetsleder einingsleiar styrer "
    "saksbehandler sakshandsamar rådgiver rådgjevar sekretær møteleder møteleiar seniorrådgiver statsråd "
    "statsminister fylkesmann statsforvalter politimester politimeister politistasjonssjef seksjonsleder "
    "seksjonsleiar prest foredragsholder foredragshaldar forfatter forfattar professor trener trenar journalist "
    "redaktør"
)
ROYAL = _set("kong kongen dronning kronprins kronprinsesse prins prinsesse sankt st sankta")

PERSON_NOUNS = _set(
    "elev eleven gutt gutten gut guten jente jenta jenten ungdommen ungdomen barnet ungen sønn sønnen son sonen "
    "datter datteren dattera dotter dottera bror broren syster systera søster søsteren søstera lillebror "
    "lillebroren storebror storebroren lillesøster storesøster lillesøsteren storesøsteren veslebror veslesyster "
    "storesyster vennen venn venninne venninnen venninna kompis kompisen kamerat kameraten kjæreste kjæresten "
    "kjæraste kjærasten klassekameraten klassevenninnen medelev medeleven mor moren mora far faren mamma mammaen "
    "pappa pappaen stefar stefaren stemor stemoren fosterfar fostermor bestemor bestefar besteforeldrene farmor "
    "mormor farfar morfar tante onkel fetter kusine søskenbarn familien familie søsknene søsken sysken tvillingen "
    "tvillingene tvillingbroren tvillingsøsteren fosterbarnet pasienten brukeren klienten siktede mistenkte "
    "fornærmede gjerningsmannen gjerningspersonen offeret ekskjæresten eksen naboen nabo guttungen jentungen "
    "tenåringen barnebarnet niesen nevøen niese nevø kar karen fyren fyr dama kameratene bestevenn bestevennen "
    "bestevenninne bestevenninna"
)
RELATIVES = _set(
    "mor moren mora far faren mamma pappa sønn sønnen son sonen datter datteren dattera dotter dottera bror "
    "broren søster søsteren søstera syster systera lillebror lillebroren storebror storebroren lillesøster "
    "storesøster kjæresten kjæreste kjærasten venn vennen venninne venninnen kompis kompisen kamerat kameraten "
    "foreldrene foreldra foreldre bestemor bestefar onkel tante fetter kusine stefar stemor tvillingbror "
    "tvillingsøster veslebror veslesyster storesyster søsknene familien ekskjæresten eksen naboen foresatte "
    "føresette huset leiligheten mobilen"
)
NAMED = _set(
    "heter heiter heitte het hete kalles kallast kalla kalt kallenavnet kallenavn kallenamnet utnamnet oppnavnet "
    "navnet namnet navn namn alias eleven elevens døpt omtalt signert"
)
NAMED_THINGS = _set(
    "prosjektet prosjekt program programmet tiltaket tiltak planen plan ordningen ordninga kampanjen kampanje "
    "appen app gruppa gruppen gruppe kanalen kanal siden sida skolen skulen skole skule dokumentet møtet møte "
    "mappa mappen opplegget opplegg modellen modell metoden metode spillet spelet filmen boka boken stedet staden "
    "plassen klubben laget lag foreningen foreininga huset området tjenesten tenesta arrangementet arrangement "
    "festivalen kurset kurs verktøyet systemet rutinen skjemaet stoffet kontoen nettstedet nettstaden serien "
    "undersøkelsen undersøkinga butikken kafeen senteret serveren rusmiddelet snusen temaet tema saken saka "
    "feltet det dette kommunen stillingen stillinga"
)
FEELS = _set(
    "bekymret bekymra uroleg urolig redd engstelig engsteleg snakket snakka snakker snakkar snakk prata pratet "
    "prater møtte møtt sammen saman kjæreste kjærast venn venner vener kompis slått slo banket truet trua mobbet "
    "mobba plaget plaga erta ertet utestengt julet samtale samtaler kontakt ringt ringte bråk kranglet krangla "
    "oppdaget sett besøkt inviterte hilsen helsing mvh vh"
)
FEEL_LINKS = _set("for med av om hos til på")
AUXILIARIES = _set("har hadde er var ble blei vart kom går gikk gjekk vil kan må skal fikk fekk trenger treng")
SURE_WITH_VERB = _set("per hans finn stig siv jan even jo max tim tine signe van")
"""Names that, with a verb right after them, are hardly the word they also are."""

PERSON_VERBS = _set(
    "sier seier sa fortalte forteller fortel gråter græt røyker røykjer vaper ruser drikker drikk skulker skulkar "
    "slo slår bor bur bodde budde heter heiter spurte skrev skreiv skriv skriver trives trivst sliter mobbes "
    "mobber mobbar fyller gruer gruar sover søv nekter nektar truer trugar selger sel stjal stal rømte begynte "
    "trenger treng tør klager klagar skammer føler kjenner"
)

PERSON_DEEDS = _set(
    "mobber mobbar plager plagar stjeler stjel lyver lyg slåss virker verkar truer erter ertar filmer filmar hater "
    "hatar kjører køyrer henger heng ringte ringde kommer kjem står sitter sit"
)
"""More of what people do, for a first word that may be a name."""
AT_SOMEBODY = _set("tenker tenkjer lurer venter ventar sint sinte irritert passe passer passar kjefter skrek")
FOLLOWED = _set("følge følgje følger følgjer fulgt følgt ekstra godt nøye")
AROUND = _set("gjengen gjeng vennene venene kameratene kameratane venninnene")
AT_HOME = _set("hjemme heime bor bur bodde budde sov overnatter overnattar fest innom besøk")
OWNED = PERSON_NOUNS | RELATIVES | _set("telefon konto bil moped rom foreldre familie venner søsken")
BELONGINGS = RELATIVES | _set(
    "sekken jakka lomma skapet pulten rommet telefonen sykkelen mopeden bilen kontoen klassen gruppa meldingen leksene "
    "huset hytta familien"
)
GROUPS = _set(
    "alle foreldre foresatte føresette elever elevar ansatte tilsette kollega kollegaer kollegaar lærere lærarar "
    "rektorer rektorar naboer naboar deltakere deltakarar medlemmer medlemer mottakere mottakarar avsender "
    "undertegnede underteikna ungdommer ungdommene ungdom ungdomar skolen skulen kommunen postmottak servicetorg "
    "arkiv arkivet ledelsen leiinga oss meg deg dere dykk vi en ein ei et eit andre flere fleire"
)
"""Whom a letter is to or from, when it is not one person."""

PLACE_PREPOSITIONS = _set("i på ved fra frå til mot mellom via utenfor utanfor nær rundt rundt kring over gjennom")
PLACE_NEXT = _set(
    "skole skoles skule barneskole barneskule ungdomsskole ungdomsskule videregående vidaregåande vgs barnehage "
    "barnehager kirke kyrkje kapell gate gata vei veg plass torg bru bro park stadion sykehus sjukehus hospital "
    "kommune kommunes fylke idrettslag fotballklubb il fk arena senter kino museum hotell kjøpesenter hall hallen "
    "bygg gård gard stiftelse universitet høgskole høgskule legat pris aksjon prosjekt prosjektet programmet "
    "fritidsklubb ungdomsklubb klubb sentrum stasjon terminal bibliotek brygge havn skatepark svømmehall "
    "idrettspark idrettshall aldershjem sykehjem sjukeheim barneskoles menighet sokn legekontor legesenter "
    "festivalen cup turnering dag dagen"
)

COMMON_WORD_NAMES = _set(
    "andre adel annar are arve ask august aurora ben bent bjørn bo brage brede bror dag dana eden eik even falk "
    "finn florin frank fred frid frøya gard grace gun hala hans hauk jan jarl jo june juni kai lerke lilje line "
    "liv liva live luka luke lykke ma magna magni mai mali mark max may md medina milan mina morgan my neo nova "
    "odd per rana rasa ravn roman rosa rose rune ruta saga said sam sami signe sine siv sol stein stig storm "
    "sture tage tale tea tia tine tom tone toni tor tore ulla une valentin van varg vega vera vilje vita vår x "
    "yara åsa"
)
"""Names of the list that are also an ordinary word, a place or a brand."""

KNOWN = _set(
    "lion's quest-program uke veke rom vega klasse "
    # services, organisations, programmes, brands
    "nav ppt bup slt bti fau sfo barnevernet barneverntjenesten barnevernstjenesten barnevernstenesta politiet "
    "politirådet politirådets fagteamet koordineringsgruppa koordineringsgruppen frivilligsentralen "
    "frivilligsentral kirkens røde kors blå norsk norske norges noregs noreg norge redd barna bymisjon bymisjonen "
    "frelsesarmeen folkehjelp dnt vs-il unicef voksne forandringsfabrikken mental helse ungdom ungdata utsett mot "
    "zippy olweus pride bufdir kripos økokrim pst korus rvts udir helsedirektoratet fhi helsestasjonen "
    "skolehelsetjenesten skulehelsetenesta microsoft teams sharepoint outlook word excel google facebook "
    "messenger snap snapchat tiktok instagram insta youtube discord telegram signal vipps roblox minecraft "
    "fortnite wikipedia twitch reddit kahoot itslearning visma spotify netflix iphone android apple samsung kiwi "
    "rema coop extra meny joker spar circle esso shell narvesen elkjøp ikea vinmonopolet tine hydro statoil "
    "equinor telenor dnb posten bring ruter vy brakar innlandstrafikk kolumbus skyss atb flyt flexordningen flex "
    "dembra elevundersøkelsen elevundersøkinga stafettloggen staffettloggen delbart nettvett medietilsynet "
    "barnevakten sentralskolen ungdomsskolen ungdomsskulen barneskolen kommunestyret kommunen stortinget "
    "regjeringen riksrevisjonen statsforvalteren fylkeskommunen kriminalomsorgen konfliktrådet "
    "familievernkontoret familiens hus helse krisesenteret barnehuset statens utlendingsdirektoratet udi imdi "
    "husbanken lånekassen skatteetaten digdir datatilsynet sivilombudet barneombudet arbeiderpartiet høyre "
    "senterpartiet venstre krf sv rødt frp mdg utdanningsforbundet fagforbundet delta skandia fotballklubb "
    "natteravnene natteravn natteramnane ungt entreprenørskap speideren speidarane actis juvente ivaretakerne "
    "uteseksjonen uteteamet stine sofies stiftelsen kirken kyrkja dns idrettslaget korpset janitsjaren 4h lions "
    "rotary bufetat blåkors airsoft "
    "tiltak ansvar innhold forebygge handlingsplan planer referater retningslinjer tverrfaglig innsats "
    "barnevern sikre lion quest mål målgruppe tidspunkt frist status kommentar beskrivelse leder medlemmer "
    "deltakere agenda saksliste referat møte møter "
    # days, months, feasts, languages, titles that people capitalise
    "mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag januar februar mars april "
    "mai juni juli august september oktober november desember jul jula påske påska pinse ramadan eid halloween "
    "advent lucia russ bokmål nynorsk engelsk samisk arabisk polsk ukrainsk somali tigrinja rektor lærer lærar "
    "helsesykepleier politikontakt ordfører ordførar kommunedirektør rådmann koordinator slt-koordinator "
    "møteleder sekretær inspektør assistent miljøterapeut kommunepsykolog de dere dykk deres du dei han hun ho "
    "den det vi jeg eg mvh hilsen med vennlig venleg helsing kjære hei sak vedtak vedlegg punkt kapittel tabell "
    "figur side nivå trinn gruppe versjon takk ok ja nei nb ps obs gud allah jesus koranen bibelen internett "
    "covid corona korona world europa norden skandinavia øst vest nord sør aust sverige danmark finland island "
    "svensk dansk finsk syria somalia eritrea afghanistan irak iran tyrkia polen ukraina russland litauen latvia "
    "estland tyskland frankrike spania italia hellas portugal england storbritannia irland skottland usa kina "
    "india pakistan thailand vietnam filippinene sudan etiopia kongo kenya nigeria marokko algerie tunisia egypt "
    "libanon jordan israel palestina gaza kosovo serbia bosnia kroatia romania bulgaria ungarn tsjekkia nederland "
    "belgia sveits østerrike chile brasil mexico canada australia japan afrika asia amerika "
    # counties, regions, towns and municipalities
    "akershus buskerud østfold vestfold telemark innlandet viken agder rogaland vestland møre romsdal trøndelag "
    "nordland troms finnmark svalbard hadeland ringerike hole mosseregionen romerike follo hedmarken toten "
    "valdres gudbrandsdalen østerdalen hallingdal numedal sunnmøre nordmøre sunnfjord nordfjord hardanger voss "
    "sogn jæren ryfylke lofoten vesterålen helgeland salten fosen namdalen innherred østlandet vestlandet "
    "sørlandet aust-agder vest-agder oslo bergen trondheim stavanger tromsø drammen fredrikstad kristiansand "
    "sandnes ålesund skien porsgrunn sarpsborg bodø haugesund tønsberg arendal hamar lillehammer gjøvik kongsberg "
    "hønefoss moss halden sandefjord larvik horten holmestrand askim mysen ski lillestrøm jessheim kongsvinger "
    "elverum molde kristiansund steinkjer namsos levanger verdal mo mosjøen narvik harstad alta hammerfest vadsø "
    "kirkenes bryne egersund florø førde leirvik odda kristiansand grimstad mandal flekkefjord farsund notodden "
    "rjukan kragerø brevik langesund stathelle svolvær leknes brønnøysund sandnessjøen asker bærum nordre søndre "
    "østre vestre øvre nedre gamle nye store lille indre ytre våler råde rygge våk kirkebygden jevnaker lunner "
    "gran jaren grua roa harestua nesbakken bergerbakken toso fjordvik rakkestad marker aremark hvaler skiptvedt "
    "eidsberg indre nittedal nannestad eidsvoll hurdal ullensaker nes aurskog-høland rælingen lørenskog enebakk "
    "nesodden frogn vestby ås nordre nordstrand frogner grorud stovner alna grünerløkka sagene bjerke nydalen flå "
    "gol hemsedal ål hol sigdal krødsherad modum øvre-eiker eiker lier flesberg rollag nore uvdal færder siljan "
    "bamble drangedal nome midt seljord hjartdal tinn kviteseid nissedal fyresdal tokke vinje ringsaker løten "
    "stange nord-odal sør-odal eidskog grue åsnes trysil åmot stor-elvdal rendalen engerdal tolga tynset alvdal "
    "folldal os dovre lesja skjåk lom vågå nord-fron sel sør-fron ringebu øyer gausdal vestre-toten østre-toten "
    "søndre-land nordre-land sør-aurdal etnedal nord-aurdal vang land risør gjerstad vegårshei tvedestrand "
    "froland lillesand birkenes åmli iveland evje hornnes bygland valle bykle vennesla lindesnes lyngdal "
    "hægebostad kvinesdal sirdal eigersund sokndal lund bjerkreim hå klepp time gjesdal sola randaberg strand "
    "hjelmeland suldal sauda kvitsøy bokn tysvær karmøy utsira vindafjord kinn etne sveio bømlo stord fitjar "
    "tysnes kvinnherad ullensvang eidfjord ulvik kvam samnanger bjørnafjorden austevoll øygarden askøy vaksdal "
    "modalen osterøy alver austrheim fedje masfjorden gulen solund hyllestad høyanger vik sogndal aurland lærdal "
    "årdal luster askvoll fjaler sunnfjord bremanger stad gloppen stryn vanylven sande herøy ulstein hareid ørsta "
    "volda stranda sykkylven sula giske haram fjord rauma vestnes aukra hustadvika averøy gjemnes tingvoll "
    "sunndal surnadal smøla aure heim hitra frøya ørland åfjord osen oppdal rennebu røros holtålen midtre-gauldal "
    "melhus skaun malvik selbu tydal meråker stjørdal frosta snåsa lierne røyrvik namsskogan grong høylandet "
    "overhalla flatanger leka inderøy indre-fosen orkland nærøysund bindal sømna vevelstad alstahaug leirfjord "
    "vefsn grane hattfjelldal dønna nesna hemnes rana lurøy træna rødøy meløy gildeskål beiarn saltdal fauske "
    "sørfold steigen lødingen evenes røst værøy flakstad vestvågøy vågan hadsel bø øksnes sortland andøy moskenes "
    "hamarøy gratangen lavangen bardu salangen målselv sørreisa dyrøy senja balsfjord karlsøy lyngen storfjord "
    "kåfjord skjervøy nordreisa kvænangen kvæfjord tjeldsund ibestad loppa hasvik måsøy nordkapp porsanger "
    "karasjok lebesby gamvik tana berlevåg båtsfjord vardø nesseby kautokeino sør-varanger"
)
"""Capitalised words that are not a person, for the rules about unknown words (never for a name of the list)."""

NOUN_ENDS = _row(
    "en et ene ane ing inga ingen sjon sjonen skap het heten leik tjeneste teneste skole skule senter klubb lag "
    "rådet råd kontor forbund plan huset bygda gruppa gruppe team prosjekt kommune uka veka møte bygg"
)

SURNAME_ENDS = ("sen", "sson", "sdatter", "dotter", "dottir", "ssen")
NOUNS_LIKE_SURNAMES = _row("elsen vensen densen ransen tansen lansen klassen prosessen bussen prisen kassen reisen")
NOT_SURNAMES = _set(
    "prosessen klassen bussen pausen reisen krisen analysen diagnosen interessen dansen prisen rusen messen "
    "kassen dosen adressen balansen konferansen ambulansen kompetansen sykkelbussen distansen instansen ressursen "
    "kursen avhengighetsrusen parkbussen skolebussen skulebussen gassen grensen fasen basen rasen vasen nesen "
    "rosen posen dåsen visen lissen julenissen nissen bølgen tersen versen pulsen impulsen lisensen konsekvensen "
    "sekvensen frekvensen tendensen referansen instansen toleransen samarbeidspulsen eksen laksen voksen heksen "
    "boksen saksen straksen praksisen galaksen taksen ungdomsbussen natursansen sansen sjansen resultatprisen "
    "fellesen halvsen helsen pensen bransjen"
)
COMMON_SURNAMES = _set(
    "nielsen danielsen axelsen akselsen samuelsen michelsen mikalsen emanuelsen elisenberg mikaelsen hansen "
    "johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen pettersen eriksen jacobsen "
    "halvorsen johannessen jørgensen sørensen henriksen jakobsen gundersen iversen svendsen mathisen "
    "kristoffersen martinsen antonsen knutsen amundsen isaksen abrahamsen thomassen simonsen paulsen fredriksen "
    "danielsen edvardsen rasmussen christensen evensen gulbrandsen aasen bakken haugland strømhaug testesen "
    "prøvesen nordmann kristensen solheim bjerkestrand torgersen thorsen mikkelsen gabrielsen sandvik arnesen "
    "ellingsen tangen mohamed ahmed"
)
PARTICLES = _set("el al bin van von de der da dos ben abu ul la le du ibn den ter san")

ABBREVIATED = _set(
    "p.s. n.b. u.s. b.a. a.s. d.c. n.n. d.v.s. f.eks. b.l.a. o.l. m.m. m.v. a.k.a. e.l. i.e. o.a. t.o.m. f.o.m."
)
ABBREVIATIONS = _set("f eks bl a osv dvs ca kl nr tlf jf mv m st pr ev evt vgs inkl tel org sak pers d o")
PSEUDONYMS = frozenset("ABCDXYZN")

SINGULAR_DEFINITE = _set(
    "åringen eleven gutten guten jenta jenten ungdommen ungdomen barnet ungen sønnen sonen datteren dattera "
    "dottera broren søsteren søstera systera lillebroren storebroren lillesøsteren storesøsteren vennen venninnen "
    "venninna kompisen kameraten kjæresten kjærasten tenåringen fosterbarnet guttungen jentungen tvillingbroren "
    "tvillingsøsteren medeleven gutteleven jenteeleven pasienten"
)
SINGULAR_INDEFINITE = _set(
    "åring elev gutt gut jente ungdom barn unge ungdomsskoleelev tenåring sønn datter gutteelev jenteelev "
    "guttunge småjente asylsøker flyktning unggutt"
)
PRONOUNS = _set("han hun ho hen henne ham hans hennes hennar honom")
ONE = _set("en ei ein et eit én éi éin ett denne dette den det eneste einaste yngste eldste nye nyaste nyeste")
ORIGIN_ADJECTIVES = _row(
    "muslim jøde syrisk somalisk eritreisk afghansk irakisk iransk tyrkisk polsk ukrainsk russisk litauisk "
    "latvisk pakistansk indisk thai vietnamesisk filippinsk kinesisk etiopisk sudansk kongolesisk nigeriansk "
    "marokkansk algerisk palestinsk libanesisk kosovoalbansk albansk serbisk bosnisk kroatisk rumensk bulgarsk "
    "samisk kurdisk arabisk afrikansk asiatisk romsk muslimsk jødisk chilensk tsjetsjensk somalier syrer afghaner "
    "eritreer kurder ukrainer roma"
)
ORIGIN_WORDS = _set(
    "flyktning flyktningen flyktningfamilien asylsøker asylsøkeren asylsøkar asylsøkaren innvandrer innvandrar "
    "minoritetsspråklig minoritetsspråkleg minoritetsbakgrunn innvandrerbakgrunn flyktningbakgrunn hudfarge "
    "mørkhudet mørkhuda hijab sigøyner tater reisende adoptert etnisitet"
)
FOREIGN = _set(
    "kabul mogadishu damaskus aleppo kyiv kiev warszawa bagdad asmara istanbul teheran gdansk vilnius syria "
    "somalia eritrea afghanistan irak iran tyrkia polen ukraina russland litauen latvia estland pakistan thailand "
    "vietnam filippinene sudan etiopia kongo nigeria marokko algerie tunisia egypt libanon jordan palestina gaza "
    "kosovo serbia bosnia kroatia romania bulgaria ungarn india kina chile brasil tsjetsjenia kurdistan gambia "
    "ghana kenya uganda burundi rwanda myanmar sverige danmark finland tyskland"
)
HEALTH = _row(
    "astma dysleksi cøliaki downs syndrom rullestol høreapparat hjertefeil blindhet blåmerke skade diagnose adhd "
    "autis asperger depres selvskad sjølvskad spiseforstyrr eteforstyrr anoreksi bulimi gravid abort epilepsi "
    "diabet kreft angst psykose psykisk psykiatri innlagt sykehus sjukehus medisin suicid selvmord sjølvmord "
    "overdose traume handikap funksjonshem funksjonsned tourette kronisk sykdom sjukdom operert brannsår klamydia "
    "overvekt kutter kuttar"
)
OBJECTS = _set("ham han henne henna ho seg")
SUBJECTS = _set("han hun ho hen eleven gutten guten jenta ungdommen sønnen datteren dattera broren søsteren")
NOT_SMALL_NAMES = _set(
    "det den noe noko ikke ikkje nå no også og som samme same så jo bare berre egentlig eigentleg ingenting"
)
