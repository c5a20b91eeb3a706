-- Decisions of which something is reported as credit data, or would be if they were not kept back.
-- Whether one is public at the moment, publication_row says.
CREATE TABLE credit_row (
  case_id    ${text} NOT NULL PRIMARY KEY,  --
  tbl        ${text} NOT NULL,              -- table of the pack; empty: reported in none
  fits       ${integer} NOT NULL,           -- 1: of a class that is made public
  sealed     ${integer} NOT NULL,           -- 1: nothing of it may be told to anybody
  article    ${text} NOT NULL,              -- why not
  reason     ${text} NOT NULL,              --
  digest     ${text} NOT NULL,              -- of the row while the decision counts; empty: no row
  findings   ${text} NOT NULL,              -- why it cannot go out, as JSON
  faults     ${integer} NOT NULL,           -- how many
  decided_on ${text} NOT NULL,              -- day
  due        ${integer}                     -- ms; NULL where it is not reported
) ${strict};

CREATE INDEX credit_row_tbl ON credit_row (tbl, fits, due);

-- Batches that went out, and what of which decision went out with them.
CREATE TABLE credit_batch (
  batch       ${integer} NOT NULL PRIMARY KEY,  -- version in its stream
  seq         ${integer} NOT NULL,              -- event
  at          ${integer} NOT NULL,              -- ms
  actor       ${text} NOT NULL,                 -- person
  tbl         ${text} NOT NULL,                 -- table of the pack
  row_count   ${integer} NOT NULL,              --
  files       ${text} NOT NULL                  -- format, digest and size of each, as JSON
) ${strict};

CREATE TABLE credit_sent (
  case_id  ${text} NOT NULL,     --
  batch    ${integer} NOT NULL,  --
  position ${integer} NOT NULL,  -- of its row in the batch, from 1
  kind     ${text} NOT NULL,     -- new | changed | revoked
  digest   ${text} NOT NULL,     -- of the row
  PRIMARY KEY (case_id, batch)
) ${strict};

CREATE INDEX credit_sent_batch ON credit_sent (batch, position);

-- What each case adds to the annual report.
CREATE TABLE annual_mark (
  case_id        ${text} NOT NULL,     --
  tbl            ${text} NOT NULL,     -- table of the report
  col            ${text} NOT NULL,     -- column of it
  day            ${text} NOT NULL,     -- that puts it into a year
  amount         ${integer} NOT NULL,  -- yuan, or 1
  distinct_value ${text} NOT NULL,     -- digest of the value of which different ones are counted
  sealed         ${integer} NOT NULL,  -- 1: numbers only
  PRIMARY KEY (case_id, tbl, col)
) ${strict};

CREATE INDEX annual_mark_day ON annual_mark (day, tbl, col);

-- Annual reports that were published.
CREATE TABLE annual_report (
  year         ${integer} NOT NULL PRIMARY KEY,  --
  version      ${integer} NOT NULL,              -- of the last edition in its stream
  published_on ${text} NOT NULL                  -- day of the last edition
) ${strict};
