"""The card of a step: where the person stands, what to do, and every way on."""

from flows import addresses
from flows.events import BACK, LEAVE, TICK, UNTICK
from flows.machine import may_ask
from flows.model import Journey, Kind, Link, Move, Role, State
from flows.package import APPLY
from flows.roles import walked_by
from flows.scene import NOWHERE, Scene, header, shows_link, warning
from flows.screens import (
    MENU,
    Button,
    Day,
    Days,
    Paragraph,
    Row,
    Screen,
    Tap,
    Text,
    Url,
    page,
    say,
    title,
)

DONE = "done"
ASK_AGAIN = "asked_again"
NO_LINK = "no_link"
LINK_STEP = 4
"""Where a teacher gives the link of the chat (seed, teachers 4)."""


def hat(journey: Journey) -> Text:
    """Name the role as the person chose it: a family walks as a parent or as a student."""
    flow = walked_by(journey)
    return Text(f"role-{journey.variant if len(flow.variants) > 1 else journey.role.value}")


def message_of(journey: Journey, state: State) -> str:
    """Return the key of all the texts of a state."""
    return f"{journey.edition}-{journey.role.value}-{state.key}"


def card(journey: Journey, now: int, scene: Scene = NOWHERE) -> Screen:
    """Draw the present step of a journey."""
    state = walked_by(journey).state(journey.state)
    texts = message_of(journey, state)
    who = journey.variant or "none"
    body = (
        title(f"{texts}.title", who=who),
        *_reason(journey, state),
        *_waiting(journey, state, scene, now),
        say(f"{texts}.body", who=who, place=scene.kind, given="yes" if scene.given else "no"),
        *(warning(scene.link) if shows_link(journey, state.key) else ()),
        *_minutes(journey, state),
    )
    paragraphs = (_header(journey, state, scene), body, *_around(state, scene))
    return Screen(paragraphs, (*step_rows(journey, now, scene), *_foot(journey, state)))


def _header(journey: Journey, state: State, scene: Scene) -> Paragraph:
    where = header(hat(journey), scene)
    if not state.number:
        return (where,)
    return (where, progress(journey, state))


def progress(journey: Journey, state: State) -> Text:
    """Say which of the flow's steps a state belongs to."""
    of = walked_by(journey).steps
    bar = "▰" * state.number + "▱" * (of - state.number)
    return say("card-step", step=state.number, of=of, bar=bar)


def _waiting(journey: Journey, state: State, scene: Scene, now: int) -> Paragraph:
    """Say since when somebody waits, who waits with them, and when they last asked again."""
    if state.kind is not Kind.WAIT:
        return ()
    ago = say("days-ago", days=Days(journey.since, now))
    lines = [say(f"wait-{state.waits_on}", day=Day(journey.since), ago=ago)]
    if scene.beside:
        lines.append(say(f"wait-{state.waits_on}-beside", others=scene.beside))
    if journey.asked:
        lines.append(say(f"wait-{state.waits_on}-asked", day=Day(journey.asked)))
    return tuple(lines)


def _around(state: State, scene: Scene) -> tuple[Paragraph, ...]:
    """Say what others wait for, and what the school or the class has come to."""
    lines: list[Text] = []
    if scene.waiting:
        about = "teachers" if scene.meter else "families"
        lines.append(say(f"awaited-{about}", count=scene.waiting, day=Day(scene.since)))
    if scene.families and scene.families.opened:
        of = scene.families
        counts = say("families", opened=of.opened, profiles=of.profiles, joined=of.joined)
        lines.append(counts)
    if scene.meter and state.kind is not Kind.QUESTION:
        lines.append(scene.meter.line)
    return (tuple(lines),) if lines else ()


def _reason(journey: Journey, state: State) -> Paragraph:
    """Say on the step one was sent back to why it was refused."""
    if not journey.reason:
        return ()
    ways = (move for one in walked_by(journey).states for move in one.moves)
    sent_back = any(move.to == state.key and move.trigger == journey.reason for move in ways)
    return (Text(f"reason-{journey.reason}"),) if sent_back else ()


def _minutes(journey: Journey, state: State) -> Paragraph:
    """How long the step takes; beside a reason there is no room for it."""
    if state.kind is not Kind.STEP or _reason(journey, state):
        return ()
    return (say("card-minutes", minutes=state.minutes),)


def step_rows(journey: Journey, now: int, scene: Scene = NOWHERE) -> tuple[Row, ...]:
    """Every way on from the present step: what was handed over, links, checks, answers."""
    state = walked_by(journey).state(journey.state)
    texts = message_of(journey, state)
    ways = tuple(dict.fromkeys(m.trigger for m in state.moves if _shown(m)))
    return (
        *_handed(journey, state, scene),
        *_package(journey, state),
        *((link_button(link),) for link in state.links if not _on_package_page(journey, link)),
        *((_check(journey, state, texts, check),) for check in state.checks),
        *(
            (_way(journey, state, texts, way, scene),)
            for way in ways
            if _open(journey, way, scene, now)
        ),
        *_school(journey, state, scene),
    )


def _shown(move: Move) -> bool:
    """Back and leaving have places of their own; what others do is nobody's button."""
    return move.by is None and move.trigger not in {BACK, LEAVE}


def _open(journey: Journey, way: str, scene: Scene, now: int) -> bool:
    """What a guard would refuse is not offered: done before all is ticked, asking twice a day.

    Nor is the want of a link that is there.
    """
    if way == ASK_AGAIN:
        return may_ask(journey, now)
    if way == NO_LINK:
        return not scene.link
    return way != DONE or journey.ticks >= set(walked_by(journey).state(journey.state).checks)


def _handed(journey: Journey, state: State, scene: Scene) -> tuple[Row, ...]:
    """The link that somebody else gave for this step."""
    if not scene.link or not shows_link(journey, state.key):
        return ()
    return ((Button(Text(f"link-handed-{journey.role.value}"), Url(scene.link)),),)


def _package(journey: Journey, state: State) -> tuple[Row, ...]:
    """The documents of the application; the questionnaire is among them, so it has no row here."""
    if journey.role is Role.ADMIN and state.key == APPLY:
        return ((page("go.package", "package"),),)
    return ()


def _on_package_page(journey: Journey, link: Link) -> bool:
    return journey.role is Role.ADMIN and link == addresses.QUESTIONNAIRE


def _school(journey: Journey, state: State, scene: Scene) -> tuple[Row, ...]:
    """The ways from a step to the people around it."""
    if journey.role is Role.ADMIN and state.kind is not Kind.QUESTION:
        return _administrators(journey, scene)
    if journey.role is Role.TEACHER and scene.school:
        return _teachers(journey, state, scene)
    return ()


def _administrators(journey: Journey, scene: Scene) -> tuple[Row, ...]:
    own = page("go.school", "school") if scene.school else page("go.add", "form")
    waiting = page("go.desk", "desk", str(journey.school_id))
    return ((waiting,), (own,)) if scene.waiting else ((own,),)


def _teachers(journey: Journey, state: State, scene: Scene) -> tuple[Row, ...]:
    """Choose the class before anything is given to it; give the chat's link, then invite."""
    giving = state.number == LINK_STEP or state.kind is Kind.END
    if not giving and not shows_link(journey, state.key):
        return ()
    if not scene.class_name:
        return ((page("go.pick", "pick"),),)
    if not giving:
        return ()
    chat = (page("go.chat", "chat"),)
    families = (page("go.families", "invite", "family", str(journey.class_id)),)
    return (families, chat) if scene.given else (chat,)


def _tap(journey: Journey, state: State, trigger: str, arg: str = "") -> Tap:
    return Tap(journey.id, state.key, trigger, journey.revision, arg)


def _check(journey: Journey, state: State, texts: str, check: str) -> Button:
    ticked = check in journey.ticks
    label = say("check-on" if ticked else "check-off", what=Text(f"{texts}.check_{check}"))
    return Button(label, _tap(journey, state, UNTICK if ticked else TICK, check))


def _way(journey: Journey, state: State, texts: str, way: str, scene: Scene) -> Button:
    """The button of a way; where the bot itself can ask, it offers to."""
    asks = way == ASK_AGAIN and scene.reachable
    label = Text(f"{texts}.{way}_for_me" if asks else f"{texts}.{way}")
    shown = say("button-done", what=label) if way == DONE else label
    return Button(shown, _tap(journey, state, way))


def _foot(journey: Journey, state: State) -> tuple[Row, ...]:
    """Help has a row of its own: a third of a phone's width would cut its words."""
    help_ = ((page("button-help", "help"),),) if state.symptoms else ()
    return (*help_, (_back(journey, state), MENU))


def _back(journey: Journey, state: State) -> Button:
    """One step back; from the first one, to the choice of a role."""
    moves: tuple[Move, ...] = state.moves
    if any(move.trigger == BACK for move in moves):
        return Button(Text("button-back"), _tap(journey, state, BACK))
    return page("button-back", "roles")


def link_button(link: Link) -> Button:
    return Button(Text(f"link-{link.key}"), Url(link.url))
