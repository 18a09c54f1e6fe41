-- How members keep a chat for themselves, and what a group or channel is for.
ALTER TABLE member
    ADD COLUMN muted_until timestamptz,
    ADD COLUMN archived    boolean NOT NULL DEFAULT false,
    ADD COLUMN blocked     boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN member.blocked IS 'in a direct chat: this member refuses the messages of the other one';

ALTER TABLE chat ADD COLUMN about text;
