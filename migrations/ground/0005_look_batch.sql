-- Looks get a root in the public log, a batch at a time. A batch is an event of the stream "looks",
-- and its leaf stands for all looks in it.

-- Which look is in which batch, once and for ever.
CREATE TABLE look_batch (
  look_id ${integer} NOT NULL PRIMARY KEY REFERENCES look (id),  -- in one batch and no other
  seq     ${integer} NOT NULL REFERENCES event (seq),            -- the batch's event
  place   ${integer} NOT NULL CHECK (place >= 0),                -- in the batch: 0, 1, 2 …
  hash    ${text} NOT NULL,                                      -- leaf hash of the look, hex
  UNIQUE (seq, place)
) ${strict};

-- Looks that wait for a batch. Lost: every look without a row in look_batch.
CREATE TABLE look_pending (
  look_id ${integer} NOT NULL PRIMARY KEY REFERENCES look (id)  --
) ${strict};

INSERT INTO look_pending (look_id) SELECT id FROM look;
