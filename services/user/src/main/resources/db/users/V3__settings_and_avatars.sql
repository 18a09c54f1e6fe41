-- version grows with each change of what its user can change: clients are not to undo what they have not seen.
ALTER TABLE profile
    ADD COLUMN locale    text,
    ADD COLUMN avatar_id uuid,
    ADD COLUMN version   bigint NOT NULL DEFAULT 1;

-- Whoever knows the id may see the picture, so it is made at random and never used again.
CREATE TABLE avatar (
    avatar_id uuid PRIMARY KEY,
    user_id   uuid NOT NULL UNIQUE REFERENCES profile ON DELETE CASCADE,
    image     bytea NOT NULL
);

-- A JPEG does not get smaller.
ALTER TABLE avatar ALTER COLUMN image SET STORAGE EXTERNAL;

-- Of users who changed them; the others have the defaults.
CREATE TABLE settings (
    user_id       uuid PRIMARY KEY REFERENCES profile ON DELETE CASCADE,
    version       bigint NOT NULL,
    last_seen     text NOT NULL CHECK (last_seen IN ('everyone', 'nobody')),
    notifications text NOT NULL
);
COMMENT ON COLUMN settings.notifications IS 'JSON, as it is answered';
