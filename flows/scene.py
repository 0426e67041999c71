"""What surrounds a journey: its school and class, and what others have given or wait for."""

from dataclasses import dataclass
from typing import Final

from flows.activity import Meter
from flows.links import Verdict, judge_chat
from flows.model import Journey, Role
from flows.screens import Arg, Paragraph, Text, say


@dataclass(frozen=True, slots=True)
class Families:
    """How far the families of a class are: numbers, never names."""

    opened: int
    profiles: int
    joined: int


@dataclass(frozen=True, slots=True)
class Scene:
    """Gathered for one card (`bot/actions/scene.py`). Empty for whoever walks alone.

    `link` is what was handed to the person: for a teacher the administrator's link of the class,
    for a family its chat; `given` what a teacher has handed on. `waiting` people wait on this
    person, the first of them since `since` (seconds, UTC); `beside` wait with them on the same.
    `reachable`: whoever is waited on can be told by the bot.
    """

    school: str = ""
    class_name: str = ""
    link: str = ""
    given: str = ""
    waiting: int = 0
    since: int = 0
    beside: int = 0
    reachable: bool = False
    standing: str = ""
    meter: Meter | None = None
    families: Families | None = None

    @property
    def kind(self) -> str:
        """What the texts of a step choose by: `alone`, `school`, or `link` where one is there."""
        if self.link:
            return "link"
        return "school" if self.school else "alone"


NOWHERE: Final = Scene()


def header(hat: Text, scene: Scene) -> Text:
    """Name the role, and where it is played."""
    if not scene.school:
        return hat
    args: dict[str, Arg] = {"hat": hat, "school": scene.school}
    if scene.class_name:
        return Text("hat-class", {**args, "class": scene.class_name})
    return Text("hat-school", args)


def warning(url: str) -> Paragraph:
    """Warn of an address that any chat of the messenger may have."""
    return (say("link-warning"),) if judge_chat(url).verdict is Verdict.VK_CHAT else ()


def shows_link(journey: Journey, state: str) -> bool:
    """Whether a step is the one that the link is for."""
    return (journey.role, state) in {(Role.TEACHER, "apply"), (Role.FAMILY, "join_chat")}
