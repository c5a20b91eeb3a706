-- Every decision with what becomes of it in public. Queue and portal read it.
CREATE TABLE publication_row (
  case_id      ${text} NOT NULL PRIMARY KEY,  -- also the publication's stream
  public_id    ${text} NOT NULL UNIQUE,       -- in public addresses; says nothing of the case
  state        ${text} NOT NULL,              -- due | prepared | published | withdrawn | sealed | not_published
  version      ${integer} NOT NULL,           -- of the publication's stream
  article      ${text} NOT NULL,              -- why this class
  reason       ${text} NOT NULL,              --
  unit         ${text} NOT NULL,              -- handling unit
  unit_name    ${text} NOT NULL,              --
  number       ${text} NOT NULL,              -- of the decision
  title        ${text} NOT NULL,              -- 案由
  party        ${text} NOT NULL,              -- as it may be shown; empty while nothing was prepared
  outcome      ${text} NOT NULL,              -- penalty in one line, as it may be shown
  decided_on   ${text} NOT NULL,              -- day
  due          ${integer},                    -- ms; NULL where nothing is to be published
  published_on ${text} NOT NULL               -- day; empty before
) ${strict};

CREATE INDEX publication_row_state ON publication_row (state, due);
CREATE INDEX publication_row_public ON publication_row (state, published_on);
