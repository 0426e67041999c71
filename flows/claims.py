"""Claims: somebody asks to administrate a school that has an administrator already."""

from dataclasses import dataclass
from typing import Final

from flows.screens import TO_STEP, Arg, Button, Day, Page, Row, Screen, Text, page, say, title

SHOWN: Final = 8
"""Claims on one screen, the oldest first: deciding on them brings the next."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Who asks, in their own words ("" for none), and since when (seconds, UTC)."""

    staff_id: int
    label: str
    since: int


@dataclass(frozen=True, slots=True)
class Claims:
    """Who asks to administrate one school. `runs`: the reader does, and is no operator only."""

    school_id: int
    school: str
    place: str
    asking: tuple[Claim, ...]
    runs: bool


def claimed(school: str, place: str, *, label: str, decided_by: str, names: bool = True) -> Screen:
    """Say who decides: `decided_by` is `admin`, or `operator` where the school has none.

    `names`: the bot keeps how people want to be shown.
    """
    who = say("claimed.label", label=label) if label else Text("claimed.unnamed")
    body = (title("claimed.title"), say("desk-school", school=school, place=place))
    by = Text(f"claimed.by_{decided_by}")
    if not names:
        return Screen((body, (by,)), ((TO_STEP,),))
    introduce = page("claimed.again" if label else "claimed.introduce", "introduce")
    return Screen((body, (by, who)), ((introduce,), (TO_STEP,)))


def introduce(label: str) -> Screen:
    """Ask how the claimant wants to be shown to whoever decides."""
    now = (say("claimed.label", label=label),) if label else ()
    body = (title("introduce.title"), Text("introduce.body"), *now)
    return Screen((body,), ((TO_STEP,),))


def claims(here: Claims) -> Screen:
    """List who asks; a tap opens what can be decided."""
    school = str(here.school_id)
    shown = here.asking[:SHOWN]
    rows = tuple((Button(named(one), Page("claims", school, str(one.staff_id))),) for one in shown)
    text = Text("claims.body" if shown else "claims.nobody")
    head = say("desk-school", school=here.school, place=here.place)
    return Screen(((head,), (title("claims.title"), text)), (*rows, _foot(here)))


def named(one: Claim) -> Text:
    """Name a claim by the claimant's words, or by its day."""
    args: dict[str, Arg] = {"day": Day(one.since)}
    if one.label:
        return Text("claim-named", {**args, "label": one.label})
    return Text("claim-unnamed", args)


def claim(here: Claims, one: Claim) -> Screen:
    """Ask what to decide on one claim."""
    number = str(one.staff_id)
    body = (title("claim.title"), named(one), Text("claim.body"))
    return Screen(
        ((say("desk-school", school=here.school, place=here.place),), body),
        (
            (page("claim.admit", "admit", number),),
            (page("claim.dismiss", "dismiss", number),),
            (page("button-back", "claims", str(here.school_id)), TO_STEP),
        ),
    )


def _foot(here: Claims) -> Row:
    own = (page("go.school", "school", str(here.school_id)),) if here.runs else ()
    return (*own, TO_STEP)
