-- What the record's tables refuse, whoever asks: also from the command line of the database. The
-- functions name tables with their schema, so that a temporary table of the same name is no way
-- round. (Nothing stops one who may drop triggers; the public log is there for that.)

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION '%: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'check_violation';
END $body$;

-- Never changed, never deleted.
CREATE TRIGGER event_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER leaf_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON leaf
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_entry_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_pass_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON review_pass
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER not_major_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON not_major
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON decision
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER document_number_never_deleted BEFORE DELETE OR TRUNCATE ON document_number
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER number_series_never_deleted BEFORE DELETE OR TRUNCATE ON number_series
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoint_never_deleted BEFORE DELETE OR TRUNCATE ON log_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_head_never_deleted BEFORE DELETE OR TRUNCATE ON log_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The gate: no decision without its review or its finding (which foreign keys hold), recorded
-- earlier in the same case …
CREATE FUNCTION refuse_decision_without_ground() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  stands boolean;
BEGIN
  IF NEW.review_id IS NOT NULL THEN
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.review_pass WHERE id = $1 AND stream = $2
                    AND draft_digest = $3 AND version < $4)', TG_TABLE_SCHEMA)
      INTO stands USING NEW.review_id, NEW.stream, NEW.draft_digest, NEW.version;
  ELSE
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.not_major WHERE id = $1 AND stream = $2
                    AND draft_digest = $3 AND version <= $4)', TG_TABLE_SCHEMA)
      INTO stands USING NEW.not_major_id, NEW.stream, NEW.draft_digest, NEW.version;
  END IF;
  IF NOT stands THEN
    RAISE EXCEPTION 'decision: no review of this draft passed before, and no finding that it is '
      'not major' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER decision_needs_its_ground BEFORE INSERT ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_decision_without_ground();

-- … and no event of a decision without the decision.
CREATE FUNCTION refuse_event_without_decision() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  stands boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.decision WHERE stream = $1 AND version = $2
                  AND draft_digest = $3::jsonb ->> ''draft'')', TG_TABLE_SCHEMA)
    INTO stands USING NEW.stream, NEW.version, NEW.body;
  IF NOT stands THEN
    RAISE EXCEPTION 'event: decision.made without a decision on this draft'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $body$;
CREATE TRIGGER event_decision_needs_its_row BEFORE INSERT ON event
  FOR EACH ROW WHEN (NEW.kind = 'decision.made')
  EXECUTE FUNCTION refuse_event_without_decision();

-- A number is voided once, with a reason, and otherwise stays as taken; a series counts by one;
-- the log never takes back what it signed.
CREATE TRIGGER document_number_only_voided BEFORE UPDATE ON document_number FOR EACH ROW
  WHEN (NOT (OLD.state = 'taken' AND NEW.state = 'voided' AND NEW.reason <> ''
    AND (NEW.organ, NEW.kind, NEW.year, NEW.serial, NEW.stream, NEW.version, NEW.text)
      = (OLD.organ, OLD.kind, OLD.year, OLD.serial, OLD.stream, OLD.version, OLD.text)))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER number_series_only_counts BEFORE UPDATE ON number_series FOR EACH ROW
  WHEN (NOT ((NEW.organ, NEW.kind, NEW.year, NEW.last)
    = (OLD.organ, OLD.kind, OLD.year, OLD.last + 1)))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_checkpoint_keeps_its_root BEFORE UPDATE ON log_checkpoint FOR EACH ROW
  WHEN (NOT ((NEW.size, NEW.root) = (OLD.size, OLD.root)))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_head_never_falls BEFORE UPDATE ON log_head FOR EACH ROW
  WHEN (NOT (NEW.id = OLD.id AND NEW.size >= OLD.size))
  EXECUTE FUNCTION refuse_change();

-- Also where session_replication_role says to leave triggers out.
ALTER TABLE event ENABLE ALWAYS TRIGGER event_never_changed;
ALTER TABLE leaf ENABLE ALWAYS TRIGGER leaf_never_changed;
ALTER TABLE log_entry ENABLE ALWAYS TRIGGER log_entry_never_changed;
ALTER TABLE review_pass ENABLE ALWAYS TRIGGER review_pass_never_changed;
ALTER TABLE not_major ENABLE ALWAYS TRIGGER not_major_never_changed;
ALTER TABLE decision ENABLE ALWAYS TRIGGER decision_never_changed;
ALTER TABLE document_number ENABLE ALWAYS TRIGGER document_number_never_deleted;
ALTER TABLE number_series ENABLE ALWAYS TRIGGER number_series_never_deleted;
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_never_deleted;
ALTER TABLE log_head ENABLE ALWAYS TRIGGER log_head_never_deleted;
ALTER TABLE decision ENABLE ALWAYS TRIGGER decision_needs_its_ground;
ALTER TABLE event ENABLE ALWAYS TRIGGER event_decision_needs_its_row;
ALTER TABLE document_number ENABLE ALWAYS TRIGGER document_number_only_voided;
ALTER TABLE number_series ENABLE ALWAYS TRIGGER number_series_only_counts;
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER log_checkpoint_keeps_its_root;
ALTER TABLE log_head ENABLE ALWAYS TRIGGER log_head_never_falls;
