"""/health: gather it, for whoever may act everywhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.actions.operating import NO_BUTTON, NO_COMMAND, commanding, operating
from bot.actions.view import Action, View, Visit, present, view_of
from flows.operator import health as pages
from flows.operator.health import Health
from flows.scopes import EVERYWHERE, Level
from flows.screens import Text
from storage import By, Person, Priority, Tx

MOST = 6


@dataclass(frozen=True, slots=True)
class Facts:
    """What the program knows without its database; see `flows.operator.health.Health`."""

    version: str
    uptime: int
    errors: Mapping[str, int]
    megabytes: int
    backup: int | None
    group: bool | None


def asked(facts: Callable[[], Facts]) -> Action:
    """Answer the command."""
    return commanding(_shown(facts, NO_COMMAND))


def shown(facts: Callable[[], Facts]) -> Action:
    """Show it again."""
    return operating(_shown(facts, NO_BUTTON))


def _shown(facts: Callable[[], Facts], otherwise: Text) -> Callable[[Tx, Visit, Person, By], View]:
    def act(tx: Tx, visit: Visit, person: Person, by: By) -> View:
        if not tx.grants.allows(by, EVERYWHERE, Level.READ):
            return present(tx, visit, otherwise)
        known, due, first = facts(), tx.outbox.waiting(visit.now), tx.outbox.next_due()
        errors = sorted(known.errors.items(), key=lambda one: -one[1])[:MOST]
        health = Health(
            known.version,
            known.uptime,
            due[Priority.HAND_OFF],
            due[Priority.REMINDER],
            due[Priority.BROADCAST],
            max(0, visit.now - first) if first else 0,
            tx.persons.count_blocked(),
            errors,
            known.megabytes,
            known.backup,
            known.group,
        )
        return view_of(person, pages.health(health))

    return act
