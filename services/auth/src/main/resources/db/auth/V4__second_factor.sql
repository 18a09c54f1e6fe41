-- Null: the password is enough.
ALTER TABLE account ADD COLUMN second_factor_at timestamptz;

CREATE TABLE second_factor (
    user_id   uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    -- Shared with the app that makes the codes, so it cannot be stored as a hash.
    secret    bytea NOT NULL,
    -- The step of time of the last code that was used: none is used twice, and none before it.
    last_step bigint NOT NULL
);

CREATE TABLE recovery_code (
    user_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    hash    bytea NOT NULL,
    PRIMARY KEY (user_id, hash)
);
