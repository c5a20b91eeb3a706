-- A look stays in its batch, and waits until it is in one.
CREATE TRIGGER look_batch_never_updated BEFORE UPDATE ON look_batch
BEGIN SELECT RAISE(ABORT, 'look_batch: a look stays in its batch'); END;
CREATE TRIGGER look_batch_never_deleted BEFORE DELETE ON look_batch
BEGIN SELECT RAISE(ABORT, 'look_batch: a look stays in its batch'); END;
CREATE TRIGGER look_batch_never_replaced BEFORE INSERT ON look_batch
WHEN EXISTS (SELECT 1 FROM look_batch WHERE look_id = NEW.look_id
             OR (seq = NEW.seq AND place = NEW.place))
BEGIN SELECT RAISE(ABORT, 'look_batch: there already'); END;
CREATE TRIGGER look_pending_never_updated BEFORE UPDATE ON look_pending
BEGIN SELECT RAISE(ABORT, 'look_pending: a look waits until it is in a batch'); END;
CREATE TRIGGER look_pending_until_batched BEFORE DELETE ON look_pending
WHEN NOT EXISTS (SELECT 1 FROM look_batch WHERE look_id = OLD.look_id)
BEGIN SELECT RAISE(ABORT, 'look_pending: a look waits until it is in a batch'); END;
