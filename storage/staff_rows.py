"""What the gateway of `staff` returns."""

from dataclasses import dataclass

from flows.model import Role


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row of `staff`. Times are unix seconds, 0 for never.

    `label` is how they chose to be shown to their administrator, `before` the standing that the
    last decision (at `decided_at`) can be undone to, `told_at` when they were last notified of
    those who wait for them.
    """

    id: int
    school_id: int
    person_id: int
    role: Role
    standing: str
    label: str
    since: int
    before: str
    decided_at: int
    told_at: int


@dataclass(frozen=True, slots=True)
class Applicant:
    """A teacher as the administrator sees them, with their lowest class ("" without)."""

    staff: StaffRow
    class_name: str
