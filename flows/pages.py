"""Everything a person can look at besides the step: pages that change no journey."""

from collections.abc import Mapping, Sequence
from typing import Final

from flows import notice, screens
from flows.card import hat, message_of
from flows.events import RESTART
from flows.library import entry
from flows.library_pages import told, ways_out
from flows.model import Journey, Kind, State
from flows.roles import walked_by
from flows.scene import Scene, header
from flows.screens import (
    MENU,
    TO_STEP,
    Button,
    Day,
    Page,
    Paragraph,
    Row,
    Screen,
    Tap,
    Text,
    foot,
    page,
    say,
    title,
)

LANGUAGES: Final = screens.LANGUAGES


def _titled(key: str, *more: Text) -> Paragraph:
    return (title(f"{key}.title"), *more)


def greeting(language: str, payload: str = "", *, months: int = 12, policy: str = "") -> Screen:
    """Say who the bot is and what it keeps, before anything is kept."""
    agree = page("greeting.agree", "agree", f"{language}.{notice.NOTICE}", payload)
    more = page("greeting.more", "notice", language, payload)
    others = tuple(
        Button(Text(f"language-{code}"), Page("greeting", code, payload))
        for code in LANGUAGES
        if code != language
    )
    intro = _titled("greeting", Text("greeting.body"))
    keeps = (say("greeting.keeps", months=months), Text("greeting.child"))
    return Screen((intro, keeps), ((agree,), (more,), *notice.policy_row(policy), others))


def roles(*, known: bool) -> Screen:
    """Ask who the person is. `known`: they walk somewhere already, so there is a way back."""
    choices = tuple(
        (page(f"role-{name}", to, role, variant),)
        for name, to, role, variant in (
            ("admin", "begin", "admin", ""),
            ("teacher", "begin", "teacher", ""),
            ("student", "age", "", ""),
            ("parent", "begin", "family", "parent"),
        )
    )
    foot: tuple[Row, ...] = ((TO_STEP, MENU),) if known else ()
    return Screen((_titled("roles", Text("roles.body")),), (*choices, *foot))


def menu(journey: Journey | None, *, operates: bool = False) -> Screen:
    """Lead everywhere; `operates`: the person is an operator too."""
    names = ("plan", "school", "journeys", "faq", "rules", "docs", "settings", "data")
    rows = tuple(
        (page(f"menu.{name}", name),) for name in names if journey or name not in {"plan", "school"}
    )
    own = ((page("menu-operator", "operator"),),) if operates else ()
    foot = TO_STEP if journey else page("button-roles", "roles")
    return Screen((_titled("menu"),), (*own, *rows, (foot,)))


def journeys(mine: Sequence[tuple[Journey, Scene]], current: int | None) -> Screen:
    """List the person's hats, each with where it is worn; a tap puts one on."""
    rows = tuple((_journey_button(one, scene, current),) for one, scene in mine)
    more = (page("journeys.more", "roles"),)
    return Screen((_titled("journeys", Text("journeys.body")),), (*rows, more, foot()))


def _journey_button(journey: Journey, scene: Scene, current: int | None) -> Button:
    flow = walked_by(journey)
    state = flow.state(journey.state)
    place = say("place-step", step=state.number, of=flow.steps)
    if not state.number:
        place = Text("place-end" if state.kind is Kind.END else "place-start")
    key = "journeys.here" if journey.id == current else "journeys.there"
    return Button(
        say(key, hat=header(hat(journey), scene), place=place), Page("switch", str(journey.id))
    )


def plan(journey: Journey, reached: Mapping[str, int]) -> Screen:
    """Show the whole algorithm with the day on which each step was left behind."""
    flow = walked_by(journey)
    here = flow.state(journey.state)
    steps = [state for state in flow.states if state.kind is Kind.STEP]
    lines = tuple(_plan_line(journey, state, here, reached) for state in steps)
    again = page("plan.restart", "restart")
    return Screen(((hat(journey),), (*_titled("plan"), *lines)), ((again,), foot()))


def _name(journey: Journey, state: State) -> Text:
    return say(f"{message_of(journey, state)}.title", who=journey.variant or "none")


def _plan_line(journey: Journey, state: State, here: State, reached: Mapping[str, int]) -> Text:
    """One step: here, done (on the day when a later state was first entered), skipped or ahead."""
    name = _name(journey, state)
    if here.kind is not Kind.END and state.number == here.number:
        return say("plan-here", number=state.number, title=name)
    later = {one.key for one in walked_by(journey).states if _after(one, state)}
    days = [day for key, day in reached.items() if key in later]
    if days and state.key in reached:
        return say("plan-done", number=state.number, title=name, day=Day(min(days)))
    ahead = here.kind is not Kind.END and state.number > here.number
    return say("plan-ahead" if ahead else "plan-passed", number=state.number, title=name)


def _after(one: State, state: State) -> bool:
    return one.kind is Kind.END or one.number > state.number


def restart(journey: Journey, *, sure: bool) -> Screen:
    """Ask twice before a journey begins anew."""
    if not sure:
        yes = page("restart.yes", "restart", "sure")
        body = _titled("restart", Text("restart.body"))
    else:
        do = Tap(journey.id, walked_by(journey).state(journey.state).key, RESTART, journey.revision)
        yes = Button(Text("restart.yes_sure"), do)
        body = _titled("restart", Text("restart.body_sure"))
    return Screen((body,), ((TO_STEP,), (yes,)))


def stuck(journey: Journey) -> Screen:
    """List what people get stuck on at this step."""
    state = walked_by(journey).state(journey.state)
    rows = tuple((page(f"entry-{key}.title", "symptom", key),) for key in state.symptoms)
    other = (page("stuck.other", "symptom", "other"),)
    return Screen((_titled("stuck", Text("stuck.body")),), (*rows, other, foot()))


def symptom(key: str) -> Screen:
    """Answer one symptom and ask whether it helped."""
    answer = entry(key)
    if answer is None:
        return _verdict((_titled("stuck-other", Text("stuck-other.body")),), ())
    return _verdict(told(answer), ways_out(answer), key)


def _verdict(said: tuple[Paragraph, ...], leads: tuple[Row, ...], key: str = "other") -> Screen:
    helped = page("symptom.helped", "helped", key, "1")
    still = page("symptom.still", "helped", key, "0")
    back = page("button-back", "help")
    return Screen(said, (*leads, (helped, still), (back, TO_STEP)))


def recorded(key: str = "") -> Screen:
    """Say what happens to a symptom that the answer did not cure; a coordinator may be asked."""
    ask = page("recorded.ask", "ask_look", key)
    others = page("recorded.faq", "faq")
    return Screen((_titled("recorded", Text("recorded.body")),), ((ask,), (others,), foot()))


def settings(language: str) -> Screen:
    rows = tuple((_language_button(code, chosen=code == language),) for code in LANGUAGES)
    reminders = (page("settings.reminders", "reminders"),)
    return Screen((_titled("settings", Text("settings.body")),), (*rows, reminders, foot()))


def _language_button(code: str, *, chosen: bool) -> Button:
    name = Text(f"language-{code}")
    shown = say("language-on", language=name) if chosen else name
    return Button(shown, Page("language", code))


def data(count: int, since: int) -> Screen:
    """Say what is kept of this person; the file and the way to be forgotten are one tap away."""
    body = _titled("data", say("data.body", journeys=count, day=Day(since)))
    rows = (
        (page("data.file", "mydata"),),
        (page("data.notice", "notice"),),
        (page("data.forget", "forget"),),
        foot(),
    )
    return Screen((body,), rows)


def forget(*, sure: bool) -> Screen:
    """Ask twice before everything of a person is deleted."""
    key, arg = ("sure", "now") if sure else ("ask", "sure")
    yes = page(f"forget.yes_{key}", "forget", arg)
    return Screen((_titled("forget", Text(f"forget.body_{key}")),), ((TO_STEP,), (yes,)))


def forgotten() -> Screen:
    return Screen((_titled("forgotten", Text("forgotten.body")),), ())


def commands(names: Sequence[str], *, known: bool) -> Screen:
    """Help in words: what the bot does and which commands there are."""
    lines = tuple(say("help-command", name=name, what=Text(f"command-{name}")) for name in names)
    body = _titled("help", Text("help.body"))
    return Screen((body, lines), (foot(known=known),))
