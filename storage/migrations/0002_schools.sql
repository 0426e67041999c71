-- Schools, classes, staff, invitations, and what the bot says unasked. Times are unix seconds (UTC).

CREATE TABLE schools (
    id {id},
    region TEXT NOT NULL,
    municipality TEXT NOT NULL,
    name TEXT NOT NULL,
    inn TEXT NOT NULL,
    place_key TEXT NOT NULL,
    name_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    active_since BIGINT NOT NULL,
    celebrated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX schools_place ON schools (region, place_key, name_key);
CREATE UNIQUE INDEX schools_inn ON schools (inn) WHERE inn <> '';

CREATE TABLE classes (
    id {id},
    school_id BIGINT NOT NULL REFERENCES schools (id),
    grade BIGINT NOT NULL,
    letter TEXT NOT NULL,
    link TEXT NOT NULL,
    link_at BIGINT NOT NULL,
    chat TEXT NOT NULL,
    chat_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX classes_name ON classes (school_id, grade, letter);

-- Who belongs to a school by right or by application. Families do not: they only walk.
CREATE TABLE staff (
    id {id},
    school_id BIGINT NOT NULL REFERENCES schools (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,
    standing TEXT NOT NULL,
    label TEXT NOT NULL,
    since BIGINT NOT NULL,
    before TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    told_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX staff_person ON staff (person_id, school_id, role);
CREATE INDEX staff_standing ON staff (school_id, role, standing, since);
-- A school has one first administrator at most.
CREATE UNIQUE INDEX staff_head ON staff (school_id) WHERE standing = 'head';

ALTER TABLE journeys ADD COLUMN school_id BIGINT;
ALTER TABLE journeys ADD COLUMN class_id BIGINT;
CREATE INDEX journeys_school ON journeys (school_id, role, person_id) WHERE school_id IS NOT NULL;
CREATE INDEX journeys_class ON journeys (class_id, role, state, since) WHERE class_id IS NOT NULL;

-- The school whose waiting list the live card shows.
ALTER TABLE persons ADD COLUMN desk BIGINT;

CREATE TABLE invitations (
    id {id},
    token TEXT NOT NULL,
    school_id BIGINT NOT NULL REFERENCES schools (id),
    class_id BIGINT REFERENCES classes (id),
    gives TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    most BIGINT NOT NULL,
    uses BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitations_token ON invitations (token);
CREATE INDEX invitations_school ON invitations (school_id, gives, revoked_at);
CREATE INDEX invitations_class ON invitations (class_id) WHERE class_id IS NOT NULL;

CREATE TABLE arrivals (
    id {id},
    invitation_id BIGINT NOT NULL REFERENCES invitations (id),
    person_id BIGINT NOT NULL REFERENCES persons (id),
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX arrivals_once ON arrivals (invitation_id, person_id);
CREATE INDEX arrivals_person ON arrivals (person_id);

-- The question that a person's next message answers: one at a time.
CREATE TABLE asks (
    id {id},
    person_id BIGINT NOT NULL REFERENCES persons (id),
    name TEXT NOT NULL,
    subject BIGINT NOT NULL,
    answers TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE UNIQUE INDEX asks_person ON asks (person_id);

-- What the bot says unasked. One of a kind about a subject waits for a person; `version` counts how
-- often it was put down anew.
CREATE TABLE outbox (
    id {id},
    person_id BIGINT NOT NULL REFERENCES persons (id),
    kind TEXT NOT NULL,
    subject BIGINT NOT NULL,
    detail TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE UNIQUE INDEX outbox_once ON outbox (person_id, kind, subject);
CREATE INDEX outbox_due ON outbox (due_at, id);
