-- A look stays in its batch, and waits until it is in one.
CREATE TRIGGER look_batch_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON look_batch
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER look_pending_never_changed BEFORE UPDATE OR TRUNCATE ON look_pending
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_to_forget_look() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  batched boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.look_batch WHERE look_id = $1)', TG_TABLE_SCHEMA)
    INTO batched USING OLD.look_id;
  IF NOT batched THEN
    RAISE EXCEPTION 'look_pending: a look waits until it is in a batch'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $body$;
CREATE TRIGGER look_pending_until_batched BEFORE DELETE ON look_pending
  FOR EACH ROW EXECUTE FUNCTION refuse_to_forget_look();
ALTER TABLE look_batch ENABLE ALWAYS TRIGGER look_batch_never_changed;
ALTER TABLE look_pending ENABLE ALWAYS TRIGGER look_pending_never_changed;
ALTER TABLE look_pending ENABLE ALWAYS TRIGGER look_pending_until_batched;
