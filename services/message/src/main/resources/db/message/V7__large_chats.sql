-- Channels with very many members: their events name no recipients.
ALTER TABLE chat
    ADD COLUMN large_seq bigint;

COMMENT ON COLUMN chat.large_seq IS 'the seq at which it became large: after it gateways know the members themselves; it stays large';
