-- Who is in a chat with the user may see when the user is online.
ALTER TABLE settings
    DROP CONSTRAINT settings_last_seen_check,
    ADD CONSTRAINT settings_last_seen_check CHECK (last_seen IN ('everyone', 'chats', 'nobody'));
