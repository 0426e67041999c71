-- Since when nobody has touched what is kept, and counts of what people did who were forgotten.
-- Times are unix seconds (UTC), cut down to a day; a month is written as 2025-11.

ALTER TABLE persons ADD COLUMN seen_at BIGINT NOT NULL DEFAULT 0;
UPDATE persons SET seen_at = agreed_at - agreed_at % 86400;
CREATE INDEX persons_idle ON persons (seen_at, id) WHERE current_journey IS NULL;

ALTER TABLE journeys ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE journeys ADD COLUMN warned_at BIGINT NOT NULL DEFAULT 0;
UPDATE journeys SET used_at = since - since % 86400;
CREATE INDEX journeys_idle ON journeys (used_at, id) WHERE warned_at = 0;
CREATE INDEX journeys_warned ON journeys (warned_at, id) WHERE warned_at > 0;

-- Steps of those who were forgotten: no account, no journey, no school. `days` were spent before.
CREATE TABLE progress_tallies (
    month TEXT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    event TEXT NOT NULL,
    origin TEXT NOT NULL,
    state TEXT NOT NULL,
    days BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (role, edition, origin, event, state, days, month)
);

-- What those who were forgotten got stuck on.
CREATE TABLE symptom_tallies (
    month TEXT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    symptom TEXT NOT NULL,
    helped BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (role, edition, state, symptom, helped, month)
);
