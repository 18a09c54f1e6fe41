-- Whom messages mention, and what a device must learn that was away while something was hidden.

ALTER TABLE message ADD COLUMN mentions text;

COMMENT ON COLUMN message.mentions IS 'JSON exactly as it is shown: the users whom it names';

-- mention_no counts a user's mentions in a chat up to and including the row, so that
-- unread mentions = member.mention_no - member.read_mention_no.
CREATE TABLE mention (
    chat_id    uuid   NOT NULL,
    user_id    uuid   NOT NULL,
    seq        bigint NOT NULL,
    mention_no bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id, seq)
);

ALTER TABLE member
    ADD COLUMN mention_no      bigint NOT NULL DEFAULT 0,
    ADD COLUMN read_mention_no bigint NOT NULL DEFAULT 0,
    ADD COLUMN hidden_head     bigint;

COMMENT ON COLUMN member.hidden_head IS 'the latest of the member''s hidden.head_seq';

-- The head of the chat when it was hidden: a device with a cursor above it knows.
ALTER TABLE hidden ADD COLUMN head_seq bigint;

UPDATE hidden SET head_seq = chat.head_seq FROM chat WHERE chat.chat_id = hidden.chat_id;

ALTER TABLE hidden ALTER COLUMN head_seq SET NOT NULL;

CREATE INDEX hidden_since ON hidden (chat_id, user_id, head_seq);

UPDATE member
SET hidden_head = h.head_seq
FROM (SELECT chat_id, user_id, max(head_seq) AS head_seq FROM hidden GROUP BY chat_id, user_id) h
WHERE h.chat_id = member.chat_id AND h.user_id = member.user_id;
