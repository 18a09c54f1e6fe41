-- Since when each key of the key file is published, as the first instance saw it: a new key signs only when all of them
-- have long shown it. Of a key this is its name, the rest stays in the file.
CREATE TABLE signing_key (
    kid          text PRIMARY KEY,
    published_at timestamptz NOT NULL
);
