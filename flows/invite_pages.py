"""The pages of an invitation: what it is for, until when, how many came, and what goes out."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from flows.invitations import DAY, STAFF_DAYS, Offer, trouble
from flows.screens import (
    MENU,
    TO_STEP,
    Arg,
    Button,
    Day,
    Page,
    Paragraph,
    Row,
    Screen,
    Text,
    Url,
    page,
    say,
    title,
)

Chat: TypeAlias = Literal["there", "mine", "theirs"]

STAFF: Final = frozenset({"deputy", "head"})
"""What is given to one person who knows of it: no sheet, and bounds that stay."""
GIVES: Final = ("teacher", "family", "deputy", "head")
DAYS: Final = (7, 30, 0)
"""For how long an invitation may be good; 0 for no end."""
MOST: Final = {"teacher": (1, 30, 0), "family": (30, 60, 0)}
"""How many may come by one: a class has thirty families or so, and a parent beside each student."""
_USUAL: Final = {"teacher": (30, 0), "family": (0, 0)}
_LONGEST: Final = 30


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation as whoever may invite sees it.

    `chat` says of a family's class whether the link of its chat is there, and if not whose it is
    to give: of the one who looks (`mine`) or of others. `runs`: they administrate the school.
    """

    id: int
    gives: str
    school_id: int
    school: str
    class_name: str
    offer: Offer
    chat: Chat = "there"
    runs: bool = False


def usual(gives: str, now: int) -> tuple[int, int]:
    """Return until when and for how many an invitation is when nobody has chosen."""
    days, most = _USUAL.get(gives, (STAFF_DAYS, 1))
    return until(days, now), most


def anew(gives: str, old: Offer, now: int) -> tuple[int, int]:
    """Return the bounds of one that takes another's place: as strict as those chosen for it."""
    ends, most = usual(gives, now)
    if gives in STAFF:
        return ends, most
    if not old.expires_at:
        return 0, old.most
    return ends or until(_LONGEST, now), old.most


def until(days: int, now: int) -> int:
    return now + days * DAY if days else 0


def bounds_of(gives: str, choice: str, old: Offer, now: int) -> tuple[int, int] | None:
    """Read a choice (`d7`, `m30`) of a bound, the other stays; None for what is not offered."""
    for days in DAYS if gives in MOST else ():
        if choice == f"d{days}":
            return until(days, now), old.most
    for most in MOST.get(gives, ()):
        if choice == f"m{most}":
            return old.expires_at, most
    return None


def invite(one: Invite, now: int) -> Screen:
    """Show an invitation and everything that can be done with it."""
    good = not trouble(one.offer, now)
    head = (title(f"invite-{one.gives}.title"), Text(f"invite-{one.gives}.body"))
    paragraphs = [(_where(one),), head, _bounds(one.offer, now)]
    rows: list[Row] = _sending(one) if good else []
    if one.chat != "there":
        paragraphs.append((Text(f"invite-chatless-{one.chat}"),))
    if one.chat == "mine":
        rows.append((page("invite.chat", "chat"),))
    if one.gives not in STAFF:
        rows.append((_button(one, "bounds"),))
    # What is good no more has nothing to lose.
    rows.append((page("invite.renew", "renew", str(one.id), "" if good else "sure"),))
    if good:
        rows.append((_button(one, "revoke"),))
    rows.append(_foot(one))
    return Screen(tuple(paragraphs), tuple(rows))


def _sending(one: Invite) -> list[Row]:
    names = ("forward", "qr") if one.gives in STAFF else ("forward", "sheet", "qr")
    return [(_button(one, name),) for name in names]


def _button(one: Invite, name: str) -> Button:
    return page(f"invite.{name}", name, str(one.id))


def _where(one: Invite) -> Text:
    args: dict[str, Arg] = {"school": one.school, "class": one.class_name or "none"}
    return Text("invite-where", args)


def _bounds(offer: Offer, now: int) -> Paragraph:
    """Say until when it is good, or why it is no more, and how many came of how many."""
    wrong = trouble(offer, now)
    came = say("invite-came", uses=offer.uses)
    if offer.most:
        came = say("invite-came-of", uses=offer.uses, most=offer.most)
    if wrong == "expired":
        ends = say("invite-expired", day=Day(offer.expires_at))
    else:
        ends = Text("invite-used_up") if wrong else _ends(offer)
    return (say("invite-terms", ends=ends, came=came),)


def _ends(offer: Offer) -> Text:
    if not offer.expires_at:
        return Text("invite-endless")
    return say("invite-until", day=Day(offer.expires_at))


def _foot(one: Invite) -> Row:
    """An administrator comes from the school, a teacher from the step."""
    if one.runs:
        return (page("button-back", "school", str(one.school_id)), TO_STEP)
    return (TO_STEP, MENU)


def class_first() -> Screen:
    """Ask a teacher without a class to choose one: families are invited into a class."""
    body = (title("invite-family.title"), Text("invite-class_first"))
    return Screen((body,), ((page("invite.pick", "pick"),), (TO_STEP, MENU)))


def bounds(one: Invite, now: int) -> Screen:
    """Let the one who invites choose until when and for how many."""
    days = [_choice(one, "d", "days", days, on=_is_on(one, days)) for days in DAYS]
    most = [_choice(one, "m", "most", n, on=n == one.offer.most) for n in MOST.get(one.gives, ())]
    body = (title("invite-bounds.title"), *_bounds(one.offer, now))
    # The words for no bound are long: they have a row of their own.
    rows: list[Row] = [
        row for choices in (days, most) for row in (tuple(choices[:-1]), tuple(choices[-1:]))
    ]
    foot = (page("button-back", "invitation", str(one.id)), TO_STEP)
    return Screen(((_where(one),), body), (*rows, foot))


def _is_on(one: Invite, days: int) -> bool:
    """Whether that is chosen: of days only "no end" can be told."""
    return not days and not one.offer.expires_at


def _choice(one: Invite, letter: str, name: str, number: int, *, on: bool) -> Button:
    words = Text(f"invite-{name}", {name: number})
    shown = say("invite-chosen", what=words) if on else words
    return Button(shown, Page("bound", str(one.id), f"{letter}{number}"))


def renew(one: Invite) -> Screen:
    """Ask once before the old link ends."""
    return _sure(one, "renew")


def revoke(one: Invite) -> Screen:
    """Ask once before the link ends and no other takes its place."""
    return _sure(one, "revoke")


def _sure(one: Invite, name: str) -> Screen:
    paper = "link" if one.gives in STAFF else "paper"
    body = (title(f"invite-{name}.title"), Text(f"invite-ends-{paper}"))
    yes = page(f"invite-{name}.yes", name, str(one.id), "sure")
    back = page("button-back", "invitation", str(one.id))
    return Screen(((_where(one),), body), ((yes,), (back,)))


def revoked(one: Invite, where: str) -> Screen:
    """Say that the link is no more; another is a tap away. `where`: as the page `invite` has it."""
    paper = "link" if one.gives in STAFF else "paper"
    body = (title("invite-revoked.title"), Text(f"invite-revoked.{paper}"))
    another = page("invite.renew", "invite", one.gives, where)
    return Screen(((_where(one),), body), ((another,), _foot(one)))


def letter(one: Invite, address: str) -> Screen:
    """Draw the message to forward: it says by itself what it is, and where it leads."""
    args: dict[str, Arg] = {"school": one.school, "address": address}
    if one.gives in STAFF:
        args["day"] = Day(one.offer.expires_at)
    else:
        args["class"] = one.class_name or "none"
    return Screen(((Text(f"invite-{one.gives}-message", args),),), _open(address))


def qr(one: Invite, address: str) -> Screen:
    """Draw what is said under the code."""
    return Screen(((_where(one), Text("invite-qr")), (_ends(one.offer),)), _open(address))


def under_sheet(one: Invite) -> Screen:
    """Draw what is said under the sheet besides what it is: paper outlasts a link."""
    return Screen(((_ends(one.offer),),))


def _open(address: str) -> tuple[Row, ...]:
    return ((Button(Text("invite.open"), Url(address)),),)
