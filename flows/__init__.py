"""The algorithms of the seed as pure state machines. `advance` is the only entry."""

from flows.effects import Effect, HandOff, Outcome, Progress
from flows.engine import NO_FACTS, advance, begin, replay
from flows.events import BACK, JOIN, LEAVE, RESTART, TICK, UNTICK, Event
from flows.model import Facts, Flow, FlowError, Journey, Kind, Party, Role, State, UnknownState
from flows.roles import FLOWS, flow_of, walked_by

__all__ = [
    "BACK",
    "FLOWS",
    "JOIN",
    "LEAVE",
    "NO_FACTS",
    "RESTART",
    "TICK",
    "UNTICK",
    "Effect",
    "Event",
    "Facts",
    "Flow",
    "FlowError",
    "HandOff",
    "Journey",
    "Kind",
    "Outcome",
    "Party",
    "Progress",
    "Role",
    "State",
    "UnknownState",
    "advance",
    "begin",
    "flow_of",
    "replay",
    "walked_by",
]
