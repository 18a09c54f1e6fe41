-- A group whose members see all of its log, and the seq from which on this has been so: whoever
-- left before it sees no more than before.
ALTER TABLE chat ADD COLUMN all_since bigint;

-- A row for each reaction, so that one more on a message that has thousands costs as little as the
-- first. The message only says whether there are any: others need no look-up.
CREATE TABLE reaction (
    chat_id uuid   NOT NULL,
    seq     bigint NOT NULL,
    emoji   text   NOT NULL COLLATE "C",
    user_id uuid   NOT NULL,
    at_seq  bigint NOT NULL,
    PRIMARY KEY (chat_id, seq, emoji, user_id)
);

COMMENT ON COLUMN reaction.at_seq IS 'its place in the log: reactions are shown in this order';

-- What was there before keeps its order; each took a place above its message's, so a later one is
-- above these numbers.
INSERT INTO reaction (chat_id, seq, emoji, user_id, at_seq)
SELECT m.chat_id, m.seq, e.emoji, CAST(u.user_id AS uuid),
       row_number() OVER (PARTITION BY m.chat_id, m.seq ORDER BY e.n, u.n)
FROM message m
CROSS JOIN LATERAL json_each(CAST(m.reactions AS json)) WITH ORDINALITY AS e(emoji, users, n)
CROSS JOIN LATERAL json_array_elements_text(e.users) WITH ORDINALITY AS u(user_id, n)
WHERE m.reactions IS NOT NULL;

ALTER TABLE message ADD COLUMN reacted boolean NOT NULL DEFAULT false;

UPDATE message SET reacted = true WHERE reactions IS NOT NULL;

ALTER TABLE message DROP COLUMN reactions;
