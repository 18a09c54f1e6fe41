-- When a user's last connection ended. Changes often, so it is no column of the profile.
CREATE TABLE last_seen (
    user_id uuid PRIMARY KEY,
    at      timestamptz NOT NULL
) WITH (fillfactor = 70);
