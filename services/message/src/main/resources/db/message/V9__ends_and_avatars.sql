-- The event by which a chat ended for everybody: nobody sees anything before it any more. And where
-- the picture of a chat is.
ALTER TABLE chat
    ADD COLUMN deleted_seq bigint,
    ADD COLUMN avatar_url  text;
