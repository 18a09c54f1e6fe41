-- The picture of a group or channel. Whoever knows the id may see it, so it is made at random and never used again.
CREATE TABLE avatar (
    chat_id   uuid PRIMARY KEY REFERENCES chat (chat_id),
    avatar_id uuid NOT NULL UNIQUE,
    image     bytea NOT NULL
);

-- A JPEG does not get smaller.
ALTER TABLE avatar ALTER COLUMN image SET STORAGE EXTERNAL;

ALTER TABLE chat ADD COLUMN avatar_id uuid;
