"""The school's form: one question at a time, each answer to be corrected, a review at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.draft import FIELDS, REVIEW, SHOWN, Choice, Draft, Places
from flows.regions import Region
from flows.screens import TO_STEP, Button, Page, Paragraph, Row, Screen, Text, page, say, title


@dataclass(frozen=True, slots=True)
class Twin:
    """The school that is there already. `by` is what the draft has of it: `inn` or `name`."""

    school_id: int
    school: str
    place: str
    by: str


def ask(field: str, draft: Draft, known: Places = ()) -> Screen:
    """Ask one question; `known` are the region's municipalities, shown if they are few."""
    choices: tuple[Row, ...] = ()
    if field == "place" and 0 < len(known) <= SHOWN:
        return _question(field, draft, "form-place-known", _places(known))
    if field == "inn" and draft.inn != "":
        choices = ((page("form-inn.skip", "no_inn"),),)
    return _question(field, draft, f"form-{field}", choices)


def choose(choice: Choice) -> Screen:
    """Ask which of several regions or municipalities was meant."""
    if choice.regions:
        return _question("region", choice.draft, "form-regions", _regions(choice.regions))
    return _question("place", choice.draft, "form-places", _places(choice.places))


def _regions(found: Sequence[Region]) -> tuple[Row, ...]:
    return tuple((_choice(one.label, "region", one.code),) for one in found)


def _places(known: Places) -> tuple[Row, ...]:
    return tuple((_choice(name, "place", str(number)),) for number, name in known)


def _choice(name: str, to: str, arg: str) -> Button:
    return Button(say("form-value", value=name), Page(to, arg))


def _question(field: str, draft: Draft, text: str, choices: tuple[Row, ...]) -> Screen:
    """What is there already can be kept; the question before can be gone back to."""
    body = (title(f"{text}.title"), Text(f"{text}.body"))
    keep: tuple[Row, ...] = ()
    if draft.has(field):
        keep = ((Button(say("form-keep", value=draft.shown(field)), Page("form", "on")),),)
    number = FIELDS.index(field)
    if draft.missing == REVIEW:
        return Screen(((Text("form-correction"),), body), (*choices, *keep, (TO_STEP,)))
    head: Paragraph = (say("form-question", number=number + 1, of=len(FIELDS)),)
    foot: Row = (TO_STEP,)
    if number:
        before = FIELDS[number - 1]
        head = (*head, draft.shown(before)) if draft.has(before) else head
        foot = (page("button-back", "form", before), TO_STEP)
    return Screen((head, body), (*choices, *keep, foot))


def review(draft: Draft, *, stored: bool) -> Screen:
    """Show all answers, each with a button to correct it. `stored`: the school is there already."""
    body = (title("form-review.title"), Text("form-review.body"))
    fix = [page(f"form-review.{field}", "form", field) for field in FIELDS]
    save = page("form-review.save_changes" if stored else "form-review.save", "save_school")
    return Screen((body, _answers(draft)), (tuple(fix[:2]), tuple(fix[2:]), (save,), (TO_STEP,)))


def _answers(draft: Draft) -> Paragraph:
    return tuple(say(f"form-line-{field}", value=draft.shown(field)) for field in FIELDS)


def same(draft: Draft, twin: Twin, *, stored: bool) -> Screen:
    """Say that the school is there already: ask to be let in, or correct what was a slip.

    `stored`: another school is being corrected, which cannot become this one.
    """
    how = "form-same.other" if stored else "form-same.how"
    place = say("desk-school", school=twin.school, place=twin.place)
    body = (title("form-same.title"), place, Text(f"form-same.by_{twin.by}"), Text(how))
    claim = ((page("form-same.claim", "claim_school", str(twin.school_id)),),)
    rows: tuple[Row, ...] = (
        *(() if stored else claim),
        (page(f"form-same.fix_{twin.by}", "form", twin.by),),
        (page("form-same.all", "form", "all"), TO_STEP),
    )
    return Screen((body, (Text("form-same.yours"), *_answers(draft))), rows)
