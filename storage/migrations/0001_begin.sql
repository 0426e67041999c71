-- Persons, journeys, progress, symptoms, updates. Times are unix seconds (UTC).

CREATE TABLE persons (
    id {key},
    language TEXT NOT NULL,
    agreed_at BIGINT NOT NULL,
    notice BIGINT NOT NULL,
    current_journey BIGINT,
    card BIGINT,
    bottom BIGINT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE journeys (
    id {id},
    person_id BIGINT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    started BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    variant TEXT NOT NULL,
    ticks TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked BIGINT NOT NULL
);
CREATE INDEX journeys_person ON journeys (person_id, id);

CREATE TABLE progress (
    id {id},
    journey_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    revision BIGINT NOT NULL,
    event TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    at BIGINT NOT NULL
);
-- One index for a journey's rows, for all of a person's, and for when each state was reached.
CREATE INDEX progress_person ON progress (person_id, journey_id, state, since);
{append_only progress}

CREATE TABLE symptoms (
    id {id},
    journey_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES persons (id),
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    symptom TEXT NOT NULL,
    helped BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX symptoms_person ON symptoms (person_id);
CREATE INDEX symptoms_symptom ON symptoms (role, state, symptom, helped);

CREATE TABLE updates (
    id {key},
    at BIGINT NOT NULL
);
CREATE INDEX updates_at ON updates (at);
