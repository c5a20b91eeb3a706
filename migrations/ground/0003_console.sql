-- What people keep beside the record: what they typed and have not submitted, how they like their
-- lists, the jobs they ordered; and who looked at what. None of it is part of a case.

CREATE TABLE form_draft (
  person_id    ${text} NOT NULL,     --
  place        ${text} NOT NULL,     -- chosen by the client: which form of which case
  revision     ${integer} NOT NULL,  -- 1, 2, 3 …: who would write over what he has not seen is refused
  case_version ${integer} NOT NULL,  -- of the case that was before his eyes
  saved_at     ${integer} NOT NULL,  -- ms
  sealed       ${blob} NOT NULL,     -- the values, sealed for this person and place
  PRIMARY KEY (person_id, place)
) ${strict};

CREATE TABLE list_view (
  person_id ${text} NOT NULL,     --
  name      ${text} NOT NULL,     -- as the person called it
  saved_at  ${integer} NOT NULL,  -- ms
  body      ${text} NOT NULL,     -- JSON object: filter, columns, sort
  PRIMARY KEY (person_id, name)
) ${strict};

-- Long work ordered by somebody, by whichever instance it is done.
CREATE TABLE job (
  id         ${text} NOT NULL PRIMARY KEY,  --
  person_id  ${text} NOT NULL,              -- who ordered it; nobody else sees it
  kind       ${text} NOT NULL,              --
  state      ${text} NOT NULL,              -- running, done, failed, cancelled
  done       ${integer} NOT NULL,           -- of
  total      ${integer} NOT NULL,           -- pieces of work; 0 while unknown
  created_at ${integer} NOT NULL,           -- ms
  beat_at    ${integer} NOT NULL,           -- ms: when the instance that does it last said so
  name       ${text} NOT NULL,              -- file name of the result; empty before
  media_type ${text} NOT NULL,              -- of the result
  size       ${integer} NOT NULL,           -- bytes of the result
  problem_zh ${text} NOT NULL,              -- why it failed; empty otherwise
  problem_en ${text} NOT NULL
) ${strict};

CREATE INDEX job_person ON job (person_id, created_at);

CREATE TABLE job_part (
  job_id ${text} NOT NULL REFERENCES job (id),  --
  part   ${integer} NOT NULL,                   -- 0, 1, 2 …
  bytes  ${blob} NOT NULL,                      -- a piece of the result
  PRIMARY KEY (job_id, part)
) ${strict};

-- Who looked at what. Never changed, never deleted.
CREATE TABLE look (
  id        ${identity},          --
  person_id ${text} NOT NULL,     --
  case_id   ${text} NOT NULL,     --
  what      ${text} NOT NULL,     -- case, timeline, evidence, paper, drafts
  thing     ${text} NOT NULL,     -- which evidence or paper; empty for the whole
  at        ${integer} NOT NULL,  -- ms
  purpose   ${text} NOT NULL,     -- as stated for sealed records; empty otherwise
  sealed    ${integer} NOT NULL   -- 1: the record was sealed at that moment
) ${strict};

CREATE INDEX look_case ON look (case_id, at);
CREATE INDEX look_person ON look (person_id, case_id, what, thing, at);

-- Who tried to sign in. Never changed, never deleted.
CREATE TABLE sign_in_attempt (
  id             ${identity},          --
  person_id      ${text} NOT NULL,     -- empty where nobody has that login
  client_address ${text} NOT NULL,     --
  at             ${integer} NOT NULL,  -- ms
  outcome        ${text} NOT NULL      -- signed_in, or the code of the finding
) ${strict};

CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);
