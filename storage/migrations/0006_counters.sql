-- Counts that the transaction of each step keeps, so that nobody counts people when asked. Moments
-- are unix seconds (UTC), cut down to a day. School 0 is nobody's: people who walk alone.

-- How many stand in a state since which day: by school, and the same by region.
CREATE TABLE stands (
    school_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (school_id, role, edition, state, day)
){without_rowid};
CREATE TABLE stand_totals (
    region TEXT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (region, role, edition, state, day)
){without_rowid};

-- How often a state was entered on a day: by school, and the same by region. Kept for some weeks.
CREATE TABLE entered (
    school_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (school_id, day, role, edition, state)
){without_rowid};
CREATE INDEX entered_day ON entered (day);
CREATE TABLE entered_totals (
    region TEXT NOT NULL,
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    day BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (region, day, role, edition, state)
){without_rowid};

CREATE INDEX entered_totals_day ON entered_totals (day);

-- How long a state was stood in by those who left it: buckets of `flows/spans.py`, by the week (its
-- first day) in which they left, of everybody.
CREATE TABLE spans (
    role TEXT NOT NULL,
    edition TEXT NOT NULL,
    state TEXT NOT NULL,
    week BIGINT NOT NULL,
    bucket BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (role, edition, state, week, bucket)
){without_rowid};

-- The school for which a step was walked, and the day of the last step at a school.
ALTER TABLE progress ADD COLUMN school_id BIGINT;
ALTER TABLE schools ADD COLUMN stepped_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX schools_name ON schools (name_key, id);
CREATE INDEX schools_place_name ON schools (place_key, region);
CREATE INDEX schools_stepped ON schools (stepped_at, id);
CREATE INDEX staff_waiting ON staff (since, school_id) WHERE standing = 'waiting';

INSERT INTO stands (school_id, role, edition, state, day, count)
SELECT COALESCE(school_id, 0), role, edition, state, since - since % 86400, COUNT(*) FROM journeys
GROUP BY 1, 2, 3, 4, 5;
INSERT INTO stand_totals (region, role, edition, state, day, count)
SELECT COALESCE(s.region, ''), t.role, t.edition, t.state, t.day, SUM(t.count)
FROM stands t LEFT JOIN schools s ON s.id = t.school_id
GROUP BY 1, 2, 3, 4, 5;

-- What was walked before counts for the school that its journey is walked for now.
INSERT INTO entered (school_id, role, edition, state, day, count)
SELECT COALESCE(j.school_id, 0), p.role, p.edition, p.state, p.at - p.at % 86400, COUNT(*)
FROM progress p LEFT JOIN journeys j ON j.id = p.journey_id
WHERE p.since = p.at
    AND (p.origin <> p.state OR SUBSTR(p.event, 1, 5) = 'start' OR SUBSTR(p.event, 1, 7) = 'restart')
GROUP BY 1, 2, 3, 4, 5;
INSERT INTO entered_totals (region, role, edition, state, day, count)
SELECT COALESCE(s.region, ''), e.role, e.edition, e.state, e.day, SUM(e.count)
FROM entered e LEFT JOIN schools s ON s.id = e.school_id
GROUP BY 1, 2, 3, 4, 5;
UPDATE schools SET stepped_at = COALESCE(
    (SELECT MAX(e.day) FROM entered e WHERE e.school_id = schools.id), 0);

-- Durations are what lies between entering a state and the event that left it.
INSERT INTO spans (role, edition, state, week, bucket, count)
SELECT role, edition, origin, at - (at - 345600) % 604800,
        CASE WHEN spent < 3600 THEN 0 WHEN spent < 10800 THEN 1 WHEN spent < 21600 THEN 2
             WHEN spent < 43200 THEN 3 WHEN spent < 86400 THEN 4 WHEN spent < 172800 THEN 5
             WHEN spent < 259200 THEN 6 WHEN spent < 345600 THEN 7 WHEN spent < 432000 THEN 8
             WHEN spent < 518400 THEN 9 WHEN spent < 604800 THEN 10 WHEN spent < 691200 THEN 11
             WHEN spent < 777600 THEN 12 WHEN spent < 864000 THEN 13 WHEN spent < 950400 THEN 14
             WHEN spent < 1036800 THEN 15 WHEN spent < 1123200 THEN 16 WHEN spent < 1209600 THEN 17
             WHEN spent < 1814400 THEN 18 WHEN spent < 2419200 THEN 19 WHEN spent < 3628800 THEN 20
             WHEN spent < 4838400 THEN 21 WHEN spent < 7862400 THEN 22 WHEN spent < 15724800 THEN 23
             WHEN spent < 31449600 THEN 24 ELSE 25 END, COUNT(*)
FROM (SELECT p.role, p.edition, p.origin, p.state, p.at,
        p.at - LAG(p.since) OVER (PARTITION BY p.journey_id ORDER BY p.id) AS spent
    FROM progress p) walked
WHERE origin <> state AND spent IS NOT NULL
GROUP BY 1, 2, 3, 4, 5;
