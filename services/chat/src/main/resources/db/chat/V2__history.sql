-- Whether members of a group see what came before they joined; a channel always shows it.
ALTER TABLE chat
    ADD COLUMN history text NOT NULL DEFAULT 'joined' CHECK (history IN ('joined', 'all'));
