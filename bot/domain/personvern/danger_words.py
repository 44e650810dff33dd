"""The tables of `danger`: words of danger in bokmål and nynorsk. A word that ends with * is a beginning."""

from __future__ import annotations

from bot.domain.personvern.patterns import Pattern, Sign

POLITI, HELSE, MELD = Sign.FARE_POLITI, Sign.FARE_HELSE, Sign.MELDEPLIKT

_WEAPON = "kniv* våpen* skytevåpen* pistol* gevær* hagle* machete* øks* bombe* slagvåpen* balltre*"
_PLANS = "planlegg* planla planlagt skal vil tenker tenkjer tenkt lover lovar truer truet trua trugar kommer kjem"
_PARENT = (
    "pappa pappaen mamma mammaen far faren mor mora moren stefar stefaren stemor stemora stemoren stepappa stemamma "
    "fosterfar fosterfaren fostermor bestefar onkel onkelen foreldrene foreldra"
)
_HITS = (
    "slår slo slått slege banker bankar banka banket juler jular sparker sparkar sparka lugger luggar kveler kvelar "
    "dytter dyttar klyper klyp denger dengar brenner brenn låser låste tafser"
)
_NOT_BLOWS = "fast alarm av opp på seg ring følge følgje sammen saman leir til vakt"
_NO = "ikke ikkje aldri"
_ONE = "jente jenta gutt gut gutten guten henne henna ho ham han elev eleven noen nokon"
_SPORT = "fotball* håndball* handball* trening* kampen gymmen gymtimen kroppsøving* ski* sykkel* skateparken fall falt"

STRONG = (
    Pattern(POLITI, (_PLANS, "ha ta bruke bruka hente henta kjøpe kjøpa stikke møte", _WEAPON)),
    Pattern(
        POLITI, ("har hadde bærer ber står går kom", _WEAPON, "sekken hånda hånden handa lomma seg nå no"), single=True
    ),
    Pattern(POLITI, ("truer truet trua true trugar truga", "med", f"drepe drepa skyte skyta stikke banke {_WEAPON}")),
    Pattern(POLITI, (_WEAPON, "skal vil truer truet trua trugar", "stikke stikka skade skada ta", _ONE), reach=5),
    Pattern(
        POLITI,
        (_PLANS, "drepe drepa skyte skyta knivstikke jule denge voldta valdta kidnappe sprenge"),
        reach=6,
        not_next="på fart opp ut inn",
    ),
    Pattern(POLITI, (_PLANS, "banke banka", f"opp {_ONE}"), reach=3),
    Pattern(POLITI, (_PLANS, "slå stikke brenne dope", "ned ihjel hjel"), not_next="på"),
    Pattern(POLITI, (_PLANS, "fylle dope ruse drikke", "opp ned full", _ONE)),
    Pattern(POLITI, ("blir blei ble vart er vorte blitt vert", "voldtatt valdteken voldteken valdtatt")),
    Pattern(POLITI, ("skal avtalt avtala planlagt planlegg*", "slåss slåsskamp* slagsmål* masseslagsmål*"), reach=5),
    Pattern(POLITI, ("drapstrus* bombetrus* dødsliste*",)),
    Pattern(POLITI, (_PLANS, "skoleskyting* skuleskyting* massakre* terror* angrep*"), reach=6, single=True),
    Pattern(
        HELSE,
        (
            "tatt tok teke tek tar svelget svelgja svelgde",
            "mange masse haug neve boks brett",
            "tablett* pill* paracet*",
        ),
        single=True,
    ),
    Pattern(HELSE, ("ta tar tek tok tatt teke", "livet", "seg sitt"), reach=2),
    Pattern(HELSE, ("ta tar tek tok tatt teke", "eget eige", "liv"), reach=2),
    Pattern(HELSE, ("vil ønsker ønskjer ynskjer skal planlegg* lyst", "dø døy"), reach=3, single=True, not_next="ut"),
    Pattern(HELSE, ("vil orker orkar", _NO, "leve leva lenger"), reach=3, single=True),
    Pattern(HELSE, (_NO, "vil orker orkar", "leve leva"), reach=3, single=True),
    Pattern(HELSE, ("henge hengje kvele", "seg"), reach=1, single=True, not_next="på opp med"),
    Pattern(HELSE, ("hoppe hoppa", "fra frå", "brua broa taket"), reach=2),
    Pattern(HELSE, ("selvmord* sjølvmord* avskjedsbrev* avskilsbrev*",), single=True),
    Pattern(HELSE, ("bevisstløs* medvitslaus* livløs* livlaus*",), single=True),
    Pattern(HELSE, ("puster pustar", _NO), reach=1),
    Pattern(HELSE, ("tatt tok teke tar tek", "overdose*"), single=True),
    Pattern(MELD, (_PARENT, _HITS), reach=3, not_next=_NOT_BLOWS),
    Pattern(MELD, ("blir ble blei vart vert", "slått slegen slege jult banka banket", "hjemme heime")),
    Pattern(MELD, ("blåmerke* brannmerke* brannsår* bitemerke* kvelningsmerke*",), single=True, unless=_SPORT),
    Pattern(MELD, ("alene åleine aleine", "natt* nett* kveld* helg* døgn*"), reach=10, single=True),
    Pattern(MELD, ("natt* nett* kveld* helg* døgn*", "alene åleine aleine"), reach=10, single=True),
    Pattern(MELD, (_NO, "mat middag frokost frukost", "hjemme heime hos"), single=True),
    Pattern(MELD, ("redd livredd", "gå dra reise fare komme", "hjem heim"), single=True),
    Pattern(MELD, ("tør torer vil", _NO, "hjem heim"), reach=3, single=True),
    Pattern(MELD, ("tvangsgift* tvangsekteskap* kjønnslemlest* incest* misbrukt misbruka overgrep*",), single=True),
    Pattern(MELD, (_PARENT, "full rusa ruset beruset drikker drikk ruser rusar"), reach=3),
)

HINTS = (
    Pattern(POLITI, (f"{_WEAPON} voldtekt* valdtekt* drap* trusl* trugsm* truer truet trua trugar nakenbild* hevn*",)),
    Pattern(POLITI, ("kommer kjem", "skje"), reach=4),
    Pattern(HELSE, ("selvmord* sjølvmord* overdose* selvskad* sjølvskad*",)),
    Pattern(HELSE, ("orker orkar", _NO, "mer meir"), reach=2),
    Pattern(HELSE, (_NO, "orker orkar", "mer meir"), reach=2),
    Pattern(HELSE, ("skader skadar kutter kuttar", "seg"), reach=2),
    Pattern(MELD, ("bekymringsfull* bekymringsverdig* urovekkande urovekkende",)),
    Pattern(MELD, ("bråk* skrik* roping* krangling*", "natt* kveld*"), reach=6),
    Pattern(MELD, ("overgrep* mishandl* omsorgssvikt* blåmerke* incest* tvangsgift* nakenbild*",)),
    Pattern(MELD, ("vold valden vald volden", "hjem* heim* nære"), reach=4),
    Pattern(MELD, ("alene åleine aleine", "hjemme heime"), reach=3),
)
