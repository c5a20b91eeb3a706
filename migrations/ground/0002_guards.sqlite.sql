-- What the record's tables refuse, whoever asks: also from the command line of the database, with
-- foreign keys and CHECK switched off there. (Nothing stops one who may drop triggers; the public
-- log is there for that.)

-- Never changed, never deleted.
CREATE TRIGGER event_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'event: recorded events are never changed'); END;
CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'event: recorded events are never changed'); END;
CREATE TRIGGER leaf_never_updated BEFORE UPDATE ON leaf
BEGIN SELECT RAISE(ABORT, 'leaf: a leaf is never changed'); END;
CREATE TRIGGER leaf_never_deleted BEFORE DELETE ON leaf
BEGIN SELECT RAISE(ABORT, 'leaf: a leaf is never changed'); END;
CREATE TRIGGER log_entry_never_updated BEFORE UPDATE ON log_entry
BEGIN SELECT RAISE(ABORT, 'log_entry: the log is never changed'); END;
CREATE TRIGGER log_entry_never_deleted BEFORE DELETE ON log_entry
BEGIN SELECT RAISE(ABORT, 'log_entry: the log is never changed'); END;
CREATE TRIGGER review_pass_never_updated BEFORE UPDATE ON review_pass
BEGIN SELECT RAISE(ABORT, 'review_pass: a passed review is never changed'); END;
CREATE TRIGGER review_pass_never_deleted BEFORE DELETE ON review_pass
BEGIN SELECT RAISE(ABORT, 'review_pass: a passed review is never changed'); END;
CREATE TRIGGER not_major_never_updated BEFORE UPDATE ON not_major
BEGIN SELECT RAISE(ABORT, 'not_major: a finding is never changed'); END;
CREATE TRIGGER not_major_never_deleted BEFORE DELETE ON not_major
BEGIN SELECT RAISE(ABORT, 'not_major: a finding is never changed'); END;
CREATE TRIGGER decision_never_updated BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'decision: a decision is never changed'); END;
CREATE TRIGGER decision_never_deleted BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decision: a decision is never changed'); END;
CREATE TRIGGER document_number_never_deleted BEFORE DELETE ON document_number
BEGIN SELECT RAISE(ABORT, 'document_number: a number is voided, never deleted'); END;
CREATE TRIGGER number_series_never_deleted BEFORE DELETE ON number_series
BEGIN SELECT RAISE(ABORT, 'number_series: a series is never deleted'); END;
CREATE TRIGGER log_checkpoint_never_deleted BEFORE DELETE ON log_checkpoint
BEGIN SELECT RAISE(ABORT, 'log_checkpoint: a checkpoint is never deleted'); END;
CREATE TRIGGER log_head_never_deleted BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'log_head: the head is never deleted'); END;

-- INSERT OR REPLACE deletes what is in its way without asking the triggers above.
CREATE TRIGGER event_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event
             WHERE seq = NEW.seq OR (stream = NEW.stream AND version = NEW.version))
BEGIN SELECT RAISE(ABORT, 'event: there already'); END;
CREATE TRIGGER leaf_never_replaced BEFORE INSERT ON leaf
WHEN EXISTS (SELECT 1 FROM leaf
             WHERE seq = NEW.seq OR eid = NEW.eid)
BEGIN SELECT RAISE(ABORT, 'leaf: there already'); END;
CREATE TRIGGER log_entry_never_replaced BEFORE INSERT ON log_entry
WHEN EXISTS (SELECT 1 FROM log_entry
             WHERE idx = NEW.idx OR seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'log_entry: there already'); END;
CREATE TRIGGER review_pass_never_replaced BEFORE INSERT ON review_pass
WHEN EXISTS (SELECT 1 FROM review_pass
             WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'review_pass: there already'); END;
CREATE TRIGGER not_major_never_replaced BEFORE INSERT ON not_major
WHEN EXISTS (SELECT 1 FROM not_major
             WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'not_major: there already'); END;
CREATE TRIGGER decision_never_replaced BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision
             WHERE (stream = NEW.stream AND version = NEW.version) OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'decision: there already'); END;
CREATE TRIGGER document_number_never_replaced BEFORE INSERT ON document_number
WHEN EXISTS (SELECT 1 FROM document_number
             WHERE (organ = NEW.organ AND kind = NEW.kind AND year = NEW.year
            AND serial = NEW.serial) OR text = NEW.text)
BEGIN SELECT RAISE(ABORT, 'document_number: there already'); END;
CREATE TRIGGER number_series_never_replaced BEFORE INSERT ON number_series
WHEN EXISTS (SELECT 1 FROM number_series
             WHERE organ = NEW.organ AND kind = NEW.kind AND year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'number_series: there already'); END;
CREATE TRIGGER log_checkpoint_never_replaced BEFORE INSERT ON log_checkpoint
WHEN EXISTS (SELECT 1 FROM log_checkpoint
             WHERE size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'log_checkpoint: there already'); END;
CREATE TRIGGER log_head_never_replaced BEFORE INSERT ON log_head
WHEN EXISTS (SELECT 1 FROM log_head
             WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'log_head: there already'); END;

-- The gate: no decision without its review or its finding …
CREATE TRIGGER decision_needs_one_ground BEFORE INSERT ON decision
WHEN (NEW.review_id IS NULL) = (NEW.not_major_id IS NULL)
BEGIN SELECT RAISE(ABORT, 'decision: stands on a review or on a finding, on exactly one'); END;
CREATE TRIGGER decision_needs_its_review BEFORE INSERT ON decision
WHEN NEW.review_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM review_pass WHERE id = NEW.review_id AND stream = NEW.stream
    AND draft_digest = NEW.draft_digest AND version < NEW.version)
BEGIN SELECT RAISE(ABORT, 'decision: no review of this draft passed before'); END;
CREATE TRIGGER decision_needs_its_finding BEFORE INSERT ON decision
WHEN NEW.not_major_id IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM not_major WHERE id = NEW.not_major_id AND stream = NEW.stream
    AND draft_digest = NEW.draft_digest AND version <= NEW.version)
BEGIN SELECT RAISE(ABORT, 'decision: no finding that this draft is not major'); END;
-- … and no event of a decision without the decision.
CREATE TRIGGER event_decision_needs_its_row BEFORE INSERT ON event
WHEN NEW.kind = 'decision.made' AND NOT EXISTS (
  SELECT 1 FROM decision WHERE stream = NEW.stream AND version = NEW.version
    AND draft_digest = json_extract(NEW.body, '$.draft'))
BEGIN SELECT RAISE(ABORT, 'event: decision.made without a decision on this draft'); END;

-- A number is voided once, with a reason, and otherwise stays as taken.
CREATE TRIGGER document_number_only_voided BEFORE UPDATE ON document_number
WHEN NOT (OLD.state = 'taken' AND NEW.state = 'voided' AND NEW.reason <> ''
  AND (NEW.organ, NEW.kind, NEW.year, NEW.serial, NEW.stream, NEW.version, NEW.text)
    = (OLD.organ, OLD.kind, OLD.year, OLD.serial, OLD.stream, OLD.version, OLD.text))
BEGIN SELECT RAISE(ABORT, 'document_number: can only be voided, once'); END;
CREATE TRIGGER number_series_only_counts BEFORE UPDATE ON number_series
WHEN NOT ((NEW.organ, NEW.kind, NEW.year, NEW.last) = (OLD.organ, OLD.kind, OLD.year, OLD.last + 1))
BEGIN SELECT RAISE(ABORT, 'number_series: counts by one'); END;

-- The log never takes back what it signed.
CREATE TRIGGER log_checkpoint_keeps_its_root BEFORE UPDATE ON log_checkpoint
WHEN NOT ((NEW.size, NEW.root) = (OLD.size, OLD.root))
BEGIN SELECT RAISE(ABORT, 'log_checkpoint: keeps its root'); END;
CREATE TRIGGER log_head_never_falls BEFORE UPDATE ON log_head
WHEN NOT (NEW.id = OLD.id AND NEW.size >= OLD.size)
BEGIN SELECT RAISE(ABORT, 'log_head: never falls'); END;
