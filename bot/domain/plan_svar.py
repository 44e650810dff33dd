"""Find what a question about the plan is about (UC-100). Pure: the plan's own names and terms are matched, and
what is not there is not guessed. Nothing of the question is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from bot.domain.plan import KnowledgeSource, Level, Obligation, Organ, Plan, SourceRef, Tiltak
from bot.domain.plan_om import (
    About,
    AboutCoordinator,
    AboutIntake,
    AboutMeetings,
    AboutMembers,
    AboutModel,
    AboutSeat,
    AboutSomebody,
    AboutTopics,
    Asked,
    Mentioned,
    NextMeeting,
    Seat,
    Silent,
    Topic,
    Unnumbered,
)
from bot.domain.tiltak_sok import fold, near

CLOSE = 0.85
MOST = 3
SHORT = 3  # letters; many words end in the same three


QUESTION: dict[str, Asked] = {
    **dict.fromkeys(("hvem", "kven", "who"), Asked.WHO),
    **dict.fromkeys(("nar", "when"), Asked.WHEN),
    **dict.fromkeys(("hva", "kva", "hvor", "kor", "hvilke", "hvilken", "hvilket", "what", "which", "how"), Asked.WHAT),
}
SEATS: dict[Seat, str] = {
    "secretary": r"sekretar\w*|secretary|(?:skriver|skriv) referat\w*",
    "convener": r"(?:mote)?innkall\w+|kaller inn|kallar inn|convenes?|calls",
    "chair": r"leder|leier|leiar|moteleder|moteleiar|chairs?|leads",
}
MEMBERS = r"sitter|sit|medlem\w*|deltar|deltek|deltak\w+|er med|members?|sits"
OFTEN = r"ofte|ofta|often|motes|motest|mote|moter|mota|meet|meets|meetings?"
LEVELS: dict[Level, str] = {
    Level.STYRENDE: r"styr\w*nde niva\w*|styr\w*nde organ\w*|styringsgrupp\w*",
    Level.KOORDINERENDE: r"koordiner\w*nde niva\w*|koordineringsgrupp\w*",
    Level.UTOVENDE: r"ut(?:ov|for)\w*nde niva\w*",
}
ORGAN_WORDS = r"fagteam\w*|innsatsteam\w*|oppvekstteam\w*|politirad\w*|nettverk\w*|\w+grupp[ae]n?|\w+radet|\w+panel\w*"
REPORTED = re.compile(r"\b(?:hvem|kven|who) (?:meld|varsl|skrev|skreiv|sendte|sende|gjeld|report)\w*")
ONE_PERSON = re.compile(
    r"\b(?:eleven|ungdommen|gutten|guten|jenta|barnet|han|ham|hun|henne|ho|familien|mora|moren|faren|"
    r"the (?:pupil|boy|girl|child))\b"
)
IDLE = frozenset(
    re.findall(
        r"\w+",
        "hvem hva hvor nar hvilke hvilken hvilket kven kva kor who what when how which is are has have the for i pa "
        "av om til med det den de dei et en ei eit ein er har skal blir blei ble kan ma ansvar ansvaret ansvarlig "
        "ansvarleg ofte ofta often gjennomfores gjennomforast gjennomfort leveres leverast levere holdes haldast "
        "skjer planen plan tiltak tiltaket neste var vare responsible do does we vi gang gonger ganger held start "
        "starter startar mot imot rundt innen innan ved hos gjor gjore gjer finnes finst handler handlar mer meir "
        "about against",
    )
)


def understand(plan: Plan, question: str, points_at_somebody: Callable[[str], bool]) -> About | None:
    """What a question is about; None when it is no question. `points_at_somebody` is the identifier guard."""
    said = " ".join(re.findall(r"\w+", fold(question)))
    words = said.split()
    asked = next((QUESTION[word] for word in words[:3] if word in QUESTION), None)
    if asked is None:
        return None
    if REPORTED.search(said) or points_at_somebody(question):
        return AboutSomebody()
    if re.search(r"\b(?:hvor ofte|kor ofte|kor ofta|how often)\b", said):
        asked = Asked.WHEN
    found = _numbered(plan, said) or _of_organs(plan, said, asked) or _of_work(said) or _of_topics(plan, words, asked)
    return AboutSomebody() if isinstance(found, Silent | Mentioned) and ONE_PERSON.search(said) else found


def _numbered(plan: Plan, said: str) -> About | None:
    found = re.search(r"\b(?:tiltak|measure) (?:nr |nummer )?(\d{1,3})\b", said)
    if not found:
        return None
    if not any(tiltak.number for tiltak in plan.tiltak):
        return Unnumbered()
    fits = tuple(tiltak for tiltak in plan.tiltak if tiltak.number == int(found[1]))
    return AboutTopics(Asked.WHAT, fits) if fits else Silent()


def _of_organs(plan: Plan, said: str, asked: Asked) -> About | None:
    organs = organs_in(plan, said)
    named = bool(organs) or re.search(rf"\b(?:{ORGAN_WORDS})\b", said)
    if re.search(r"\b(?:neste mote\w*|next meeting)\b", said) or (named and re.search(r"\b(?:neste|next)\b", said)):
        return NextMeeting()
    if not named:
        return None
    seat = next((seat for seat, pattern in SEATS.items() if re.search(rf"\b(?:{pattern})\b", said)), None)
    if asked is Asked.WHO and seat:
        return AboutSeat(seat, organs)
    if asked is Asked.WHO and re.search(rf"\b(?:{MEMBERS})\b", said):
        return AboutMembers(organs)
    return AboutMeetings(organs) if re.search(rf"\b(?:{OFTEN})\b", said) else None


def _of_work(said: str) -> About | None:
    if re.search(r"\b(?:tar imot|tek imot|mottar|far|receives?)\b.*\b(?:varsl|bekymring|uro|concern)", said):
        return AboutIntake()
    if re.search(
        r"^(?:hva|kva|what) (?:er|is|betyr|tyder|star|stands?|means?|does) (?:egentlig |eigentleg )?slt\b", said
    ):
        return AboutModel()
    return AboutCoordinator() if re.search(r"\b(?:slt )?k?c?oordinator(?:en)?$", said) else None


def organs_in(plan: Plan, said: str) -> tuple[Organ, ...]:
    """The organs that are named: by the plan's own names, else by level, where the model's word for one is used."""
    words = [word for word in said.split() if len(word) >= 5]
    scored = [(sum(_names(organ, word) for word in words), organ) for organ in plan.organs]
    best = max(score for score, _ in scored)
    if best:
        return tuple(organ for score, organ in scored if score == best)
    level = next((level for level, pattern in LEVELS.items() if re.search(rf"\b(?:{pattern})\b", said)), None)
    return plan.organs_at(level) if level else ()


def _names(organ: Organ, word: str) -> bool:
    own = re.findall(r"\w{5,}", fold(" ".join((organ.name, *organ.aliases))))
    return any(near(word, name) >= CLOSE for name in own)


def _of_topics(plan: Plan, words: Sequence[str], asked: Asked) -> About:
    here = set(re.findall(r"\w+", fold(plan.municipality.name))) | {"kommune", "kommunen", "kommuna"}
    wanted = [word for word in words if word not in IDLE | here and len(word) > 2 and not word.isdecimal()]
    if not wanted:
        return Silent()
    topics: tuple[Topic, ...] = (*plan.tiltak, *plan.obligations, *plan.knowledge_sources)
    fits = [topic for topic in topics if _fits(wanted, title_of(topic))]
    fits += [topic for topic in topics if topic not in fits and _fits(wanted, title_of(topic), _within)]
    if fits:
        return AboutTopics(asked, _once(fits))
    where = tuple(t for t in plan.tiltak if _fits(wanted, " ".join(filter(None, (t.summary, t.note)))))
    unclear = tuple(text for text in plan.open_questions if _fits(wanted, text))
    return Mentioned(where[:MOST], unclear[:MOST]) if where or unclear else Silent()


def title_of(topic: Topic) -> str:
    """The plan's own title."""
    if isinstance(topic, Tiltak):
        return " ".join(filter(None, (topic.title, topic.subtitle)))
    return topic.title if isinstance(topic, Obligation) else topic.name


def source_of(topic: Topic | Organ) -> SourceRef | None:
    """Where in the municipality's document it stands."""
    if isinstance(topic, Organ):
        return topic.sources[0] if topic.sources else None
    return None if isinstance(topic, KnowledgeSource) else topic.source


def _like(word: str, name: str) -> bool:
    return near(word, name) >= CLOSE


def _within(word: str, name: str) -> bool:
    """«rus» in «rusbekymring», «vandring» in «trygghetsvandring»: Norwegian writes compounds as one word."""
    return name.startswith(word) or (len(word) > SHORT and name.endswith(word))


def _fits(wanted: Iterable[str], text: str, fits: Callable[[str, str], bool] = _like) -> bool:
    own = [word for word in re.findall(r"\w+", fold(text)) if len(word) > 2]
    return all(any(fits(word, name) for name in own) for word in wanted)


def _once(fits: Sequence[Topic]) -> tuple[Topic, ...]:
    """An obligation that is a tiltak too is told once, as the obligation: it is the shorter sentence."""
    told = {topic.tiltak for topic in fits if isinstance(topic, Obligation)}
    return tuple(topic for topic in fits if not (isinstance(topic, Tiltak) and topic.id in told))
