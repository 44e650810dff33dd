"""The few pieces every card is made of, so that all cards look and behave alike.

Text that a user or a plan wrote goes into RichTextBlocks, where Teams reads no Markdown and no links (threat
T20). Cards are version 1.5, have labels on every input and stay far below 25 KB (platform, "Cards").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from microsoft_teams.cards import (
    Action,
    ActionSet,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    ExecuteAction,
    Image,
    OpenUrlAction,
    RichTextBlock,
    SubmitAction,
    TextBlock,
    TextInput,
    TextRun,
    TimeInput,
)

from bot.cards.actions import Ink
from bot.ports import Json

ELEMENTS = (
    *(ActionSet, AdaptiveCard, Choice, ChoiceSetInput, Container, DateInput, ExecuteAction, Image, OpenUrlAction),
    *(RichTextBlock, SubmitAction, TextBlock, TextInput, TextRun, TimeInput),
)
for _element in ELEMENTS:  # now, beside the event loop, and not in the first turn
    _element.model_rebuild()

MAX_TEXT = 3000
Tone = Literal["attention", "good", "accent"]
Style = Literal["default", "positive", "destructive"]
BEGIN, CLOSE = "begin", "lukk"  # verbs of every dialog: begin one, and close the window it is in
MARKERS: dict[Tone, str] = {"attention": "⚠ ", "good": "✓ ", "accent": "ℹ "}


def card(body: Iterable[CardElement], actions: Iterable[Action] = (), language: str = "nb") -> Json:
    """A finished card as JSON."""
    made = AdaptiveCard(version="1.5", lang=language, body=list(body), actions=list(actions))
    return made.model_dump(by_alias=True, exclude_none=True)


def heading(text: str, size: Literal["Medium", "Large"] = "Large") -> CardElement:
    """A heading, read as one by a screen reader."""
    return TextBlock(text=text, size=size, weight="Bolder", wrap=True, style="heading")


def words(text: str, *, subtle: bool = False, bold: bool = False) -> CardElement:
    """A paragraph of plain words, whoever wrote them."""
    run = TextRun(text=text or " ", is_subtle=subtle or None, weight="Bolder" if bold else None)
    return _rich(run)


def labelled(label: str, text: str) -> CardElement:
    """A label and what stands under it, in one paragraph: «Kategori: rusbruk»."""
    return _rich(TextRun(text=label + ": ", weight="Bolder"), TextRun(text=text or "–"))


def facts(rows: Mapping[str, str]) -> list[CardElement]:
    """Label and value, row by row; rows without a value are left out."""
    return [labelled(label, value) for label, value in rows.items() if value]


def notice(text: str, tone: Tone = "attention") -> CardElement:
    """A box that stands out, by its sign as well as its colour."""
    return Container(style=tone, items=[_rich(TextRun(text=MARKERS[tone] + text, weight="Bolder"))])


def bullets(lines: Sequence[str]) -> list[CardElement]:
    """A list."""
    return [words("• " + line) for line in lines]


def ask_text(
    id: str, label: str, value: str = "", *, long: bool = True, needed: bool = False, **more: str
) -> TextInput:
    """A text field. `more`: placeholder, error_message."""
    return TextInput(
        id=id,
        label=label,
        value=value or None,
        is_multiline=long or None,
        is_required=needed or None,
        max_length=MAX_TEXT,
        **more,  # type: ignore[arg-type]
    )


def ask_choice(
    id: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    value: str = "",
    *,
    many: bool = False,
    open: bool | None = None,
    needed: str = "",
) -> ChoiceSetInput:
    """A choice of (value, title). Few choices are shown open. `needed` is the text when none is chosen."""
    shown_open = open if open is not None else len(choices) <= 7
    return ChoiceSetInput(
        id=id,
        label=label,
        choices=[Choice(title=title, value=v) for v, title in choices],
        value=value or None,
        style="expanded" if shown_open else "compact",
        is_multi_select=many or None,
        is_required=bool(needed) or None,
        error_message=needed or None,
        wrap=True,
    )


def ask_date(id: str, label: str, value: str = "") -> DateInput:
    """A date field; value as YYYY-MM-DD."""
    return DateInput(id=id, label=label, value=value or None)


def ask_time(id: str, label: str, value: str = "") -> TimeInput:
    """A time field; value as HH:MM."""
    return TimeInput(id=id, label=label, value=value or None)


def button(
    ink: Ink,
    title: str,
    verb: str,
    on: str = "",
    n: int = 0,
    *,
    style: Style | None = None,
    inputs: bool = True,
    read_as: str | None = None,
) -> Action:
    """A button. In a chat it is an Action.Execute with a Submit fallback to the same command; in a dialog a
    Submit. Without `inputs` it is pressed whatever has been filled in. `read_as` is the whole of a title that is
    shortened, as a screen reader says it."""
    data = ink.data(verb, on, n)
    gather: Literal["none"] | None = None if inputs else "none"
    tip = read_as if read_as != title else None
    submit = SubmitAction(title=title, data=data, style=style, associated_inputs=gather, tooltip=tip)
    if ink.submit:
        return submit
    return ExecuteAction(
        title=title, verb=verb, data=data, style=style, associated_inputs=gather, tooltip=tip, fallback=submit
    )


def dialog_button(ink: Ink, title: str, dialog: str, on: str = "", *, style: Style | None = None) -> Action:
    """A button that opens a conversation as a Teams dialog, which only the one who presses sees (task/fetch)."""
    data = {**ink.data(f"{BEGIN}.{dialog}", on), "msteams": {"type": "task/fetch"}}
    return SubmitAction(title=title, data=data, style=style, associated_inputs="none")


def closable(card: Json, ink: Ink, title: str) -> Json:
    """A dialog's card; where nothing on it can be sent any more, a button that closes it."""
    if any(action.get("type") == "Action.Submit" for action in card.get("actions", ())):
        return card
    close = button(replace(ink, submit=True), title, CLOSE, inputs=False)
    made = close.model_dump(by_alias=True, exclude_none=True)
    return {**card, "actions": [*card.get("actions", ()), made]}


def try_again(payload: Mapping[str, object], text: str, title: str, language: str) -> Json:
    """A card whose one button sends all that was sent before once more."""
    return card([notice(text)], [SubmitAction(title=title, data=dict(payload))], language)


def link(title: str, url: str) -> Action:
    """A button that opens a web address."""
    return OpenUrlAction(title=title, url=url)


def actions(*made: Action) -> CardElement:
    """Buttons in the middle of a card."""
    return ActionSet(actions=list(made))


def picture(url: str, alt: str) -> CardElement:
    """A picture with its alternative text."""
    return Image(url=url, alt_text=alt)


def box(*items: CardElement) -> CardElement:
    """Things that belong together, with a line above."""
    return Container(items=list(items), separator=True, spacing="Medium")


def _rich(*runs: CardElement) -> RichTextBlock:
    return RichTextBlock(inlines=list(runs))
