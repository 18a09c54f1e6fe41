-- Who ended the chat for everybody: they may ask for it again.
ALTER TABLE chat ADD COLUMN deleted_by uuid;
