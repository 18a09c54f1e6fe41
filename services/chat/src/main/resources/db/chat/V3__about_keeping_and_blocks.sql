-- What a group or channel is for; which version of what PATCH changes this is, for If-Match; and
-- the key under which its founder asked for the chat, so that asking again makes no second one.
ALTER TABLE chat
    ADD COLUMN about      text   CHECK (char_length(about) BETWEEN 1 AND 280),
    ADD COLUMN version    bigint NOT NULL DEFAULT 1,
    ADD COLUMN create_key uuid,
    ADD CONSTRAINT chat_create_key UNIQUE (created_by, create_key);

-- How members keep the chat for themselves.
ALTER TABLE member
    ADD COLUMN muted_until timestamptz,
    ADD COLUMN archived    boolean NOT NULL DEFAULT false;

-- Whose messages users refuse. The log of the pair's direct chat knows it too, if there is one.
CREATE TABLE block (
    user_id    uuid        NOT NULL,
    blocked_id uuid        NOT NULL,
    blocked_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, blocked_id),
    CHECK (user_id <> blocked_id)
);
