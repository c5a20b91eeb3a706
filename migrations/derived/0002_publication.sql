-- Every decision with what becomes of it in public. Queue and portal read it.
CREATE TABLE publication_row (
  case_id      ${text} NOT NULL PRIMARY KEY,  -- also the publication's stream
  public_id    ${text} NOT NULL UNIQUE,       -- in public addresses; says nothing of the case
  state        ${text} NOT NULL,              -- due | prepared | published | withdrawn | expired |
                                              -- sealed | not_published
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
  published_on ${text} NOT NULL,              -- day; empty before
  class        ${text} NOT NULL,              -- of publication, by the facts as they are now
  preparer     ${text} NOT NULL,              -- who masked what waits for a second person
  assignee     ${text} NOT NULL,              -- who answers for it, where not the one the rule chooses
  late_days    ${integer} NOT NULL,           -- working days after due on which it was published
  public_until ${text} NOT NULL,              -- last day of publicity; empty: no end
  corrections  ${integer} NOT NULL,           -- published ones
  correcting   ${integer} NOT NULL,           -- 1: a correction waits for the second person
  revoked_on   ${text} NOT NULL,              -- day; empty while the decision stands
  withdraw_by  ${integer},                    -- ms; NULL while it need not be withdrawn
  ended_on     ${text} NOT NULL,              -- day of withdrawal or of the end of publicity
  withdrawn_late ${integer} NOT NULL          -- working days after withdraw_by
) ${strict};

CREATE INDEX publication_row_state ON publication_row (state, due);
CREATE INDEX publication_row_public ON publication_row (state, published_on);
CREATE INDEX publication_row_withdraw ON publication_row (withdraw_by);
CREATE INDEX publication_row_until ON publication_row (state, public_until);
