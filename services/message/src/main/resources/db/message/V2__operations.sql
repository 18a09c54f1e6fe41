-- What changes a message: edit, delete, react, pin. The message's row keeps only its state now.

ALTER TABLE message
    ADD COLUMN reactions text,
    ADD COLUMN pinned    boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN message.reactions IS 'JSON exactly as it is shown: by emoji, who reacted, in order';

-- The changes of the last days, to know their retries: a retry gets the stored event.
CREATE TABLE operation (
    chat_id       uuid        NOT NULL,
    sender_id     uuid        NOT NULL,
    client_msg_id uuid        NOT NULL,
    seq           bigint      NOT NULL,
    target        bigint      NOT NULL,
    event         text        NOT NULL,
    at            timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chat_id, sender_id, client_msg_id)
);

COMMENT ON COLUMN operation.event IS 'the frame exactly as it was delivered';

CREATE INDEX operation_at ON operation (at);

-- Messages that a user deleted for oneself.
CREATE TABLE hidden (
    chat_id uuid   NOT NULL,
    user_id uuid   NOT NULL,
    seq     bigint NOT NULL,
    PRIMARY KEY (chat_id, user_id, seq)
);
