-- Whoever is beyond reach is counted.
CREATE INDEX persons_blocked ON persons (blocked_at) WHERE blocked_at > 0;

-- Questions that the bot could not answer. Times are unix seconds (UTC), 0 for never.

-- Whoever asks, where they stood, and what became of it. Status: open, answered, closed. `told` counts
-- how far up operators were told of it, `told_at` is when the last were; `taken_by` answers.
CREATE TABLE tickets (
    id {id},
    person_id BIGINT NOT NULL REFERENCES persons (id),
    journey_id BIGINT NOT NULL,
    school_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    symptom TEXT NOT NULL,
    status TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    answered_at BIGINT NOT NULL,
    closed_at BIGINT NOT NULL,
    told BIGINT NOT NULL,
    told_at BIGINT NOT NULL,
    taken_by BIGINT
);
CREATE INDEX tickets_person ON tickets (person_id, id);
CREATE INDEX tickets_taker ON tickets (taken_by) WHERE taken_by IS NOT NULL;
CREATE INDEX tickets_school ON tickets (school_id, status, id);
CREATE INDEX tickets_status ON tickets (status, told_at);

-- `who` is person, operator or note (which the person does not see). `chat_id` and `message` are where
-- it was written, so that a picture can be copied; `words` are sealed. `posted`: in the support group.
CREATE TABLE ticket_messages (
    id {id},
    ticket_id BIGINT NOT NULL REFERENCES tickets (id),
    person_id BIGINT NOT NULL,
    who TEXT NOT NULL,
    chat_id BIGINT NOT NULL,
    message BIGINT NOT NULL,
    at BIGINT NOT NULL,
    posted BIGINT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX ticket_messages_ticket ON ticket_messages (ticket_id, id);
CREATE INDEX ticket_messages_person ON ticket_messages (person_id);
CREATE INDEX ticket_messages_chat ON ticket_messages (chat_id);
CREATE INDEX ticket_messages_posted ON ticket_messages (posted, id) WHERE posted = 0;

-- The topic of a person in the support group.
CREATE TABLE support_topics (
    person_id {key},
    topic BIGINT NOT NULL
);
CREATE UNIQUE INDEX support_topics_topic ON support_topics (topic);

-- Answers that serve again, once an operator has looked at them: proposed, approved, withdrawn.
CREATE TABLE replies (
    id {id},
    symptom TEXT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    status TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX replies_symptom ON replies (role, edition, state, symptom, status);
