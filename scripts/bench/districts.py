"""A country for operators: schools in every region, their people, and what those did, on disk.

`build(path, schools)` makes so many schools, twenty people a school, ten events a person, within
minutes: 50 000 schools are a million people and ten million events. Counters are filled as the
migration fills them, so that they are what the program would have counted.
"""

from pathlib import Path
from typing import Final

from flows.regions import regions
from scripts.bench.fill import NUMBERS, fill
from storage.schema import load

PEOPLE: Final = 20
"""People a school: an administrator, four teachers, fifteen families."""
EVENTS: Final = 10
DAY: Final = 86_400
NOW: Final = 1_764_547_200
"""2025-12-01."""
ROOT: Final = 10**12
"""An account that operates everything."""
_ROLE: Final = """CASE WHEN n % 20 = 0 THEN 'admin' WHEN n % 20 < 5 THEN 'teacher'
    ELSE 'family' END"""
_STATES: Final = {
    "admin": ("apply", "await_support", "sign_in", "fill_in", "build_classes", "finished"),
    "teacher": (
        "install",
        "create_profile",
        "apply",
        "await_acceptance",
        "create_chat",
        "finished",
    ),
    "family": ("install", "create_profile", "await_link", "join_chat", "finished", "finished"),
}
"""Where people stand: most are through."""


def _state(which: str) -> str:
    """Return SQL that chooses a state by a number."""
    cases = []
    for role, states in _STATES.items():
        ways = " ".join(f"WHEN {at} THEN '{state}'" for at, state in enumerate(states[:-1]))
        cases.append(f"WHEN '{role}' THEN CASE {which} {ways} ELSE '{states[-1]}' END")
    return f"CASE {_ROLE} {' '.join(cases)} END"


def _codes() -> str:
    rows = ", ".join(f"({at}, '{one.code}')" for at, one in enumerate(regions()))
    return f"SELECT column1 AS at, column2 AS code FROM (VALUES {rows})"


_SCATTERED: Final = "(n * 2654435761 % 4294967296)"
"""A number that looks like chance, the same each time."""
# The last to stand somewhere came within the last half year, most of them lately.
_SINCE: Final = f":now - ({_SCATTERED} % 180) * ({_SCATTERED} / 180 % 100) * {DAY} / 100"
FILL: Final = (
    f"""INSERT INTO schools (id, region, municipality, name, inn, place_key, name_key, created_at,
        active_since, celebrated_at) {NUMBERS}
        SELECT n, code, 'Район ' || (n / 89 % 50), 'Школа № ' || n, '', 'район ' || (n / 89 % 50),
            'школа ' || n, :now - 90 * {DAY}, CASE WHEN n % 3 = 0 THEN :now ELSE 0 END, 0
        FROM numbers JOIN ({_codes()}) ON at = n % {len(regions())} WHERE n <= :schools""",
    f"""INSERT INTO persons (id, language, agreed_at, notice, current_journey, card, bottom,
        payload, created_at) {NUMBERS} SELECT n, 'ru', 1, 9, n, 11, 11, '', 1 FROM numbers""",
    f"""INSERT INTO persons (id, language, agreed_at, notice, bottom, payload, created_at)
        VALUES ({ROOT}, 'ru', 1, 9, 0, '', 1)""",
    f"""INSERT INTO journeys (id, person_id, role, edition, state, since, started, revision,
        variant, ticks, reason, asked, school_id) {NUMBERS}
        SELECT n, n, {_ROLE}, 'vk', {_state(f"{_SCATTERED} % 12")}, {_SINCE}, 1, 2,
            CASE WHEN n % 20 < 5 THEN '' ELSE 'parent' END, '', '', 0, 1 + (n - 1) / {PEOPLE}
        FROM numbers""",
    """INSERT INTO staff (school_id, person_id, role, standing, label, since, before, decided_at,
        told_at)
        SELECT school_id, person_id, role, CASE WHEN role = 'admin' THEN 'head'
            WHEN state = 'await_acceptance' THEN 'waiting'
            WHEN state IN ('create_chat', 'finished') THEN 'accepted' ELSE 'joined' END,
            '', since, '', 0, 0 FROM journeys WHERE role <> 'family'""",
    f"""INSERT INTO progress (journey_id, person_id, role, edition, revision, event, origin, state,
        since, at, school_id)
        SELECT n, n, role, 'vk', step, CASE WHEN step = 0 THEN 'start' ELSE 'done' END,
            CASE WHEN step % 3 = 0 THEN {_state("(step + 5) % 6")} ELSE {_state("step % 6")} END,
            CASE WHEN step = {EVENTS - 1} THEN state ELSE {_state("step % 6")} END,
            at, at, school_id
        FROM (SELECT id AS n, role, state, school_id, steps.step AS step,
                since - ({EVENTS - 1} - steps.step) * (1 + id % 9) * {DAY} / 2 AS at
            FROM journeys JOIN (SELECT column1 AS step FROM
                (VALUES {", ".join(f"({at})" for at in range(EVENTS))})) steps)""",
)


def _counters() -> tuple[str, ...]:
    """Return the migration's statements that count what is there."""
    text = next(one for one in load() if one.name == "counters").text
    plain = "\n".join(row for row in text.splitlines() if not row.startswith("--"))
    found = [one for one in plain.split(";") if "INSERT INTO" in one or "UPDATE schools" in one]
    return tuple(found)


def build(path: Path, schools: int) -> None:
    """Make the database."""
    statements = (*FILL, *_counters(), "ANALYZE")
    fill(path, statements, people=schools * PEOPLE, schools=schools, now=NOW)
