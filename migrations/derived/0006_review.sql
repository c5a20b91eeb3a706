-- Legal reviews: one row each time a draft was submitted. The reviewers' queue and the figures on
-- the quality of reviews read it.

CREATE TABLE review_row (
  case_id      ${text} NOT NULL,     --
  version      ${integer} NOT NULL,  -- of the submission's event
  round        ${integer} NOT NULL,  -- from 1
  again        ${integer} NOT NULL,  -- 1: after an objection
  state        ${text} NOT NULL,     -- open | opined | withdrawn
  reviewer     ${text} NOT NULL,     -- who has it or gave the opinion; empty: nobody yet
  submitted_by ${text} NOT NULL,     --
  submitted_at ${integer} NOT NULL,  -- ms
  due          ${integer},           -- ms; NULL where the pack sets no limit
  opined_at    ${integer},           -- ms; NULL before
  late         ${integer} NOT NULL,  -- 1: the opinion came after `due`
  opinion      ${text} NOT NULL,     -- id in the pack; empty before
  passed       ${integer} NOT NULL,  -- 1: it opened the way to the decision
  failed       ${text} NOT NULL,     -- points that failed, each between spaces
  unit         ${text} NOT NULL,     -- handling unit
  outcome      ${text} NOT NULL,     -- of a decision that rests on it: decided | annulled | corrected; empty
  month        ${text} NOT NULL,     -- of the opinion: 2026-03; empty before
  PRIMARY KEY (case_id, version)
) ${strict};

CREATE INDEX review_row_state ON review_row (state, due, case_id);
CREATE INDEX review_row_reviewer ON review_row (reviewer, state, due);
CREATE INDEX review_row_opined ON review_row (opined_at);
