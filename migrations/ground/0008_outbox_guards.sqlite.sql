-- A delivery keeps what it is, is never removed, and once settled stays so.
CREATE TRIGGER outbox_delivery_never_deleted BEFORE DELETE ON outbox_delivery
BEGIN SELECT RAISE(ABORT, 'outbox_delivery: a delivery is never removed'); END;
CREATE TRIGGER outbox_delivery_never_replaced BEFORE INSERT ON outbox_delivery
WHEN EXISTS (SELECT 1 FROM outbox_delivery WHERE id = NEW.id OR key = NEW.key
             OR (channel = NEW.channel AND seq = NEW.seq))
BEGIN SELECT RAISE(ABORT, 'outbox_delivery: there already'); END;
CREATE TRIGGER outbox_delivery_keeps_what_it_is BEFORE UPDATE ON outbox_delivery
WHEN NEW.id <> OLD.id OR NEW.channel <> OLD.channel OR NEW.key <> OLD.key OR NEW.seq <> OLD.seq
     OR NEW.case_id <> OLD.case_id OR NEW.public_id <> OLD.public_id OR NEW.what <> OLD.what
     OR NEW.queued_at <> OLD.queued_at OR (NEW.body <> OLD.body AND NEW.body <> '')
     OR NEW.turn < OLD.turn
BEGIN SELECT RAISE(ABORT, 'outbox_delivery: a delivery keeps what it is'); END;
CREATE TRIGGER outbox_delivery_stays_settled BEFORE UPDATE OF state ON outbox_delivery
WHEN OLD.state IN ('delivered', 'done_by_hand', 'skipped') AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'outbox_delivery: a settled delivery stays so'); END;
CREATE TRIGGER outbox_attempt_never_updated BEFORE UPDATE ON outbox_attempt
BEGIN SELECT RAISE(ABORT, 'outbox_attempt: an attempt is never changed'); END;
CREATE TRIGGER outbox_attempt_never_deleted BEFORE DELETE ON outbox_attempt
BEGIN SELECT RAISE(ABORT, 'outbox_attempt: an attempt is never changed'); END;
CREATE TRIGGER outbox_attempt_never_replaced BEFORE INSERT ON outbox_attempt
WHEN EXISTS (SELECT 1 FROM outbox_attempt WHERE delivery_id = NEW.delivery_id AND turn = NEW.turn)
BEGIN SELECT RAISE(ABORT, 'outbox_attempt: there already'); END;
CREATE TRIGGER outbox_act_never_updated BEFORE UPDATE ON outbox_act
BEGIN SELECT RAISE(ABORT, 'outbox_act: an act is never changed'); END;
CREATE TRIGGER outbox_act_never_deleted BEFORE DELETE ON outbox_act
BEGIN SELECT RAISE(ABORT, 'outbox_act: an act is never changed'); END;
CREATE TRIGGER outbox_act_never_replaced BEFORE INSERT ON outbox_act
WHEN EXISTS (SELECT 1 FROM outbox_act WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'outbox_act: there already'); END;
