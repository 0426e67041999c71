"""The words of the flows: who walks, what is declared, and where somebody stands.

Nothing here knows a messenger, a database or a clock. Times are whole seconds since 1970 (UTC).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class Role(StrEnum):
    """Whose algorithm it is (seed: three "Алгоритм действий для …")."""

    ADMIN = "admin"
    TEACHER = "teacher"
    FAMILY = "family"


class Party(StrEnum):
    """On whom a wait waits."""

    SUPPORT = "support"
    ADMIN = "admin"
    TEACHER = "teacher"


class Kind(StrEnum):
    """What a state asks of the person."""

    QUESTION = "question"
    STEP = "step"
    WAIT = "wait"
    END = "end"


@dataclass(frozen=True, slots=True)
class Link:
    """A button that leads out. `key` names its text, `source` tells where the address is from."""

    key: str
    url: str
    source: str = "seed"


@dataclass(frozen=True, slots=True)
class Move:
    """One way out of a state: what the person says, and where that leads.

    `guard` names a condition of the cursor (`flows.machine.Cursor`) that must hold. `keeps` names
    the field of the journey (`variant` or `reason`) in which the trigger is remembered. `redo`
    are the checks that it asks for again. `by` is set where somebody else's act takes this way:
    a hand-off that comes in, which nobody can tap. `gives` names the hand-off that goes out.
    """

    trigger: str
    to: str
    guard: str = ""
    keeps: str = ""
    redo: tuple[str, ...] = ()
    by: Party | None = None
    gives: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A place in a flow: a question, a step, a wait or the end.

    `number` is the seed's step number (a wait carries the number of the step it belongs to; a
    question has none). `minutes` is how long the step is expected to take, for a wait how long
    an answer usually takes; 0 for a question and for the end.
    """

    key: str
    kind: Kind
    number: int = 0
    minutes: int = 0
    links: tuple[Link, ...] = ()
    checks: tuple[str, ...] = ()
    waits_on: Party | None = None
    symptoms: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One role's algorithm in one edition, as declared in `admin.py`, `teacher.py`, `family.py`.

    `variants` are the answers a journey may begin with (for a family: who walks). `old_keys`
    maps keys of earlier releases to present ones, so that a journey is never lost by a rename.
    """

    role: Role
    edition: str
    states: tuple[State, ...]
    variants: tuple[str, ...] = ("",)
    old_keys: dict[str, str] = field(default_factory=dict)
    by_key: dict[str, State] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {state.key: state for state in self.states})

    @property
    def name(self) -> str:
        return f"{self.edition}/{self.role.value}"

    @property
    def initial(self) -> State:
        return self.states[0]

    @property
    def steps(self) -> int:
        """How many numbered steps the seed lists for this role."""
        return max(state.number for state in self.states)

    def present(self, key: str) -> str:
        """Return the key in use today for a key that may be of an earlier release."""
        return self.old_keys.get(key, key)

    def state(self, key: str) -> State:
        """Return the state of a present or an old key; an unknown one raises `UnknownState`."""
        found = self.by_key.get(self.present(key))
        if found is None:
            raise UnknownState(self.name, key)
        return found


@dataclass(frozen=True, slots=True)
class Journey:
    """A person walking a flow.

    `since` is when `state` was entered, `revision` counts the states entered so far (buttons carry
    it, so that an old one is told from a present one), `ticks` are the checks of the state that
    are done, `variant` the answer the flow began with, `reason` why a wait was refused, `asked`
    when the person last asked again whoever they wait on (0: not yet). `school_id` and `class_id`
    are what it is walked for; whoever walks alone has neither.
    """

    id: int
    person_id: int
    role: Role
    edition: str
    state: str
    since: int
    started: int
    revision: int = 0
    variant: str = ""
    ticks: frozenset[str] = frozenset()
    reason: str = ""
    asked: int = 0
    school_id: int | None = None
    class_id: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a decision rests on besides the journey. Unknown is None, not False.

    `chat_link`: whether the class has one. `accepted`: whether the school's administrator has let
    the teacher in. `waited`: since when the person was in the flow's wait the last time, and when
    they asked again (0: not), for whoever only looks ahead and goes back.
    """

    chat_link: bool | None = None
    waited: tuple[int, int] | None = None
    accepted: bool | None = None

    @property
    def text(self) -> str:
        """The form kept beside a recorded event: `chat_link=1 waited=170,0`; "" for nothing."""
        known = [] if self.chat_link is None else [f"chat_link={int(self.chat_link)}"]
        if self.accepted is not None:
            known.append(f"accepted={int(self.accepted)}")
        if self.waited is not None:
            known.append(f"waited={self.waited[0]},{self.waited[1]}")
        return " ".join(known)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `text` back."""
        known = dict(part.split("=") for part in text.split())
        waited = known.get("waited")
        since, _, asked = (waited or "").partition(",")
        return cls(
            chat_link=_flag(known.get("chat_link")),
            waited=None if waited is None else (int(since), int(asked)),
            accepted=_flag(known.get("accepted")),
        )


def _flag(text: str | None) -> bool | None:
    return None if text is None else text == "1"


class FlowError(Exception):
    """Something in the declarations or in what was stored does not fit."""


class UnknownState(FlowError):
    """A stored key that no flow knows, neither now nor as an old one."""

    def __init__(self, flow: str, key: str) -> None:
        super().__init__(f"flow {flow} has no state {key!r}")
        self.flow, self.key = flow, key


def pack_ticks(ticks: Iterable[str]) -> str:
    """Write ticks as one text: keys in order, a space between."""
    return " ".join(sorted(ticks))


def unpack_ticks(text: str) -> frozenset[str]:
    return frozenset(text.split())
