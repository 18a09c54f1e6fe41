-- Whether an earlier term of the same user fits too is answered by this index alone.
CREATE INDEX search_term_of_user ON search_term (user_id, term);
DROP INDEX search_term_user;
