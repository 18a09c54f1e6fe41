CREATE TABLE profile (
    user_id      uuid PRIMARY KEY,
    username     text NOT NULL,
    display_name text NOT NULL,
    about        text,
    created_at   timestamptz NOT NULL DEFAULT now()
);

-- What a profile is found by: its username, and its display name from each word on, folded. One ordered index
-- serves every prefix and every page of it; "C" orders by bytes, as a prefix needs it.
CREATE TABLE search_term (
    term    text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL REFERENCES profile ON DELETE CASCADE,
    PRIMARY KEY (term, user_id)
);

CREATE INDEX search_term_user ON search_term (user_id);
