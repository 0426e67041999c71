-- What operators write about a school for each other, and where they stopped reminders. Times are
-- unix seconds (UTC), 0 for never.

CREATE TABLE school_notes (
    id {id},
    school_id BIGINT NOT NULL REFERENCES schools (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    at BIGINT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX school_notes_school ON school_notes (school_id, id);
CREATE INDEX school_notes_person ON school_notes (person_id);

-- No reminders in an area (as in `grants`), for one state of a flow or ('') for all.
CREATE TABLE mutes (
    id {id},
    reach TEXT NOT NULL,
    region TEXT NOT NULL,
    place_key TEXT NOT NULL,
    school_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX mutes_ends ON mutes (ends_at);
CREATE INDEX mutes_place ON mutes (region, place_key, school_id, ends_at);
