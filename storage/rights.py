"""Who may see and do what, as SQL: a query carries the right of the one who asks (`:by`).

A right that does not hold finds no rows, so whoever asks about another school's affairs learns
nothing, not even that they exist.
"""


def admin_of(school: str) -> str:
    """Return the condition that `:by` administrates the school in column `school`."""
    return f"""EXISTS (SELECT 1 FROM staff r WHERE r.person_id = :by AND r.school_id = {school}
        AND r.role = 'admin' AND r.standing IN ('head', 'deputy'))"""


def head_of(school: str) -> str:
    """Return the condition that `:by` is the school's first administrator."""
    return f"""EXISTS (SELECT 1 FROM staff r WHERE r.person_id = :by AND r.school_id = {school}
        AND r.role = 'admin' AND r.standing = 'head')"""


def headless(school: str) -> str:
    """Return the condition that the school has no first administrator."""
    return (
        f"NOT EXISTS (SELECT 1 FROM staff h WHERE h.school_id = {school} AND h.standing = 'head')"
    )


def teaches(school: str, klass: str) -> str:
    """Return the condition that `:by` is an accepted teacher of the class in column `klass`."""
    return f"""EXISTS (SELECT 1 FROM staff r JOIN journeys w ON w.person_id = r.person_id
            AND w.school_id = r.school_id AND w.role = r.role AND w.class_id = {klass}
        WHERE r.person_id = :by AND r.school_id = {school}
            AND r.role = 'teacher' AND r.standing IN ('accepted', 'said'))"""


def runs(school: str, klass: str) -> str:
    """Return the condition that `:by` answers for the class: its teacher or an administrator."""
    return f"({admin_of(school)} OR {teaches(school, klass)})"
