-- Operators: what each may see and do, and what they did. Times are unix seconds (UTC), 0 for never.

-- A right over an area (`reach` all, region, municipality or school), read or full. It is made as a
-- one-time link (`token`) and belongs to whoever opens that first. `parent_id` is the right by
-- which it was given: it ends with that one. `given_by` is the account that gave it.
CREATE TABLE grants (
    id {id},
    person_id BIGINT REFERENCES persons (id),
    reach TEXT NOT NULL,
    region TEXT NOT NULL,
    place_key TEXT NOT NULL,
    school_id BIGINT REFERENCES schools (id),
    level TEXT NOT NULL,
    ends_at BIGINT NOT NULL,
    token TEXT NOT NULL,
    link_ends_at BIGINT NOT NULL,
    parent_id BIGINT,
    given_by BIGINT,
    made_at BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX grants_token ON grants (token) WHERE token <> '';
CREATE INDEX grants_person ON grants (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX grants_giver ON grants (given_by) WHERE given_by IS NOT NULL;
CREATE INDEX grants_parent ON grants (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX grants_place ON grants (region, place_key, school_id);
CREATE INDEX grants_school ON grants (school_id) WHERE school_id IS NOT NULL;

-- What operators did: only ever added to. `person_id` is who (0: somebody who was forgotten), `kind`
-- and `subject` whom or what it was about, the rest where that is.
CREATE TABLE audit (
    id {id},
    at BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    region TEXT NOT NULL,
    place_key TEXT NOT NULL,
    school_id BIGINT NOT NULL,
    detail TEXT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX audit_person ON audit (person_id, id);
CREATE INDEX audit_place ON audit (region, place_key, school_id, id);
CREATE INDEX audit_subject ON audit (kind, subject, id);
