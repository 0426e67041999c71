"""Whether an operator has stopped the reminders of a step, asked when one is due."""

from flows import Journey
from flows.operator.figures import Key
from storage import Tx
from storage.mutes import Mute


def mute_over(tx: Tx, journey: Journey, now: int) -> Mute | None:
    """Return what stops the reminders of a journey's step, as long as it does."""
    key = Key(journey.role.value, journey.edition, journey.state)
    return tx.mutes.over(journey.school_id or 0, key, now)
