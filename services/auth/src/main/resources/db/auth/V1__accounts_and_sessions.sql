CREATE TABLE account (
    user_id              uuid PRIMARY KEY,
    username             text NOT NULL UNIQUE,
    -- Not unique: an address that nobody has confirmed must not keep its owner out.
    email                text,
    password_hash        text NOT NULL,
    created_at           timestamptz NOT NULL DEFAULT now(),
    -- What the user service has not been told yet; null once it knows the user.
    pending_display_name text
);

CREATE INDEX account_profile_pending ON account (user_id) WHERE pending_display_name IS NOT NULL;

CREATE TABLE session (
    session_id   uuid PRIMARY KEY,
    user_id      uuid NOT NULL REFERENCES account ON DELETE CASCADE,
    device_id    uuid NOT NULL,
    device_name  text NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    -- The newest refresh token: how many came before it, the SHA-256 of its secret, and since when.
    generation   integer NOT NULL,
    refresh_hash bytea NOT NULL,
    rotated_at   timestamptz NOT NULL,
    -- Each token's secret is made from the one before with this key, which never leaves the server.
    chain_key    bytea NOT NULL,
    UNIQUE (user_id, device_id)
);

CREATE INDEX session_idle ON session (last_used_at);

-- The outbox of session.revoked: a row is written with the end of a session, and deleted when Kafka has it.
CREATE TABLE revocation (
    revocation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id       uuid NOT NULL,
    session_id    uuid NOT NULL,
    reason        text NOT NULL
);
