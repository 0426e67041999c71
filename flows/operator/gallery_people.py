"""Screens of people who were looked up."""

from collections.abc import Iterator

from flows.operator import people
from flows.operator.figures import Key
from flows.operator.people import Match, Step, Walk
from flows.operator.shown import AREAS, ID, NOW
from flows.screens import Screen, Text

_KEY = Key("teacher", "vk", "await_acceptance")


def people_screens() -> Iterator[Screen]:
    school, label = AREAS[-1], "Анна Иванова, 5А"
    yield people.ask()
    yield people.found((), (), whole=False)
    named, unnamed = Match(ID, school, label, _KEY), Match(ID, None, "", None)
    yield people.found([named, unnamed], [school], whole=True)
    walks = [Walk(ID, _KEY, NOW, school, label, full=True), Walk(ID, _KEY, NOW, None)]
    yield people.person(ID, walks)
    steps, ways = [Step(NOW, _KEY)], [_KEY, _KEY._replace(state="create_chat")]
    yield people.walk(walks[0], steps, ways, ID)
    yield people.walk(walks[1], (), ways, ID)
    yield people.reason(walks[0], _KEY)
    yield Screen(((people.told("Так решили"),),))
    yield from (Screen(((Text(f"note-{one}"),),)) for one in ("moved", "not_movable"))
