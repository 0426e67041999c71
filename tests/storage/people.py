"""Two people who agreed to the notice, for tests of what is stored of them."""

from flows.model import Journey, Role
from storage import Person, Tx

ANNA = 5_000_000_001  # ids of Telegram need more than 32 bits
BORIS = 5_000_000_002
AT = 1_700_000_000


def agreed(tx: Tx, person_id: int = ANNA) -> Person:
    return tx.persons.agree(person_id, language="ru", at=AT, notice=1)


def walking(tx: Tx, person_id: int = ANNA) -> Journey:
    agreed(tx, person_id)
    return tx.journeys.start(person_id, Role.TEACHER, "vk", "install", "", AT)
