-- What is left of chats that were deleted for everybody is removed after some time, the oldest first.
ALTER TABLE chat ADD COLUMN deleted_at timestamptz;

COMMENT ON COLUMN chat.deleted_at IS 'when it was deleted for everybody, until the rows that nobody can read any more are removed';

UPDATE chat SET deleted_at = now() WHERE deleted_seq IS NOT NULL;

CREATE INDEX chat_deleted ON chat (deleted_at) WHERE deleted_at IS NOT NULL;
