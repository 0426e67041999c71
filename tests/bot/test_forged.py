"""Buttons that nobody was shown: what others do, or an invitation gives, cannot be tapped."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pytest

from bot.actions.walk import tap
from bot.callbacks import TapData, pack
from flows import FLOWS, JOIN, LEAVE, Flow, Journey
from flows.screens import Tap
from storage import Tx
from tests.bot.invited import (
    ANNA,
    AT,
    CHAT,
    FAMILY,
    HEAD,
    TEACHER,
    VERA,
    Village,
    note,
    visit,
    walks,
)
from tests.storage.two_schools import snapshot

OTHERS: Final = sorted(
    {move.trigger for flow in FLOWS for state in flow.states for move in state.moves if move.by}
)
"""Everything that somebody else's act does to a journey."""
NEVER: Final = (*OTHERS, JOIN, "start", "application", "said_accepted", "nudge_admin", "")


def everything(tx: Tx) -> dict[str, list[tuple[Any, ...]]]:
    progress = tx.execute("SELECT * FROM progress ORDER BY id", {}).fetchall()
    return {**snapshot(tx.execute), "progress": progress}


def carried(journey: Journey, trigger: str, /, **more: Any) -> Tap:
    """Make the tap, and let it travel as a button's data does."""
    made = Tap(journey.id, journey.state, trigger, journey.revision, more.pop("arg", ""))
    sent = TapData.unpack(pack(replace(made, **more)))
    return Tap(sent.journey, sent.state, sent.trigger, sent.revision, sent.arg)


async def unmoved(village: Village, person: int, taps: list[Tap]) -> set[str]:
    """Tap all this; nothing may change. Return what is said to it."""
    before = await village.run(everything)
    said = {note(await village.do(person, tap(one))) for one in taps}
    assert await village.run(everything) == before
    return said


def everywhere(village: Village, flow: Flow) -> Iterator[Callable[[Tx], Journey]]:
    """Stand in each state of a flow, alone and for a class."""
    for state in flow.states:
        for school, klass in ((None, None), (village.school, village.klass)):

            def put(
                tx: Tx, key: str = state.key, at: tuple[int | None, int | None] = (school, klass)
            ) -> Journey:
                return walks(tx, ANNA, flow.role, key, *at, flow.variants[0])

            yield put


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
async def test_what_others_do_is_nobodys_button(village: Village, flow: Flow) -> None:
    """Not even with what would be an invitation's school and class."""
    await village.gives_chat()
    await village.run(lambda tx: tx.staff.join(ANNA, village.school, TEACHER, "joined", AT))
    args = ("", f"{village.school}.", f"{village.school}.{village.klass}")
    for put in everywhere(village, flow):
        here = await village.run(put)
        forged = [carried(here, trigger, arg=arg) for trigger in NEVER for arg in args]
        if here.school_id is None:
            forged.append(carried(here, LEAVE))
        assert await unmoved(village, ANNA, forged) <= {"note-not_here", "note-stale"}


async def test_nobody_joins_a_school_by_a_button(village: Village) -> None:
    here = await village.run(lambda tx: walks(tx, ANNA, TEACHER, "apply"))
    arg = f"{village.school}.{village.klass}"
    assert await unmoved(village, ANNA, [carried(here, JOIN, arg=arg)]) == {"note-not_here"}
    assert await village.standing(ANNA, TEACHER) == ""


async def test_nobody_accepts_themselves(village: Village) -> None:
    here = await village.applies(ANNA, village.klass)
    said = await unmoved(village, ANNA, [carried(here, "accepted"), carried(here, "restored")])
    assert said == {"note-not_here"}
    assert await village.standing(ANNA, TEACHER) == "waiting"


async def test_facts_are_not_smuggled_in_with_an_act(village: Village) -> None:
    """The record is read as facts again when a run is replayed."""
    here = await village.applies(ANNA, village.klass)
    forged = [carried(here, "done", arg=arg) for arg in ("x", " accepted=1", "1 chat_link=1")]
    forged += [carried(here, LEAVE, arg="1"), carried(here, "asked_again accepted=1")]
    assert await unmoved(village, ANNA, forged) == {"note-not_here"}


async def test_a_button_of_somebody_else_moves_nobody(village: Village) -> None:
    theirs = await village.teaches(VERA, "create_chat")
    mine = await village.applies(ANNA, village.klass)
    forged = [carried(theirs, "done"), carried(mine, "done", journey=theirs.id)]
    assert await unmoved(village, ANNA, forged) == {"note-stale"}
    assert (await village.current(VERA)).state == "create_chat"


async def test_a_button_of_another_step_or_time_moves_nobody(village: Village) -> None:
    here = await village.applies(ANNA, village.klass)
    forged = [
        carried(here, "done", revision=here.revision + 1),
        carried(here, "done", revision=here.revision - 1),
        carried(here, "done", state="create_chat"),
        carried(here, "done", state="nowhere"),
        carried(here, "done", journey=10**30),
        carried(here, "done", revision=10**30),
    ]
    assert await unmoved(village, ANNA, forged) == {"note-stale"}


async def test_a_family_does_not_take_a_link_from_the_air(village: Village) -> None:
    def put(tx: Tx) -> Journey:
        return walks(tx, ANNA, FAMILY, "await_link", village.school, village.klass, "parent")

    here = await village.run(put)
    assert await unmoved(village, ANNA, [carried(here, "link_came")]) == {"note-not_here"}
    assert (await village.run(lambda tx: tx.classes.get(village.klass))) is not None
    assert CHAT not in str(await village.do(ANNA, tap(carried(here, "link_came"))))


async def test_who_has_not_agreed_taps_nothing(village: Village) -> None:
    theirs = await village.teaches(VERA, "create_chat")
    assert await unmoved(village, 5_000_000_099, [carried(theirs, "done")]) == {"note-not_started"}


async def test_the_head_leaves_a_school_only_by_leaving(village: Village) -> None:
    here = await village.current(HEAD)
    forged = [carried(here, trigger, arg=".") for trigger in (JOIN, LEAVE)]
    assert await unmoved(village, HEAD, forged) == {"note-not_here"}
    view = await village.run(lambda tx: tap(carried(here, LEAVE))(tx, visit(HEAD)))
    assert note(view) == ""
    assert (await village.current(HEAD)).school_id is None
