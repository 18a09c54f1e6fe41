ALTER TABLE account
    -- Since when the account is its owner's no more; the row goes when all traces are gone.
    ADD COLUMN closed_at  timestamptz,
    -- When the next step of that is due.
    ADD COLUMN close_next timestamptz;

CREATE INDEX account_closing ON account (close_next) WHERE close_next IS NOT NULL;
