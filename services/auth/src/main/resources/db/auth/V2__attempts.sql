-- How often something was tried for a name (a username, an address) lately. Rewritten all the time and worth minutes,
-- so it is not logged: after a crash of the database everybody has all attempts again.
CREATE UNLOGGED TABLE attempt (
    name        text PRIMARY KEY,
    -- When all of its attempts will be regained.
    regained_at timestamptz NOT NULL
) WITH (fillfactor = 70);

CREATE INDEX attempt_regained ON attempt (regained_at);
