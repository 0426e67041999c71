-- What operators put in the place of an edition's links and texts, for all people. Times are unix
-- seconds (UTC), 0 for never.

-- `kind` is link (its key is the release's address, without a language) or text (a key of Fluent).
-- The latest that is not undone is in force; `version` counts the changes of one key.
CREATE TABLE overrides (
    id {id},
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    value TEXT NOT NULL,
    version BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    undone_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX overrides_key ON overrides (kind, key, language, version);

-- How an address answered when it was last asked: ok, dead or unsure, since when, with which code
-- of HTTP (0: it did not answer).
CREATE TABLE link_checks (
    address TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    code BIGINT NOT NULL,
    since BIGINT NOT NULL,
    checked_at BIGINT NOT NULL
){without_rowid};
