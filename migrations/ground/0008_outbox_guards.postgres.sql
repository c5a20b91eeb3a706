-- A delivery keeps what it is, is never removed, and once settled stays so.
CREATE FUNCTION hold_outbox_delivery() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  IF NEW.id <> OLD.id OR NEW.channel <> OLD.channel OR NEW.key <> OLD.key OR NEW.seq <> OLD.seq
     OR NEW.case_id <> OLD.case_id OR NEW.public_id <> OLD.public_id OR NEW.what <> OLD.what
     OR NEW.queued_at <> OLD.queued_at OR (NEW.body <> OLD.body AND NEW.body <> '')
     OR NEW.turn < OLD.turn THEN
    RAISE EXCEPTION 'outbox_delivery: a delivery keeps what it is'
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state IN ('delivered', 'done_by_hand', 'skipped') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'outbox_delivery: a settled delivery stays so'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER outbox_delivery_keeps_what_it_is BEFORE UPDATE ON outbox_delivery
  FOR EACH ROW EXECUTE FUNCTION hold_outbox_delivery();
CREATE TRIGGER outbox_delivery_never_deleted BEFORE DELETE OR TRUNCATE ON outbox_delivery
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outbox_attempt_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON outbox_attempt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outbox_act_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON outbox_act
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE outbox_delivery ENABLE ALWAYS TRIGGER outbox_delivery_keeps_what_it_is;
ALTER TABLE outbox_delivery ENABLE ALWAYS TRIGGER outbox_delivery_never_deleted;
ALTER TABLE outbox_attempt ENABLE ALWAYS TRIGGER outbox_attempt_never_changed;
ALTER TABLE outbox_act ENABLE ALWAYS TRIGGER outbox_act_never_changed;
