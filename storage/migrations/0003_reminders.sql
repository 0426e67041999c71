-- Reminders, weekly summaries, days off, and how the outbox gets out. Times are unix seconds (UTC).

-- What a person chose: the hour of the day (NULL: any), a pause, none at all.
ALTER TABLE persons ADD COLUMN remind_hour BIGINT;
ALTER TABLE persons ADD COLUMN paused_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN reminders_off BIGINT NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN summaries_off BIGINT NOT NULL DEFAULT 0;
-- When they were last reminded, and since when they cannot be reached (0: they can).
ALTER TABLE persons ADD COLUMN reminded_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE persons ADD COLUMN blocked_at BIGINT NOT NULL DEFAULT 0;

-- One a journey at most. `due_at` is 0 where none is pending, `ripe_at` is set while one is on its
-- way through the outbox. `closed` is the journey's revision of which no more is said, whoever waits
-- in between (-1: none). Whose it is refers to nobody: an index for that would cost every step
-- another page, and a person's rows are found by their journeys.
CREATE TABLE reminders (
    journey_id {key},
    person_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    revision BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    muted BIGINT NOT NULL,
    ripe_at BIGINT NOT NULL,
    closed BIGINT NOT NULL DEFAULT -1
);
CREATE INDEX reminders_due ON reminders (due_at, person_id) WHERE due_at > 0;

-- `seen` is what the last summary told, so that one is sent only when something changed.
CREATE TABLE summaries (
    journey_id {key},
    person_id BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    ripe_at BIGINT NOT NULL,
    seen TEXT NOT NULL
);
CREATE INDEX summaries_due ON summaries (due_at, person_id) WHERE due_at > 0;

-- School holidays: of everybody (no region, no school), of a region, or of a school. ISO dates.
CREATE TABLE breaks (
    id {id},
    region TEXT NOT NULL,
    school_id BIGINT REFERENCES schools (id),
    begins TEXT NOT NULL,
    ends TEXT NOT NULL
);
CREATE INDEX breaks_place ON breaks (school_id, region, ends);

-- 0 what others wait for, 1 reminders, 2 broadcasts; `claimed_at` is set before a row is sent.
ALTER TABLE outbox ADD COLUMN priority BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN claimed_at BIGINT NOT NULL DEFAULT 0;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (priority, due_at, id, claimed_at) WHERE claimed_at = 0;
CREATE INDEX outbox_claimed ON outbox (claimed_at) WHERE claimed_at > 0;

-- Whoever is on their way already is reminded too: all overdue, so planned anew and spread.
INSERT INTO reminders
    (journey_id, person_id, reason, revision, sent, due_at, sent_at, muted, ripe_at)
SELECT id, person_id, 'stopped', revision, 0, since + 86400, 0, 0, 0
FROM journeys WHERE state <> 'finished';
