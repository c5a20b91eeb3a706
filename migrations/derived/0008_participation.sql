-- Which case a progress code belongs to. The code itself is made from the record key of the case's
-- first event and stands nowhere.
CREATE TABLE progress_code (
  case_id ${text} NOT NULL PRIMARY KEY,  --
  digest  ${text} NOT NULL UNIQUE        -- SHA-256 of the code, hex
) ${strict};

-- What the public sent in, for the queue of those who answer and for the page of answers.
CREATE TABLE feedback_row (
  number       ${text} NOT NULL PRIMARY KEY,  -- the public half of the receipt
  version      ${integer} NOT NULL,           -- of its stream
  kind         ${text} NOT NULL,              -- of the pack
  state        ${text} NOT NULL,              -- open | answered | rejected | kept
  unit         ${text} NOT NULL,              -- that answers
  away         ${text} NOT NULL,              -- units kept away from it, each between spaces
  about        ${text} NOT NULL,              -- address of a published page, or words
  case_id      ${text} NOT NULL,              -- that the page belongs to; empty: none
  rating       ${integer} NOT NULL,           -- 1 to 5; 0: none
  earlier      ${text} NOT NULL,              -- number of the first about the same matter
  received_at  ${integer} NOT NULL,           -- ms
  due          ${integer},                    -- ms; NULL where no answer is due
  settled_at   ${integer},                    -- ms; NULL while open
  question     ${text} NOT NULL,              -- as published; empty: is not
  answer       ${text} NOT NULL,              --
  published_on ${text} NOT NULL               -- day; empty: is not
) ${strict};

CREATE INDEX feedback_row_unit ON feedback_row (unit, state, due);
CREATE INDEX feedback_row_public ON feedback_row (published_on);
