-- Who may not come back, however they were invited.
CREATE TABLE ban (
    chat_id   uuid        NOT NULL REFERENCES chat (chat_id),
    user_id   uuid        NOT NULL,
    banned_by uuid        NOT NULL,
    banned_at timestamptz NOT NULL,
    PRIMARY KEY (chat_id, user_id)
);

-- Links that let others in. Of the code only its SHA-256 is kept: it has 128 random bits, so nobody
-- finds it from that. Who changes a row holds the chat's lock.
CREATE TABLE invite (
    invite_id  uuid        PRIMARY KEY,
    chat_id    uuid        NOT NULL REFERENCES chat (chat_id),
    code_hash  bytea       NOT NULL UNIQUE,
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    max_uses   integer     CHECK (max_uses > 0),
    uses       integer     NOT NULL DEFAULT 0,
    CHECK (uses <= max_uses)
);

CREATE INDEX invite_by_chat ON invite (chat_id, invite_id);
