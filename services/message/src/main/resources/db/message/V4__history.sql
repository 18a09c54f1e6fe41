-- A group whose members see all of its log, and the seq from which on this has been so: whoever
-- left before it sees no more than before.
ALTER TABLE chat ADD COLUMN all_since bigint;
