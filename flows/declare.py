"""Small words in which the algorithms are declared, so that they read beside the seed."""

from dataclasses import replace
from typing import Literal

from flows.events import BACK, LEAVE
from flows.model import Kind, Link, Move, Party, State

Field = Literal["variant", "reason"]


def move(trigger: str, *, to: str, guard: str = "", gives: str = "") -> Move:
    return Move(trigger, to, guard, gives=gives)


def handed(trigger: str, *, to: str, by: Party, keeps: Field | None = None) -> Move:
    """Declare what somebody else's act does here: a hand-off that comes in."""
    return Move(trigger, to, keeps=keeps or "", by=by)


def leave(to: str) -> Move:
    """Declare where whoever leaves the school goes on alone."""
    return Move(LEAVE, to)


def ask(option: str, *, to: str, redo: tuple[str, ...] = ()) -> Move:
    """One answer to a question; the answer's name is the trigger."""
    return Move(option, to, redo=redo)


def back(to: str, *, guard: str = "") -> Move:
    return Move(BACK, to, guard)


def question(key: str, *moves: Move, keeps: Field, number: int = 0) -> State:
    kept = tuple(one if one.trigger == BACK else replace(one, keeps=keeps) for one in moves)
    return State(key, Kind.QUESTION, number, moves=kept)


def step(
    number: int,
    key: str,
    *moves: Move,
    minutes: int,
    links: tuple[Link, ...] = (),
    checks: tuple[str, ...] = (),
    symptoms: tuple[str, ...] = (),
) -> State:
    return State(key, Kind.STEP, number, minutes, links, checks, None, symptoms, moves)


def wait(
    number: int,
    key: str,
    *moves: Move,
    on: Party,
    minutes: int,
    symptoms: tuple[str, ...] = (),
) -> State:
    return State(key, Kind.WAIT, number, minutes, (), (), on, symptoms, moves)


def end(key: str, *moves: Move, links: tuple[Link, ...] = ()) -> State:
    return State(key, Kind.END, links=links, moves=moves)
