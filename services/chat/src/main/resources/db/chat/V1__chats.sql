CREATE TABLE chat (
    chat_id      uuid        PRIMARY KEY,
    type         text        NOT NULL CHECK (type IN ('direct', 'group', 'channel')),
    title        text        CHECK (char_length(title) BETWEEN 1 AND 128),
    created_by   uuid        NOT NULL,
    created_at   timestamptz NOT NULL,
    -- The two people of a direct chat, in PostgreSQL's order: what makes it unique per pair.
    pair_low     uuid,
    pair_high    uuid,
    -- The newest command this service sent to the chat's log; null only inside the transaction
    -- that makes the chat.
    last_sender  uuid,
    last_command uuid,
    CONSTRAINT chat_pair UNIQUE (pair_low, pair_high),
    CONSTRAINT chat_pair_or_title CHECK (
        CASE type
            WHEN 'direct' THEN title IS NULL
                AND pair_low IS NOT NULL AND pair_high IS NOT NULL AND pair_low < pair_high
            ELSE title IS NOT NULL AND pair_low IS NULL AND pair_high IS NULL
        END)
);

-- Those who are members now. Who was one at an earlier seq is known to the log alone.
CREATE TABLE member (
    chat_id      uuid   NOT NULL REFERENCES chat (chat_id),
    user_id      uuid   NOT NULL,
    role         text   NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'reader')),
    -- The order of joining: rows of one chat are inserted under its lock.
    join_no      bigint GENERATED ALWAYS AS IDENTITY,
    -- The command that made the member one, and the seq the log gave it; null until it answered.
    join_sender  uuid   NOT NULL,
    join_command uuid   NOT NULL,
    joined_seq   bigint,
    PRIMARY KEY (chat_id, user_id)
);

CREATE UNIQUE INDEX member_by_join_no ON member (chat_id, join_no);
CREATE INDEX member_by_user ON member (user_id, chat_id);

-- Commands that are committed here and perhaps not yet acknowledged by Kafka. Ids of one chat are
-- in the order of its commits, because its row is locked before one is taken.
CREATE TABLE outbox (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat_id uuid   NOT NULL,
    value   bytea  NOT NULL
);

CREATE INDEX outbox_by_chat ON outbox (chat_id, id);
