"""Each rule of the check fires on a declaration that breaks it, and on nothing else."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from flows import FLOWS, Flow, Kind, Party, Role, State, addresses
from flows.check import (
    faults,
    refusals,
    text_args,
    text_keys,
)
from flows.declare import ask, back, end, handed, leave, move, question, step, wait
from flows.entries import Entry
from flows.model import Link, Move

INSTALL = step(1, "install", move("done", to="hold"), back("who"), minutes=5)
HOLD = wait(
    1,
    "hold",
    move("done", to="finished"),
    move("asked_again", to="hold"),
    back("install"),
    on=Party.ADMIN,
    minutes=60,
    symptoms=("no_code",),
)
WHO = question("who", ask("anybody", to="install"), keeps="variant")
ENDED = end("finished", back("hold"))
KNOWN = {"no_code": Entry("no_code", "questions", {}, {}, ("L",), "2026-11-23")}


def flow(*states: State, **more: object) -> Flow:
    """Return the sound little flow, with the given states put in place of those of their key."""
    by_key = {one.key: one for one in (WHO, INSTALL, HOLD, ENDED, *states)}
    fields = {"role": Role.TEACHER, "edition": "test", "states": tuple(by_key.values()), **more}
    return Flow(**fields)  # type: ignore[arg-type]


def moved(state: State, *moves: Move) -> State:
    """Return the state with these moves in place of those of their trigger."""
    triggers = {one.trigger for one in moves}
    kept = tuple(one for one in state.moves if one.trigger not in triggers)
    return replace(state, moves=(*moves, *kept))


def test_the_declared_flows_have_no_faults() -> None:
    assert faults() == []


def test_the_little_flow_that_is_broken_below_has_no_faults() -> None:
    assert faults([flow()], KNOWN) == []


def test_hand_offs_that_are_declared_well_are_no_fault() -> None:
    long = handed("a" * 40, to="finished", by=Party.ADMIN)
    again = move("asked_again", to="hold", guard="day_passed", gives="nudge_admin")
    assert faults([flow(moved(HOLD, long, again, leave("install")))], KNOWN) == []


BROKEN = [
    (flow(states=(WHO, INSTALL, HOLD, ENDED, ENDED)), "state 'finished' is declared twice"),
    (flow(replace(INSTALL, checks=("a", "a"))), "install: check 'a' is declared twice"),
    (flow(moved(INSTALL, move("Do it", to="hold"))), "install: 'Do it' is no key"),
    (flow(replace(INSTALL, checks=("a:b",))), "install: 'a:b' is no key"),
    *(
        (flow(moved(INSTALL, move(own, to="who"))), f"install: {own!r} is what the engine says")
        for own in ("restart", "tick", "untick", "join")
    ),
    (
        flow(moved(INSTALL, move("leave", to="who", guard="accepted"))),
        "install: 'leave' is what the engine says itself",
    ),
    (
        flow(moved(INSTALL, handed("leave", to="who", by=Party.ADMIN))),
        "install: 'leave' is what the engine says itself",
    ),
    (flow(moved(HOLD, leave("hold"))), "hold: 'leave' leads back here"),
    (
        flow(moved(HOLD, handed("again", to="hold", by=Party.ADMIN))),
        "hold: 'again' leads back here",
    ),
    (
        flow(moved(HOLD, move("done", to="finished"), handed("done", to="who", by=Party.ADMIN))),
        "hold: 'done' is the act of more than one party",
    ),
    (
        flow(
            moved(
                HOLD,
                handed("came", to="finished", by=Party.ADMIN),
                handed("came", to="who", by=Party.TEACHER),
            )
        ),
        "hold: 'came' is the act of more than one party",
    ),
    (
        flow(moved(HOLD, handed("came", to="finished", by=Party.SUPPORT))),
        "hold: 'came' is an act of support, who is not here to do it",
    ),
    (
        flow(moved(HOLD, move("done", to="finished", gives="flowers"))),
        "hold: 'done' gives 'flowers', which is no hand-off",
    ),
    (
        flow(moved(HOLD, Move("came", "finished", by=Party.ADMIN, gives="nudge_admin"))),
        "hold: 'came' gives 'nudge_admin' by another's act",
    ),
    (
        flow(moved(HOLD, handed("done", to="finished", by=Party.ADMIN))),
        "hold: no way from here to an end",
    ),
    (flow(moved(INSTALL, move("done", to="gone"))), "install: 'done' leads to 'gone', which is"),
    (flow(end("island")), "island: cannot be reached"),
    (flow(moved(INSTALL, move("trap", to="trap")), step(2, "trap", minutes=1)), "trap: no way"),
    (
        flow(moved(INSTALL, move("done", to="hold"), move("done", to="who"))),
        "install: 'done' to 'who' can never be taken",
    ),
    (
        flow(
            moved(
                INSTALL,
                move("done", to="hold", guard="registered"),
                move("done", to="who", guard="registered"),
            )
        ),
        "install: 'done' to 'who' can never be taken",
    ),
    (
        flow(moved(INSTALL, move("done", to="hold", guard="moonlit"))),
        "install: 'done' has the unknown guard 'moonlit'",
    ),
    (
        flow(moved(INSTALL, Move("done", "hold", keeps="mood"))),
        "install: 'done' keeps the unknown field 'mood'",
    ),
    (flow(moved(INSTALL, move("again", to="install"))), "install: 'again' leads back here"),
    (
        flow(moved(HOLD, Move("asked_again", "hold", keeps="reason"))),
        "hold: 'asked_again' leads back here",
    ),
    (
        flow(
            moved(
                WHO,
                Move("anybody", "install", "registered", "variant"),
                Move("anybody", "install"),
            )
        ),
        "who: 'anybody' keeps an answer one way and not the other",
    ),
    (flow(old_keys={"before": "gone"}), "old key 'before' leads to 'gone', which is not declared"),
    (flow(old_keys={"install": "hold"}), "old key 'install' hides a state that is declared"),
    (flow(replace(INSTALL, number=2)), "steps are numbered [2]"),
    (
        flow(
            moved(INSTALL, move("also", to="also")),
            step(1, "also", move("done", to="hold"), minutes=1),
        ),
        "steps are numbered [1, 1]",
    ),
    (flow(replace(HOLD, number=4)), "hold: belongs to no step (4)"),
    (flow(replace(HOLD, number=0)), "hold: belongs to no step (0)"),
    (flow(replace(INSTALL, minutes=0)), "install: 0 minutes for a step"),
    (flow(replace(WHO, minutes=3)), "who: 3 minutes for a question"),
    (flow(replace(HOLD, waits_on=None)), "hold: a wait that waits on None"),
    (flow(replace(INSTALL, waits_on=Party.ADMIN)), "install: a step that waits on admin"),
    (flow(replace(INSTALL, checks=("mail",))), "install: done without looking at its checks"),
    (
        flow(moved(INSTALL, move("a" * 40, to="hold"))),
        "install: the button '" + "a" * 40 + "' '' takes",
    ),
    (flow(replace(HOLD, symptoms=("flood",))), "hold: symptom 'flood' has no answer"),
    (
        flow(replace(HOLD, symptoms=("no_code", "no_code"))),
        "hold: symptom 'no_code' is declared twice",
    ),
    (
        flow(replace(INSTALL, links=(Link("x", "http://sferum.ru/"),))),
        "link 'x' is not https",
    ),
    (
        flow(replace(INSTALL, links=(Link("x", "https://sferum.ru.evil.example/"),))),
        "link 'x' leads to 'sferum.ru.evil.example', which the seed does not name",
    ),
    (
        flow(replace(INSTALL, links=(Link("x", "https://sferum.ru@evil.example/"),))),
        "link 'x' leads to 'sferum.ru@evil.example'",
    ),
    (
        flow(replace(INSTALL, links=(Link("sferum", "https://sferum.ru/other"),))),
        "link 'sferum' is declared twice",
    ),
]


@pytest.mark.parametrize(("broken", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_broken_flow_is_named_with_its_fault(broken: Flow, said: str) -> None:
    assert any(said in one for one in faults([broken], KNOWN))


def test_an_entry_that_only_a_step_shows_is_shown_by_one() -> None:
    lonely = Entry("lonely", "questions", {}, {}, ("S",), "2026-11-23", listed=False, where="f:7")
    (fault,) = faults([flow()], {**KNOWN, "lonely": lonely})
    assert fault.startswith("f:7: lonely: listed = false")
    shown = replace(KNOWN["no_code"], listed=False)
    assert faults([flow()], {"no_code": shown}) == []


def test_two_flows_of_one_name_are_a_fault() -> None:
    assert faults([flow(), flow()], KNOWN) == ["flow 'test/teacher' is declared twice"]


def test_a_guard_without_another_way_round_is_a_refusal() -> None:
    assert refusals() == ("stale", "same", "not_here", "all_ticked", "day_passed")
    assert refusals([flow()]) == ("stale", "same", "not_here")


def test_hosts_are_those_in_use() -> None:
    """What nothing uses has no place on an allow-list."""
    shown = [link for one in FLOWS for state in one.states for link in state.links]
    assert {urlsplit(link.url).netloc for link in (*shown, *addresses.ALL)} == addresses.HOSTS


def test_text_keys_are_those_of_every_state_and_answer() -> None:
    keys = text_keys(["start"])
    for one in FLOWS:
        for state in one.states:
            message = f"{one.edition}-{one.role}-{state.key}"
            assert {f"{message}.title", f"{message}.body"} <= keys
            triggers = {move.trigger for move in state.moves if not move.by} - {"back", "leave"}
            assert {f"{message}.{trigger}" for trigger in triggers} <= keys
            handed_in = {move.trigger for move in state.moves if move.by}
            assert not {f"{message}.{trigger}" for trigger in handed_in} & keys
            whys = {move.trigger for move in state.moves if move.keeps == "reason"}
            assert {f"reason-{why}" for why in whys} <= keys
            assert {f"{message}.check_{check}" for check in state.checks} <= keys
            if state.kind is Kind.WAIT:
                assert f"wait-{state.waits_on}" in keys
    assert {"note-stale", "note-all_ticked", "command-start", "reason-no_phrase"} <= keys
    named = {key.split(".")[0] for key in keys if not key.startswith("note-")}
    assert not {key for key in named if "none" in key.split("-")}


def test_each_text_is_always_given_the_same_arguments() -> None:
    args = text_args(["start"])
    assert args["card-step"] == {"step", "of", "bar"}
    assert args["vk-family-install.title"] == {"who"}
    assert args["vk-family-install.body"] == {"who", "place", "given"}
    assert args["wait-support"] == {"day", "ago"}
    assert args["help-command"] == {"name", "what"}
    assert args["note-stale"] == set()
