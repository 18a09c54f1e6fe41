-- How often users upload pictures: names and when all of their attempts are regained. It is written for each upload and may be
-- lost, so it is not logged: after a crash of the database everybody has all attempts again.
CREATE UNLOGGED TABLE attempt (
    name        text PRIMARY KEY,
    regained_at timestamptz NOT NULL
);

CREATE INDEX attempt_regained ON attempt (regained_at);
