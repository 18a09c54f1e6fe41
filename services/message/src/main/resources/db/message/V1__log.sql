-- The log of every chat. All tables are keyed by chat first, so that they can be partitioned and
-- sharded by chat.

-- Changes with every message; room in each page keeps the update in place (HOT).
CREATE TABLE chat (
    chat_id     uuid PRIMARY KEY,
    type        text        NOT NULL CHECK (type IN ('direct', 'group', 'channel')),
    title       text,
    created_by  uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    head_seq    bigint      NOT NULL,
    last_msg_no bigint      NOT NULL
) WITH (fillfactor = 70);

-- A row stays when the member leaves: they read on up to left_seq.
CREATE TABLE member (
    chat_id      uuid   NOT NULL,
    user_id      uuid   NOT NULL,
    role         text   NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'reader')),
    joined_seq   bigint NOT NULL,
    left_seq     bigint,
    read_seq     bigint NOT NULL,
    read_msg_no  bigint NOT NULL,
    received_seq bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id)
) WITH (fillfactor = 70);

CREATE INDEX member_user ON member (user_id);

-- msg_no counts what counts as unread up to and including the row, so that
-- unread = chat.last_msg_no - member.read_msg_no. change_seq is the seq of the latest change.
CREATE TABLE message (
    chat_id       uuid        NOT NULL,
    seq           bigint      NOT NULL,
    change_seq    bigint      NOT NULL,
    msg_no        bigint      NOT NULL,
    sender_id     uuid        NOT NULL,
    client_msg_id uuid        NOT NULL,
    kind          smallint    NOT NULL CHECK (kind IN (0, 1)),
    body          text,
    reply_to      bigint,
    edited_at     timestamptz,
    deleted_at    timestamptz,
    sent_at       timestamptz NOT NULL,
    PRIMARY KEY (chat_id, seq),
    UNIQUE (chat_id, sender_id, client_msg_id)
);

COMMENT ON COLUMN message.kind IS '0 message, 1 system';
COMMENT ON COLUMN message.body IS 'JSON exactly as it was delivered';

-- "Changed since": a row that never changed is found by its seq, so only changed rows are here and a
-- new message costs this index nothing.
CREATE INDEX message_changed ON message (chat_id, change_seq) WHERE change_seq <> seq;

-- The next command of each partition of message.send, moved in the transaction that applies the
-- commands before it.
CREATE TABLE applied (
    partition   integer PRIMARY KEY,
    next_offset bigint NOT NULL
);

-- Names this log; it changes when the log was restored to an earlier point and not repaired.
CREATE TABLE epoch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    uuid NOT NULL DEFAULT gen_random_uuid()
);

INSERT INTO epoch DEFAULT VALUES;
