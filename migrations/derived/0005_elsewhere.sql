-- What rules on one case ask of all others: when somebody was taken up by a step, and what was
-- settled once for all. Read by decisions under a lock on the name that is asked for.

CREATE TABLE engagement_row (
  case_id ${text} NOT NULL,     --
  rule    ${text} NOT NULL,     -- rule of the pack that asks
  person  ${text} NOT NULL,     --
  began   ${integer} NOT NULL,  -- ms
  ended   ${integer} NOT NULL   -- ms
) ${strict};

CREATE INDEX engagement_row_case ON engagement_row (case_id);
CREATE INDEX engagement_row_person ON engagement_row (person, rule, began);

CREATE TABLE settled_row (
  case_id ${text} NOT NULL,  --
  rule    ${text} NOT NULL,  -- rule of the pack that asks
  digest  ${text} NOT NULL   -- SHA-256 of what is the same: says nothing by itself
) ${strict};

CREATE INDEX settled_row_case ON settled_row (case_id);
CREATE INDEX settled_row_digest ON settled_row (digest);
