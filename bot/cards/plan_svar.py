"""Answers from the plan, and where they stand (UC-100). The plan's words are shown as the plan writes them."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from bot.cards import kit
from bot.cards import tiltak_words as say
from bot.cards.actions import Ink
from bot.domain.plan import KnowledgeSource, Obligation, Organ, Plan, Tiltak
from bot.domain.plan_om import AboutMeetings, AboutMembers, AboutSeat, AboutTopics, Asked, Mentioned, Seat, Topic
from bot.domain.plan_svar import source_of, title_of
from bot.domain.tiltak import owner_labels
from bot.ports import Message
from bot.texts import N_, Texts

SEATS: dict[Seat, str] = {"chair": N_("Møteleder"), "secretary": N_("Sekretær"), "convener": N_("Møteinnkaller")}
SHOWN = 3
UNDATED = frozenset(
    {"annual", "n_per_year", "n_per", "once_in_period", "every_n_years", "annual_before_event", "seasonal",
     "school_year_start"}
)  # fmt: skip
OWN_CHOICE = N_("{who} (kommunens eget valg, ikke fastsatt i planen)")


def overview(plan: Plan, t: Texts, ink: Ink) -> Message:
    """What the plan covers, and what one can ask about it."""
    body: list[CardElement] = [kit.heading(plan.title, "Medium")]
    body += [kit.labelled(organ.name, _often(organ, t)) for organ in plan.organs]
    body.append(kit.words(t.n("Planen har {count} tiltak.", "Planen har {count} tiltak.", len(plan.tiltak))))
    body.append(kit.words(t("Du kan for eksempel spørre:"), bold=True))
    organ = (plan.intake_organ or plan.organs[-1]).name
    examples = [t("«Hvem er sekretær i {organ}?»", organ=organ), t("«Når er neste møte?»")]
    if plan.tiltak:
        examples.append(t("«Hvem har ansvar for {tiltak}?»", tiltak=plan.tiltak[0].title))
    buttons = [kit.button(ink, t("Årshjul"), "start.årshjul"), kit.button(ink, t("Møteplan"), "start.møteplan")]
    return Message(plan.title, card=kit.card([*body, *kit.bullets(examples)], buttons, t.language))


def _often(organ: Organ, t: Texts) -> str:
    return say.rhythm(organ.cadence, t) if organ.meets else t("har ikke møter i planen")


def model(plan: Plan, t: Texts) -> Message:
    """What the letters stand for, and who they are here. The first two lines are ours, and said to be so."""
    body: list[CardElement] = [
        kit.words(t("SLT betyr samordning av lokale tiltak for å forebygge rus og kriminalitet.")),
        kit.words(t("Politiet og kommunens tjenester møtes på tre nivåer, og koordinatoren binder dem sammen.")),
        kit.words(t("Det sier jeg, ikke planen. I planen er dette organene:"), subtle=True),
        *kit.bullets([organ.name for organ in plan.organs]),
        kit.labelled(t("Koordinator"), plan.coordinator.title),
        kit.labelled(t("Kilde"), plan.title),
    ]
    return _answer(t("Hva SLT er"), body, t)


def seat(found: AboutSeat, plan: Plan, t: Texts) -> Message:
    """Who leads, writes or convenes."""
    body: list[CardElement] = []
    for organ in found.organs:
        body.append(kit.labelled(t(SEATS[found.seat]), _holder(plan, organ, found.seat, t)))
        body += _whose(plan, organ, t, coordinated=getattr(organ, found.seat) is None)
    return _answer(t("Fra planen"), body or _no_such_organ(plan, t), t)


def members(found: AboutMembers, plan: Plan, t: Texts) -> Message:
    """Who sits there."""
    body: list[CardElement] = []
    for organ in found.organs:
        labels = [plan.role(role).label for role in organ.members]
        body += [kit.words(organ.name, bold=True), *(kit.bullets(labels) or [kit.words(t(say.SILENT))])]
        body.append(kit.labelled(t("Kilde"), _source(plan, organ, t)))
    return _answer(t("Fra planen"), body or _no_such_organ(plan, t), t)


def meetings(found: AboutMeetings, plan: Plan, t: Texts) -> Message:
    """How often, and how many of them together with others."""
    body: list[CardElement] = []
    for organ in found.organs:
        body.append(kit.labelled(t("Hvor ofte"), _often(organ, t)))
        for joint in organ.joint_meetings:
            other = plan.organ(joint.with_organ).name
            together = t.n("{count} møte sammen med {organ}", "{count} møter sammen med {organ}", joint.n, organ=other)
            body.append(kit.labelled(t("Felles"), together))
        body += _whose(plan, organ, t)
    return _answer(t("Fra planen"), body or _no_such_organ(plan, t), t)


def coordinator(plan: Plan, t: Texts) -> Message:
    """The coordinator's title and duties."""
    who = plan.coordinator
    body = [kit.labelled(t("Koordinator"), who.title), *kit.bullets(who.duties)]
    body.append(kit.words(t("Planen nevner ikke personer. Spør i kommunen hvem som har rollen nå."), subtle=True))
    return _answer(t("Fra planen"), [*body, kit.labelled(t("Kilde"), say.reference(plan, who.source))], t)


def intake(plan: Plan, t: Texts) -> Message:
    """Who receives concerns, and where they are handled."""
    said, chosen = plan.varsling.intake_role, plan.role(plan.intake_role).label
    organ = plan.intake_organ
    rows = {
        t("Tar imot varslinger"): chosen if said else t(OWN_CHOICE, who=chosen),
        t("Behandles i"): organ.name if organ else t(say.SILENT),
        t("Kilde"): say.reference(plan, plan.varsling.source),
    }
    return _answer(t("Fra planen"), kit.facts(rows), t)


def topics(found: AboutTopics, plan: Plan, t: Texts) -> Message:
    """Who, how often and to whom, for each thing whose title fits."""
    body = [kit.box(*_topic(topic, found.asked, plan, t)) for topic in found.topics[:SHOWN]]
    if len(found.topics) > SHOWN:
        body.append(kit.words(t("… og {n} til.", n=len(found.topics) - SHOWN), subtle=True))
    return _answer(t("Fra planen"), body, t)


def _topic(topic: Topic, asked: Asked, plan: Plan, t: Texts) -> list[CardElement]:
    body: list[CardElement] = [kit.words(_title(topic), bold=True)]
    if isinstance(topic, KnowledgeSource):
        often = t("hvert {n}. år", n=topic.interval_years) if topic.interval_years else t(say.SILENT)
        return [*body, kit.labelled(t("Hvor ofte"), often), kit.labelled(t("Kilde"), plan.title)]
    rows = {
        t("Ansvarlig"): _owners(topic, plan, t),
        t("Hvor ofte"): say.rhythm(topic.recurrence, t),
        t("Til"): (topic.recipient or "") if isinstance(topic, Obligation) else "",
        t("Om"): (topic.summary or "") if isinstance(topic, Tiltak) else "",
    }
    body += kit.facts(rows)
    if asked is Asked.WHEN and topic.recurrence.kind in UNDATED:
        body.append(kit.words(t("Datoen er ikke fastsatt i planen."), subtle=True))
    if isinstance(topic, Tiltak) and topic.title_residue:
        body.append(
            kit.notice(t("Uavklart i planen: i tittelen står det også «{text}».", text=topic.title_residue), "accent")
        )
    return [*body, kit.labelled(t("Kilde"), say.reference(plan, topic.source))]


def mentioned(found: Mentioned, plan: Plan, t: Texts) -> Message:
    """Named in passing, or left open by the plan."""
    body: list[CardElement] = [kit.words(t("Planen nevner det, men fastsetter ikke hvem, når eller hvor ofte."))]
    body += [kit.notice(t("Uavklart i planen: {text}", text=text), "accent") for text in found.unclear]
    for tiltak in found.where:
        body.append(kit.words(say.heading_of(tiltak), bold=True))
        body += kit.facts({t("Om"): tiltak.summary or "", t("Kilde"): say.reference(plan, tiltak.source)})
    return _answer(t("Ikke fastsatt i planen"), body, t)


def unnumbered(plan: Plan, t: Texts) -> Message:
    """The plan numbers nothing."""
    text = t("Tiltakene i planen er ikke nummererte. Skriv heller et ord fra tittelen.")
    return _answer(t("Fra planen"), [kit.words(text), kit.labelled(t("Kilde"), plan.title)], t)


def silent(plan: Plan, t: Texts) -> Message:
    """Nothing fits: said as it is, never guessed."""
    body = [
        kit.words(t("Jeg leter etter planens egne navn og ord, og gjetter ikke.")),
        kit.words(t("Prøv et ord fra planen, eller skriv «tiltak», «årshjul» eller «møteplan».")),
        kit.words(t("Er du bekymret for en gruppe eller et miljø? Skriv «meld».")),
        kit.words(t("Er noen i fare nå? Ring {number}.", number=plan.choices.emergency_number), bold=True),
        kit.labelled(t("Kilde"), plan.title),
    ]
    return _answer(t("Det står ikke i planen"), body, t)


def somebody(t: Texts) -> Message:
    """Individuals are never answered about, whoever asks."""
    title = t("Jeg gir ingen opplysninger om enkeltpersoner")
    body = [kit.words(t("Det gjelder uansett hvem som spør. Jeg har ikke lagret det du skrev."))]
    return _answer(title, body, t)


def _answer(title: str, body: Sequence[CardElement], t: Texts) -> Message:
    return Message(title, card=kit.card([kit.heading(title, "Medium"), *body], (), t.language))


def _holder(plan: Plan, organ: Organ, seat: Seat, t: Texts) -> str:
    said, chosen = getattr(organ, seat), plan.seat(organ.id, seat)
    if said or not chosen:
        return plan.role(said).label if said else t(say.SILENT)
    return t(OWN_CHOICE, who=plan.role(chosen).label)


def _whose(plan: Plan, organ: Organ, t: Texts, coordinated: bool = False) -> list[CardElement]:
    """Which organ, who coordinates it where the plan says no more, and where it stands."""
    coordinator = plan.role(organ.coordinated_by).label if coordinated and organ.coordinated_by else ""
    rows = {t("Organ"): organ.name, t("Koordineres av"): coordinator, t("Kilde"): _source(plan, organ, t)}
    return kit.facts(rows)


def _no_such_organ(plan: Plan, t: Texts) -> list[CardElement]:
    text = t("Det organet er ikke i planen. Planen har: {organs}.", organs=", ".join(o.name for o in plan.organs))
    return [kit.words(text), kit.labelled(t("Kilde"), plan.title)]


def _source(plan: Plan, organ: Organ, t: Texts) -> str:
    return say.reference(plan, source_of(organ))


def _title(topic: Topic) -> str:
    return say.heading_of(topic) if isinstance(topic, Tiltak) else title_of(topic)


def _owners(topic: Tiltak | Obligation, plan: Plan, t: Texts) -> str:
    if isinstance(topic, Tiltak):
        return topic.owners_label or say.owners(plan, topic.owners, t)
    return owner_labels(plan, topic.responsible) or t(say.SILENT)
