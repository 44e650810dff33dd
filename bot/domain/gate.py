"""The gate: may one person's case move here, now, among these people? (use cases G2, G3, UC-33, UC-36, UC-53, UC-54)

One pure function, asked wherever an individual case could move: the agenda, the meeting, the referat, the invitation
to a hastemøte. It is asked when something is decided and again when it is carried out. It decides nothing about law:
a human has recorded the ground, and the chair confirms at the meeting.

Red: closed. Amber: it may stand on the agenda, and the chair must confirm before it is spoken of. Green: go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum

from bot.domain.plan.choices import Gate
from bot.domain.plan.organ import Level, Organ
from bot.domain.samtykke import HASTEMOTE, Samtykke, Tilstand, tilstand


class Lys(IntEnum):
    """The answer. The darkest reason decides."""

    GRONN = 0
    GUL = 1
    ROD = 2


class Grunnlag(StrEnum):
    """On what ground a case may be shared (handbook H-124 and Jevnaker's plan)."""

    TIL_STEDE = "til_stede"
    SAMTYKKE = "samtykke"
    ANONYMISERT = "anonymisert"
    HJEMMEL = "hjemmel"


class Hjemmel(StrEnum):
    """Another legal basis, chosen by a human with a reason (H-150 to H-153, H-160, H-163)."""

    AVVERGINGSPLIKT = "avvergingsplikt"
    MELDEPLIKT = "meldeplikt"
    FVL_13B_2 = "fvl_13b_2"
    FVL_13B_5 = "fvl_13b_5"
    FVL_13B_6 = "fvl_13b_6"


class Hvorfor(StrEnum):
    """Every reason the gate can give."""

    SAK_AVSLUTTET = "sak_avsluttet"
    STYRENDE_ALDRI = "styrende_aldri"
    ORGAN_TAR_IKKE = "organ_tar_ikke"
    INGEN_MOTELEDER = "ingen_moteleder"
    INGEN_GRUNN = "ingen_grunn"
    TIL_STEDE_BEKREFTES = "til_stede_bekreftes"
    BARE_EN_TIL_STEDE = "bare_en_til_stede"
    TIL_STEDE = "til_stede"
    SAMTYKKE_MANGLER = "samtykke_mangler"
    MANGLER_UNG = "mangler_ung"
    MANGLER_VERGE = "mangler_verge"
    MANGLER_BEKREFTELSE = "mangler_bekreftelse"
    TIL_AVKLARING = "til_avklaring"
    NEKTET = "nektet"
    TRUKKET = "trukket"
    UGYLDIG = "ugyldig"
    UTLOPT = "utlopt"
    UTENFOR_OMFANG = "utenfor_omfang"
    UTENFOR_FORMAL = "utenfor_formal"
    LEDELSE_UTENFOR = "ledelse_utenfor"
    LEDELSE_UNNTATT = "ledelse_unntatt"
    INGEN_MOTTAKER = "ingen_mottaker"
    MA_GA_UT = "ma_ga_ut"
    BARE_MOTTAKERE = "bare_mottakere"
    ANONYMITET_IKKE_BEKREFTET = "anonymitet_ikke_bekreftet"
    ANONYMITET_BEKREFTES = "anonymitet_bekreftes"
    ANONYM = "anonym"
    HJEMMEL_MANGLER = "hjemmel_mangler"
    HJEMMEL_UTEN_GRUNN = "hjemmel_uten_grunn"
    HJEMMEL_UTEN_SIGNATUR = "hjemmel_uten_signatur"
    HJEMMEL_BEKREFTES = "hjemmel_bekreftes"
    HJEMMEL = "hjemmel"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason and its light. `values` are role ids, organ ids or counts, as the code says; never anything else."""

    code: Hvorfor
    light: Lys
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delingsgrunn:
    """The ground that a human has recorded for a case.

    `anonymity_by`: the chair who confirmed that nobody can be recognised (H-142). For HJEMMEL: `basis`, `recipients`
    (roles it is necessary to tell), whether a reason is written down, who decided and who else stands behind it.
    """

    kind: Grunnlag
    minor: bool = True
    anonymity_by: str = ""
    basis: Hjemmel | None = None
    recipients: tuple[str, ...] = ()
    reasoned: bool = False
    decided_by: str = ""
    seconded_by: str = ""


@dataclass(frozen=True, slots=True)
class Bekreftet:
    """What the chair has confirmed at the meeting itself; empty before it. `left`: roles that have gone out."""

    by_chair: bool = False
    left: frozenset[str] = frozenset()
    young_person: bool = False
    guardian: bool = False
    anonymous: bool = False


NOTHING_YET = Bekreftet()


@dataclass(frozen=True, slots=True)
class Sporsmal:
    """What the gate is asked.

    `organs` are those that meet: both of a joint meeting, none for a hastemøte. `attending` are the roles that come,
    chair and secretary among them or not; `chairs` and `secretaries` lead the meeting and cannot go out of it.
    `theme` is the case's, and `over` says that it is closed. `conditions` are the plan's choices where no source
    settles them.
    """

    ground: Delingsgrunn | None
    consents: tuple[Samtykke, ...]
    theme: str
    organs: tuple[Organ, ...]
    attending: frozenset[str]
    chairs: frozenset[str]
    today: date
    secretaries: frozenset[str] = frozenset()
    conditions: Gate = field(default_factory=Gate)
    confirmed: Bekreftet = NOTHING_YET
    over: bool = False

    @property
    def leading(self) -> frozenset[str]:
        """Who leads the meeting and keeps its minutes."""
        return self.chairs | self.secretaries

    @property
    def everybody(self) -> frozenset[str]:
        """Everyone in the room, apart from those who have gone out."""
        return (self.attending | self.leading) - (self.confirmed.left - self.leading)

    def with_confirmed(self, confirmed: Bekreftet) -> Sporsmal:
        """The same question, with what the chair has seen."""
        return replace(self, confirmed=confirmed)


@dataclass(frozen=True, slots=True)
class Portsvar:
    """The gate's answer. `leave`: who would have to go out, or be left out of an invitation."""

    light: Lys
    reasons: tuple[Reason, ...]
    leave: frozenset[str] = frozenset()

    @property
    def may_be_listed(self) -> bool:
        """May a neutral line stand on the agenda, or those within the ground be invited?"""
        return self.light is not Lys.ROD

    @property
    def may_be_discussed(self) -> bool:
        """May it be spoken of now?"""
        return self.light is Lys.GRONN


def ask(question: Sporsmal) -> Portsvar:
    """The gate. Closed unless everything says otherwise (G2: the default answer)."""
    where = tuple(_where(question))
    if question.ground is None:
        return _answer([*where, Reason(Hvorfor.INGEN_GRUNN, Lys.ROD)])
    reasons, leave = _BY_GROUND[question.ground.kind](question, question.ground)
    return _answer([*where, *reasons], leave)


def _where(question: Sporsmal) -> Iterator[Reason]:
    """Not a closed case; the steering level never, others only where the plan says so; and somebody must lead (G3,
    UC-33)."""
    if question.over:
        yield Reason(Hvorfor.SAK_AVSLUTTET, Lys.ROD)
    for organ in question.organs:
        if organ.level is Level.STYRENDE:
            yield Reason(Hvorfor.STYRENDE_ALDRI, Lys.ROD, (organ.id,))
        elif not organ.may_take_individual_cases:
            yield Reason(Hvorfor.ORGAN_TAR_IKKE, Lys.ROD, (organ.id,))
    if not question.chairs:
        yield Reason(Hvorfor.INGEN_MOTELEDER, Lys.ROD)


Found = tuple[list[Reason], frozenset[str]]
NOBODY: frozenset[str] = frozenset()


# --- somebody is present (UC-54) -----------------------------------------------------------------------------------


def _present(question: Sporsmal, ground: Delingsgrunn) -> Found:
    there = question.confirmed
    if not (there.by_chair and (there.young_person or there.guardian)):
        return [Reason(Hvorfor.TIL_STEDE_BEKREFTES, Lys.GUL)], NOBODY
    both = there.young_person and (there.guardian or not ground.minor)
    if not both and question.conditions.presence_needs_both:
        return [Reason(Hvorfor.BARE_EN_TIL_STEDE, Lys.GUL)], NOBODY
    return [Reason(Hvorfor.TIL_STEDE, Lys.GRONN)], NOBODY


# --- consent (UC-53, UC-55) ----------------------------------------------------------------------------------------


def _consented(question: Sporsmal, ground: Delingsgrunn) -> Found:
    """Each consent is looked at alone, never added to another; the one that opens most counts, then the newest."""
    newest_first = sorted(question.consents, key=lambda consent: consent.given_at, reverse=True)
    found = [_by_consent(question, consent) for consent in newest_first]
    if not found:
        return [Reason(Hvorfor.SAMTYKKE_MANGLER, Lys.ROD)], NOBODY
    return min(found, key=lambda each: _darkest(each[0]))


def _by_consent(question: Sporsmal, consent: Samtykke) -> Found:
    state = tilstand(consent, question.today)
    if state is not Tilstand.AKTIV:
        return [_not_active(consent, state)], NOBODY
    reasons = [*_scope(question, consent)]
    within, leave = _within(question, frozenset(consent.recipients))
    return [*reasons, *within], leave


def _not_active(consent: Samtykke, state: Tilstand) -> Reason:
    counted = (str(consent.signed), str(max(consent.verger, 1))) if state is Tilstand.MANGLER_VERGE else ()
    return Reason(Hvorfor(state.value), Lys.ROD, counted)


def _scope(question: Sporsmal, consent: Samtykke) -> Iterator[Reason]:
    """It can be used only as far as it goes (H-131): the theme, and every organ that meets."""
    if question.theme not in consent.themes:
        yield Reason(Hvorfor.UTENFOR_OMFANG, Lys.ROD, (question.theme,))
    wanted = [organ.id for organ in question.organs] or [HASTEMOTE]
    outside = tuple(place for place in wanted if place not in consent.purposes)
    if outside:
        yield Reason(Hvorfor.UTENFOR_FORMAL, Lys.ROD, outside)


def _within(question: Sporsmal, recipients: frozenset[str]) -> Found:
    """Who in the room may hear it. Chair and secretary cannot go out, so they must be covered (UC-33)."""
    outside = question.everybody - recipients
    leading = outside & question.leading
    if not question.everybody & recipients:
        return [Reason(Hvorfor.INGEN_MOTTAKER, Lys.ROD)], outside
    reasons = []
    if leading and question.conditions.recipients_cover_all:
        reasons.append(Reason(Hvorfor.LEDELSE_UTENFOR, Lys.ROD, tuple(sorted(leading))))
    elif leading and not question.confirmed.by_chair:
        reasons.append(Reason(Hvorfor.LEDELSE_UNNTATT, Lys.GUL, tuple(sorted(leading))))
    leave = outside if question.conditions.recipients_cover_all else outside - question.leading
    if leave:
        reasons.append(Reason(Hvorfor.MA_GA_UT, Lys.GUL, tuple(sorted(leave))))
    if not reasons:
        light = Lys.GRONN if question.confirmed.by_chair else Lys.GUL
        reasons.append(Reason(Hvorfor.BARE_MOTTAKERE, light))
    return reasons, leave


# --- anonymised (UC-36) --------------------------------------------------------------------------------------------


def _anonymous(question: Sporsmal, ground: Delingsgrunn) -> Found:
    """The chair confirms twice: when it is put on the agenda, and with those who came."""
    if not ground.anonymity_by:
        return [Reason(Hvorfor.ANONYMITET_IKKE_BEKREFTET, Lys.ROD)], NOBODY
    if not (question.confirmed.by_chair and question.confirmed.anonymous):
        return [Reason(Hvorfor.ANONYMITET_BEKREFTES, Lys.GUL)], NOBODY
    return [Reason(Hvorfor.ANONYM, Lys.GRONN)], NOBODY


# --- another legal basis (H-150) -----------------------------------------------------------------------------------


def _by_law(question: Sporsmal, ground: Delingsgrunn) -> Found:
    """Never a bare override: which provision, why, decided by whom, and somebody else who stands behind it."""
    missing = [*_lacking(question, ground)]
    if missing:
        return missing, NOBODY
    within, leave = _within(question, frozenset(ground.recipients))
    values = (ground.basis.value,) if ground.basis else ()
    confirmed = question.confirmed.by_chair
    own = (
        Reason(Hvorfor.HJEMMEL, Lys.GRONN, values) if confirmed else Reason(Hvorfor.HJEMMEL_BEKREFTES, Lys.GUL, values)
    )
    return [own, *within], leave


def _lacking(question: Sporsmal, ground: Delingsgrunn) -> Iterator[Reason]:
    if ground.basis is None:
        yield Reason(Hvorfor.HJEMMEL_MANGLER, Lys.ROD)
    if not (ground.reasoned and ground.decided_by):
        yield Reason(Hvorfor.HJEMMEL_UTEN_GRUNN, Lys.ROD)
    someone_else = bool(ground.seconded_by) and ground.seconded_by != ground.decided_by
    if question.conditions.basis_needs_second and not someone_else:
        yield Reason(Hvorfor.HJEMMEL_UTEN_SIGNATUR, Lys.ROD)


_BY_GROUND = {
    Grunnlag.TIL_STEDE: _present,
    Grunnlag.SAMTYKKE: _consented,
    Grunnlag.ANONYMISERT: _anonymous,
    Grunnlag.HJEMMEL: _by_law,
}


def _answer(reasons: Iterable[Reason], leave: frozenset[str] = NOBODY) -> Portsvar:
    """What is red hides nothing else: every reason is given, the darkest first."""
    ordered = tuple(sorted(reasons, key=lambda reason: -reason.light))
    return Portsvar(_darkest(ordered), ordered, leave)


def _darkest(reasons: Iterable[Reason]) -> Lys:
    return max((reason.light for reason in reasons), default=Lys.ROD)
