"""To the coordinator: something that the bot was to do, and did not get done."""

from __future__ import annotations

from bot.cards import kit
from bot.domain.effects import Effect, EffectKind, EffectState
from bot.ports import Message
from bot.texts import N_, Texts

WHAT = {
    EffectKind.TELL: N_("En melding til {name} kom ikke fram."),
    EffectKind.POST: N_("Et innlegg i en kanal kom ikke fram."),
    EffectKind.FILE: N_("Et dokument ble ikke lagret i biblioteket."),
    EffectKind.INVITE: N_("Kalenderen ble ikke oppdatert."),
}
DOUBT = N_("Det kan ha blitt gjort likevel. Boten prøver ikke igjen uten at et menneske har sett på det.")
UNREACHED = N_("Boten når ikke mottakeren i Teams.")
GIVEN_UP = N_("Boten har prøvd flere ganger og har gitt seg.")


def not_done(failed: Effect, name: str, t: Texts) -> Message:
    """What it was, and what to do now. Never what it was about."""
    title = t("Noe ble ikke gjort")
    unreached = failed.reason == "NotReachable"
    why = DOUBT if failed.state is EffectState.HELD else UNREACHED if unreached else GIVEN_UP
    what = t(WHAT[failed.kind], name=name) if failed.kind is EffectKind.TELL else t(WHAT[failed.kind])
    advice = t("Ordne det på en annen måte om det haster, og si fra til den som drifter boten.")
    body = [kit.heading(title, "Medium"), kit.words(what), kit.words(t(why)), kit.words(advice, subtle=True)]
    return Message(title, card=kit.card(body, (), t.language))
