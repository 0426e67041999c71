"""Gather what surrounds a journey, and the facts that its next decision rests on."""

from flows import Facts, Journey, Role
from flows.activity import Meter, meter
from flows.scene import NOWHERE, Families, Scene
from storage import ClassRow, Tx

IN = frozenset({"accepted", "said"})
"""Standings of a teacher who belongs to the school."""
OUT = frozenset({"", "refused"})
"""Standings of a teacher to whom the school gives nothing."""
RUNS = frozenset({"head", "deputy"})
"""Standings of an administrator who runs it."""


def gather(tx: Tx, journey: Journey, needed: int) -> Scene:
    """Return what the card shows besides the step; `needed` teachers make a school active."""
    if journey.school_id is None:
        return NOWHERE
    school = tx.schools.get(journey.school_id)
    if school is None:
        return NOWHERE
    klass = class_of(tx, journey)
    if journey.role is Role.ADMIN:
        return _admins(tx, journey, school.name, needed)
    if journey.role is Role.TEACHER:
        return _teachers(tx, journey, school.name, klass)
    return _familys(tx, school.name, klass)


def class_of(tx: Tx, journey: Journey) -> ClassRow | None:
    """Return the class that a journey is walked for: one of its school."""
    klass = tx.classes.get(journey.class_id) if journey.class_id else None
    return klass if klass is not None and klass.school_id == journey.school_id else None


def place(tx: Tx, journey: Journey) -> Scene:
    """Return only where a journey is walked, to tell several apart."""
    school = tx.schools.get(journey.school_id) if journey.school_id else None
    klass = class_of(tx, journey)
    return Scene(school.name if school else "", klass.text if klass else "")


def _standing(tx: Tx, journey: Journey) -> str:
    row = tx.staff.get(journey.person_id, journey.school_id or 0, journey.role)
    return row.standing if row else ""


def measure(tx: Tx, school: int, needed: int) -> Meter:
    return meter(*tx.schools.activity(school), needed)


def _admins(tx: Tx, journey: Journey, name: str, needed: int) -> Scene:
    standing = _standing(tx, journey)
    school = journey.school_id or 0
    if standing not in RUNS:
        return Scene(name, standing=standing)
    waiting, since = tx.staff.queue(school)
    return Scene(
        name, waiting=waiting, since=since, standing=standing, meter=measure(tx, school, needed)
    )


def _teachers(tx: Tx, journey: Journey, name: str, klass: ClassRow | None) -> Scene:
    school = journey.school_id or 0
    standing = _standing(tx, journey)
    beside = max(0, tx.staff.queue(school)[0] - 1) if standing == "waiting" else 0
    scene = Scene(
        name,
        klass.text if klass else "",
        klass.link if klass and standing not in OUT else "",
        beside=beside,
        reachable=bool(tx.staff.admins(school)),
        standing=standing,
    )
    if klass is None or standing not in IN:
        return scene
    stages = tx.journeys.stages(klass.id, Role.FAMILY)
    waiting, since = stages.get("await_link", (0, 0))
    return Scene(
        scene.school,
        scene.class_name,
        scene.link,
        klass.chat,
        0 if klass.chat else waiting,
        since,
        reachable=scene.reachable,
        standing=standing,
        families=families(stages),
    )


def families(stages: dict[str, tuple[int, int]]) -> Families:
    """Count a class's families by how far they are."""
    counts = {state: count for state, (count, _) in stages.items()}
    early = counts.get("install", 0) + counts.get("create_profile", 0)
    opened = sum(counts.values())
    return Families(opened, opened - early, counts.get("finished", 0))


def _familys(tx: Tx, name: str, klass: ClassRow | None) -> Scene:
    if klass is None:
        return Scene(name)
    stages = tx.journeys.stages(klass.id, Role.FAMILY)
    return Scene(
        name,
        klass.text,
        klass.chat,
        beside=max(0, stages.get("await_link", (0, 0))[0] - 1),
        reachable=bool(tx.staff.teachers_of(klass.id)),
    )


def facts_of(tx: Tx, journey: Journey) -> Facts:
    """Return what is known for a decision; of whoever walks alone, nothing."""
    if journey.school_id is None:
        return Facts()
    if journey.role is Role.TEACHER:
        return Facts(accepted=_standing(tx, journey) in IN)
    if journey.role is Role.FAMILY and journey.class_id:
        klass = tx.classes.get(journey.class_id)
        return Facts(chat_link=bool(klass and klass.chat))
    return Facts()
