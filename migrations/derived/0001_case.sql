-- What lists, desks and to-do lists show of a case. Filled with each command in its transaction.

CREATE TABLE case_row (
  case_id    ${text} NOT NULL PRIMARY KEY,  -- stream without "case/"
  version    ${integer} NOT NULL,           -- of the case these values are from
  item       ${text} NOT NULL,              -- enforcement item
  title      ${text} NOT NULL,              -- 案由
  party      ${text} NOT NULL,              -- name of the party; empty while unknown
  unit       ${text} NOT NULL,              -- handling unit: the row's scope
  stage      ${text} NOT NULL,              -- the step done last
  opened_at  ${integer} NOT NULL,           -- ms
  decided_on ${text} NOT NULL,              -- day; empty while undecided
  number     ${text} NOT NULL,              -- of the decision; empty while undecided
  major      ${integer} NOT NULL,           -- 1: the decision needs legal review
  sealed     ${integer} NOT NULL,           -- 1: looks need a purpose
  closed     ${integer} NOT NULL,           -- 1: nothing more can be done
  handlers   ${text} NOT NULL,              -- persons, each between spaces
  took_part  ${text} NOT NULL,              -- all who did something in it, the same way
  limits     ${text} NOT NULL,              -- running time limits, as JSON
  speaks_at  ${integer}                     -- ms: when the first of them speaks; NULL: none runs
) ${strict};

CREATE INDEX case_row_unit ON case_row (unit, opened_at);
CREATE INDEX case_row_speaks ON case_row (speaks_at);

-- What waits for somebody: one row per step that can be done now.
CREATE TABLE todo_row (
  case_id ${text} NOT NULL,     --
  step    ${text} NOT NULL,     -- step id
  title   ${text} NOT NULL,     -- step title
  role    ${text} NOT NULL,     -- whose duty it is
  person  ${text} NOT NULL,     -- the only one of that role whose duty it is; empty: everybody's
  unit    ${text} NOT NULL,     -- handling unit of the case
  due     ${integer},           -- ms; NULL where no limit ends with the step
  PRIMARY KEY (case_id, step)
) ${strict};

CREATE INDEX todo_row_role ON todo_row (role, unit, due);
