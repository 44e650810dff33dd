"""The gate as tables: consent × role × service × organ × age × state, and every ground (issue 3, «Shown by» 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.cards import gate as cards
from bot.domain.gate import (
    Bekreftet,
    Delingsgrunn,
    Grunnlag,
    Hjemmel,
    Hvorfor,
    Lys,
    Portsvar,
    Reason,
    Sporsmal,
    ask,
)
from bot.domain.plan import Gate
from bot.domain.samtykke import HASTEMOTE, Alder, Slag, Tilstand
from bot.texts import texts
from tests.samtykke.examples import (
    ACTIVE,
    CHAIR,
    CONSENT,
    EVERYBODY,
    FAGTEAM,
    PLAN,
    S1,
    SECRETARY,
    STYRENDE,
    in_state,
    question,
)

NB = texts("nb")
OUTSIDE_S1 = EVERYBODY - set(S1)
LEFT = Bekreftet(by_chair=True, left=OUTSIDE_S1)
LAW = Delingsgrunn(
    Grunnlag.HJEMMEL, basis=Hjemmel.FVL_13B_5, recipients=S1, reasoned=True, decided_by="a", seconded_by="b"
)
ORGANS = {"fagteam": FAGTEAM, "koordinering": PLAN.organ("koordineringsgruppe"), "styrende": STYRENDE}


def codes(answer: Portsvar) -> set[Hvorfor]:
    return {reason.code for reason in answer.reasons}


@pytest.mark.parametrize("organ", ORGANS)
@pytest.mark.parametrize("age", list(Alder))
@pytest.mark.parametrize("state", list(Tilstand))
def test_every_state_age_organ_and_service(state: Tilstand, age: Alder, organ: str) -> None:
    """The oracle knows nothing of how the gate is built: one service in the room besides chair and secretary."""
    consent = in_state(state, age)
    if consent is None:
        return
    for role, confirmed in product(sorted(EVERYBODY), (False, True)):
        there = frozenset({CHAIR, SECRETARY, role})
        asked = question(consent, organs=(ORGANS[organ],), attending=there, confirmed=Bekreftet(by_chair=confirmed))
        opens = organ == "fagteam" and state is Tilstand.AKTIV
        wanted = Lys.GRONN if role in S1 and confirmed else Lys.GUL
        answer = ask(asked)
        assert answer.light is (wanted if opens else Lys.ROD), (role, confirmed)
        assert (role in answer.leave) == (state is Tilstand.AKTIV and role not in S1)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize("seat", ["chairs", "secretaries"])
def test_whoever_leads_or_writes_must_be_a_recipient(role: str, seat: str) -> None:
    asked = question(chairs=frozenset({role})) if seat == "chairs" else question(secretaries=frozenset({role}))
    answer = ask(asked)
    assert (answer.light is Lys.ROD) == (role not in S1)
    assert (Hvorfor.LEDELSE_UTENFOR in codes(answer)) == (role not in S1)


def test_s1_amber_until_the_chair_has_confirmed_who_left() -> None:
    before, after = ask(question(ACTIVE[Alder.UNDER_16])), ask(question(ACTIVE[Alder.UNDER_16], confirmed=LEFT))
    assert (before.light, before.leave) == (Lys.GUL, OUTSIDE_S1)
    assert (after.light, after.leave) == (Lys.GRONN, frozenset())


def test_s1_one_of_two_guardians_is_red_and_counts_them() -> None:
    answer = ask(question(replace(ACTIVE[Alder.UNDER_16], signed=1)))
    assert answer.reasons == (Reason(Hvorfor.MANGLER_VERGE, Lys.ROD, ("1", "2")),)
    assert "1 av 2" in cards.reasons(answer, PLAN, NB)[0]


def test_s2_sixteen_alone_is_for_a_human() -> None:
    answer = ask(question(replace(ACTIVE[Alder.FRA_16_TIL_17], signed=0)))
    assert codes(answer) == {Hvorfor.TIL_AVKLARING}
    assert "kommunejurist" in cards.reasons(answer, PLAN, NB)[0]


def test_s4_chair_and_secretary_outside_is_red_and_everybody_outside_is_named() -> None:
    recipients = ("nav_ungdomskontakt", "ungdomskonsulent", "rus_psykiatri_representant")
    answer = ask(question(replace(CONSENT, recipients=recipients)))
    assert answer.light is Lys.ROD
    assert answer.leave == EVERYBODY - set(recipients)
    assert codes(answer) == {Hvorfor.LEDELSE_UTENFOR, Hvorfor.MA_GA_UT}


def test_a_theme_outside_the_consent_is_red() -> None:
    answer = ask(question(theme="rusbruk", confirmed=LEFT))
    assert codes(answer) >= {Hvorfor.UTENFOR_OMFANG}
    assert answer.light is Lys.ROD
    assert "Rusbruk" in cards.reasons(answer, PLAN, NB)[0]


def test_a_joint_meeting_needs_both_organs() -> None:
    other = FAGTEAM.model_copy(update={"id": "nettverk"})
    alone = ask(question(organs=(FAGTEAM, other), confirmed=LEFT))
    both = ask(question(replace(CONSENT, purposes=("fagteam", "nettverk")), organs=(FAGTEAM, other), confirmed=LEFT))
    never = ask(question(organs=(FAGTEAM, ORGANS["koordinering"]), confirmed=LEFT))
    assert (alone.light, both.light, never.light) == (Lys.ROD, Lys.GRONN, Lys.ROD)


@pytest.mark.parametrize("kind", list(Grunnlag))
def test_no_ground_opens_the_steering_level(kind: Grunnlag) -> None:
    confirmed = Bekreftet(True, OUTSIDE_S1, young_person=True, guardian=True, anonymous=True)
    ground = replace(LAW, kind=kind, anonymity_by="chair")
    everywhere = replace(CONSENT, purposes=("fagteam", STYRENDE.id))
    answer = ask(question(everywhere, organs=(STYRENDE,), ground=ground, confirmed=confirmed))
    assert answer.light is Lys.ROD
    assert answer.reasons[0].code is Hvorfor.STYRENDE_ALDRI


def test_a_hastemote_must_be_named_in_the_consent() -> None:
    without = ask(question(organs=(), attending=frozenset(S1)))
    named = ask(question(replace(CONSENT, purposes=(HASTEMOTE,)), organs=(), attending=EVERYBODY))
    assert without.light is Lys.ROD
    assert (named.may_be_listed, named.leave) == (True, OUTSIDE_S1)


def test_nothing_recorded_and_nobody_to_confirm_are_closed() -> None:
    assert codes(ask(question(kind=None))) == {Hvorfor.INGEN_GRUNN}
    assert codes(ask(question(None))) == {Hvorfor.SAMTYKKE_MANGLER}
    assert Hvorfor.INGEN_MOTELEDER in codes(ask(question(chairs=frozenset())))


PRESENCE = [
    # young, guardian, minor, both needed, light
    (False, False, True, True, Lys.GUL),
    (True, False, True, True, Lys.GUL),
    (False, True, True, True, Lys.GUL),
    (True, True, True, True, Lys.GRONN),
    (True, False, True, False, Lys.GRONN),
    (False, True, True, False, Lys.GRONN),
    (True, False, False, True, Lys.GRONN),
    (False, True, False, True, Lys.GUL),
]


@pytest.mark.parametrize(("young", "guardian", "minor", "both", "light"), PRESENCE)
def test_presence(young: bool, guardian: bool, minor: bool, both: bool, light: Lys) -> None:
    conditions = Gate(presence_needs_both=both)
    ground = Delingsgrunn(Grunnlag.TIL_STEDE, minor=minor)
    confirmed = Bekreftet(by_chair=True, young_person=young, guardian=guardian)
    assert ask(question(None, ground=ground, conditions=conditions, confirmed=confirmed)).light is light
    unconfirmed = replace(confirmed, by_chair=False)
    assert ask(question(None, ground=ground, conditions=conditions, confirmed=unconfirmed)).light is Lys.GUL


def test_anonymity_is_confirmed_by_the_chair_twice() -> None:
    ground = Delingsgrunn(Grunnlag.ANONYMISERT)
    known = replace(ground, anonymity_by="chair")
    there = Bekreftet(by_chair=True, anonymous=True)
    lights = [ask(question(None, ground=g, confirmed=c)).light for g, c in ((ground, there), (known, Bekreftet()))]
    assert lights == [Lys.ROD, Lys.GUL]
    assert ask(question(None, ground=known, confirmed=there)).light is Lys.GRONN


LACKING = [
    ({"basis": None}, Hvorfor.HJEMMEL_MANGLER),
    ({"reasoned": False}, Hvorfor.HJEMMEL_UTEN_GRUNN),
    ({"decided_by": ""}, Hvorfor.HJEMMEL_UTEN_GRUNN),
    ({"seconded_by": ""}, Hvorfor.HJEMMEL_UTEN_SIGNATUR),
    ({"seconded_by": "a"}, Hvorfor.HJEMMEL_UTEN_SIGNATUR),
]


@pytest.mark.parametrize(("changed", "code"), LACKING)
def test_another_legal_basis_is_never_a_bare_override(changed: dict[str, object], code: Hvorfor) -> None:
    answer = ask(question(None, ground=replace(LAW, **changed), confirmed=LEFT))  # type: ignore[arg-type]
    assert answer.light is Lys.ROD
    assert code in codes(answer)


def test_another_legal_basis_opens_for_those_it_is_necessary_to_tell() -> None:
    before, after = ask(question(None, ground=LAW)), ask(question(None, ground=LAW, confirmed=LEFT))
    assert (before.light, before.leave) == (Lys.GUL, OUTSIDE_S1)
    assert after.light is Lys.GRONN
    alone = replace(LAW, seconded_by="")
    relaxed = question(None, ground=alone, confirmed=LEFT, conditions=Gate(basis_needs_second=False))
    assert ask(relaxed).light is Lys.GRONN


def test_the_municipality_may_let_chair_and_secretary_stay() -> None:
    consent = replace(CONSENT, recipients=("sosiallaerer_jus",))
    own = Gate(recipients_cover_all=False)
    asked = question(consent, conditions=own)
    left = Bekreftet(by_chair=True, left=EVERYBODY - {"sosiallaerer_jus", CHAIR, SECRETARY})
    assert codes(ask(asked)) == {Hvorfor.LEDELSE_UNNTATT, Hvorfor.MA_GA_UT}
    assert ask(replace(asked, confirmed=left)).light is Lys.GRONN


def test_a_meeting_without_a_single_recipient_is_closed() -> None:
    nobody = question(replace(CONSENT, recipients=("rektor",)), attending=frozenset())
    assert codes(ask(nobody)) == {Hvorfor.INGEN_MOTTAKER}


def test_consents_are_not_added_together_and_the_newest_that_opens_counts() -> None:
    half = replace(CONSENT, recipients=S1[:2])
    other = replace(
        CONSENT, id="t", recipients=(CHAIR, SECRETARY, S1[2]), given_at=CONSENT.given_at + timedelta(days=1)
    )
    asked = question(half, attending=frozenset(S1))
    assert ask(replace(asked, consents=(half, other))).leave == {S1[0]}
    withdrawn = replace(other, ended=Slag.TRUKKET)
    assert ask(replace(asked, consents=(CONSENT, withdrawn))).may_be_listed
    assert ask(replace(asked, consents=(half, withdrawn))).reasons[0].code is Hvorfor.TRUKKET


def test_whoever_leads_cannot_be_said_to_have_left() -> None:
    consent = replace(CONSENT, recipients=(SECRETARY, "sosiallaerer_jus"))
    answer = ask(question(consent, confirmed=Bekreftet(by_chair=True, left=EVERYBODY - set(consent.recipients))))
    assert (answer.light, answer.leave) == (Lys.ROD, frozenset({CHAIR}))


REASON_VALUES = {
    Hvorfor.MANGLER_VERGE: ("1", "2"),
    Hvorfor.UTENFOR_OMFANG: ("rusbruk",),
    Hvorfor.UTENFOR_FORMAL: (HASTEMOTE,),
    Hvorfor.HJEMMEL: (Hjemmel.FVL_13B_6.value,),
    Hvorfor.HJEMMEL_BEKREFTES: (Hjemmel.AVVERGINGSPLIKT.value,),
}


@pytest.mark.parametrize("code", list(Hvorfor))
def test_every_reason_has_its_sentence_in_norwegian(code: Hvorfor) -> None:
    values = REASON_VALUES.get(code, ("slt_koordinator",) if "{who}" in cards.SENTENCES[code] else ())
    said = cards.sentence(Reason(code, Lys.ROD, values), PLAN, NB)
    assert said.endswith(".")
    assert "{" not in said
    assert not any(value in said for value in values if "_" in value)


def test_red_hides_no_other_reason() -> None:
    asked: Sporsmal = question(replace(CONSENT, purposes=()), theme="rusbruk")
    assert codes(ask(asked)) == {Hvorfor.UTENFOR_OMFANG, Hvorfor.UTENFOR_FORMAL, Hvorfor.MA_GA_UT}
    assert [reason.light for reason in ask(asked).reasons] == [Lys.ROD, Lys.ROD, Lys.GUL]


@pytest.mark.parametrize("kind", list(Grunnlag))
def test_a_closed_case_is_red_on_every_ground(kind: Grunnlag) -> None:
    answer = ask(question(kind=kind, over=True))
    assert answer.light is Lys.ROD
    assert Hvorfor.SAK_AVSLUTTET in codes(answer)
