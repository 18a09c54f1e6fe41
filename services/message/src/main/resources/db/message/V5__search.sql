-- Full-text search: written behind the log by a follower, never by the log itself.

-- No stop words: who looks for a band called "The Who", or says "was" in German, finds it.
CREATE TEXT SEARCH DICTIONARY english_words (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH DICTIONARY russian_words (TEMPLATE = snowball, Language = russian);

-- The words of each message that has any. Each lexeme begins with its chat's scope, so that the
-- words of a chat stand together in the index, and looking for one touches no other chat.
CREATE TABLE search (
    chat_id uuid        NOT NULL,
    seq     bigint      NOT NULL,
    sent_at timestamptz NOT NULL,
    words   tsvector    NOT NULL,
    PRIMARY KEY (chat_id, seq)
);

-- Without a list of pending entries: each chat that is looked into would read the whole list.
CREATE INDEX search_words ON search USING gin (words) WITH (fastupdate = off);

-- How far the follower is in each chat: everything up to this seq is in search.
CREATE TABLE searched (
    chat_id uuid PRIMARY KEY,
    seq     bigint NOT NULL
) WITH (fillfactor = 70);
