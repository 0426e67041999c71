-- Broadcasts: what an operator has copied to a segment of people. Times are unix seconds, 0 for
-- never.

-- The words are not kept: `message` is a message of `person_id` to the bot, which is copied. Status:
-- draft, running, paused, ended, stopped. People are taken school by school: `at_school` and
-- `at_journey` say how far it is. `digest` tells the same content again.
CREATE TABLE broadcasts (
    id {id},
    person_id BIGINT NOT NULL REFERENCES persons (id),
    reach TEXT NOT NULL,
    region TEXT NOT NULL,
    place_key TEXT NOT NULL,
    school_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    active TEXT NOT NULL,
    language TEXT NOT NULL,
    message BIGINT NOT NULL,
    digest TEXT NOT NULL,
    status TEXT NOT NULL,
    people BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    ended_at BIGINT NOT NULL,
    at_school BIGINT NOT NULL,
    at_journey BIGINT NOT NULL,
    taken BIGINT NOT NULL,
    sent BIGINT NOT NULL,
    blocked BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    bar BIGINT NOT NULL
);
CREATE INDEX broadcasts_person ON broadcasts (person_id, id);
CREATE INDEX broadcasts_status ON broadcasts (status, due_at);
CREATE INDEX outbox_kind ON outbox (subject, person_id) WHERE kind = 'cast';
