-- The record: tables of truth. Never dropped, never rebuilt; what is lost here is lost.
-- Shared by both engines; words in dollar and braces are written out for each by schema.cpp.
-- Moments are milliseconds since 1970 in UTC. Digests are lower-case hex.

-- Everything that happened, once, for ever. All other knowledge about cases is a fold over it.
-- Lost: the record. Whoever can write here can invent history, but not behind the public log.
CREATE TABLE event (
  seq         ${identity} CHECK (seq > 0),           -- order of insertion; may skip
  stream      ${text} NOT NULL,                      -- aggregate: "case/…", "recording/…"
  version     ${integer} NOT NULL CHECK (version > 0),  -- 1, 2, 3 … in the stream: the lock
  kind        ${text} NOT NULL,                      -- what happened: "decision.made"
  body        ${text} NOT NULL,                      -- JSON object, bytes as encoded
  actor       ${text} NOT NULL,                      -- person or job that did it
  at          ${integer} NOT NULL,                   -- when, by the server's clock
  command_key ${text} NOT NULL,                      -- idempotency key of the command behind it
  UNIQUE (stream, version)
) ${strict};

-- Commands that were carried out: the same key gets the same answer. Lost: a repeated request
-- is decided anew, and mostly refused as out of order.
CREATE TABLE command (
  actor  ${text} NOT NULL,     -- who sent it
  key    ${text} NOT NULL,     -- idempotency key, chosen by the sender
  digest ${text} NOT NULL,     -- of the command's bytes: a key cannot be used for another one
  answer ${text} NOT NULL,     -- JSON as answered
  at     ${integer} NOT NULL,  -- when it was carried out
  PRIMARY KEY (actor, key)
) ${strict};

-- The public leaf of each event, holding nothing personal. Lost: rebuilt from log and record keys.
CREATE TABLE leaf (
  seq     ${integer} NOT NULL PRIMARY KEY REFERENCES event (seq),  -- its event
  eid     ${text} NOT NULL UNIQUE,              -- the event's public random name
  at      ${text} NOT NULL,                     -- time as printed in the leaf, may be coarse
  type    ${text} NOT NULL,                     -- public kind
  root    ${text} NOT NULL,                     -- Merkle root of the salted fields, base64url
  pub     ${text},                              -- commitment to a published document
  ref_seq ${integer} REFERENCES leaf (seq)      -- the earlier event this one acts on
) ${strict};

-- Leaves that wait for a place in the log. Lost: every leaf without a log_entry.
CREATE TABLE leaf_pending (
  seq ${integer} NOT NULL PRIMARY KEY REFERENCES leaf (seq)  -- its leaf
) ${strict};

-- The log's entries in the order the public sees. Lost: read back from the published tiles.
CREATE TABLE log_entry (
  idx   ${integer} NOT NULL PRIMARY KEY CHECK (idx >= 0),  -- place in the log, from 0, no gaps
  seq   ${integer} NOT NULL UNIQUE REFERENCES leaf (seq),  -- the event whose leaf it is
  entry ${blob} NOT NULL                                   -- the leaf's bytes as served
) ${strict};

-- Every checkpoint that was signed. Lost: read back from those who hold receipts.
CREATE TABLE log_checkpoint (
  size ${integer} NOT NULL PRIMARY KEY CHECK (size >= 0),  -- entries covered
  root ${text} NOT NULL,                                   -- tree hash, base64
  note ${text} NOT NULL                                    -- signed note, with cosignatures
) ${strict};

-- The one head, moved by compare-and-swap only. An attacker who sets it back makes the log sign
-- a second history: witnesses refuse it.
CREATE TABLE log_head (
  id   ${integer} NOT NULL PRIMARY KEY CHECK (id = 1),  -- there is one row
  size ${integer} NOT NULL CHECK (size >= 0),           -- entries signed for
  note ${text} NOT NULL                                 -- the note signed last
) ${strict};
INSERT INTO log_head (id, size, note) VALUES (1, 0, '');

-- Keys of the salts in a record's leaf. Deleting one makes the record's digests mean nothing
-- for ever; so this is the one table of truth with DELETE. Keep it out of long-lived backups.
CREATE TABLE record_key (
  seq     ${integer} NOT NULL PRIMARY KEY REFERENCES event (seq),  -- its event
  wrapped ${blob} NOT NULL                                         -- the key, encrypted
) ${strict};

-- How far each series of document numbers has come. The row is the lock of those who take one.
CREATE TABLE number_series (
  organ ${text} NOT NULL,                         -- who issues
  kind  ${text} NOT NULL,                         -- kind of document
  year  ${integer} NOT NULL,                      -- year of the number
  last  ${integer} NOT NULL CHECK (last >= 0),    -- the serial taken last
  PRIMARY KEY (organ, kind, year)
) ${strict};

-- Every document number ever taken. Without gaps; a voided one stays and says why.
CREATE TABLE document_number (
  organ   ${text} NOT NULL,                        -- who issues
  kind    ${text} NOT NULL,                        -- kind of document
  year    ${integer} NOT NULL,                     -- year of the number
  serial  ${integer} NOT NULL CHECK (serial > 0),  -- 1, 2, 3 … in the series
  stream  ${text} NOT NULL,                        -- for which case
  version ${integer} NOT NULL,                     -- version of the event that took it
  text    ${text} NOT NULL UNIQUE,                 -- as printed
  state   ${text} NOT NULL DEFAULT 'taken' CHECK (state IN ('taken', 'voided')),  -- still good?
  reason  ${text} NOT NULL DEFAULT '',             -- why voided
  PRIMARY KEY (organ, kind, year, serial),
  CHECK ((state = 'voided') = (reason <> ''))
) ${strict};

-- The gate of legal review. Reviews that passed:
CREATE TABLE review_pass (
  id           ${identity},          -- for decision.review_id
  stream       ${text} NOT NULL,     -- the case
  version      ${integer} NOT NULL CHECK (version > 0),  -- of the review's event
  draft_digest ${text} NOT NULL,     -- the very draft that was reviewed
  reviewer     ${text} NOT NULL,     -- who passed it
  at           ${integer} NOT NULL,  -- when
  UNIQUE (id, stream, draft_digest)
) ${strict};
CREATE INDEX review_pass_draft ON review_pass (stream, draft_digest);

-- Findings that a decision is not major and needs no review:
CREATE TABLE not_major (
  id           ${identity},       -- for decision.not_major_id
  stream       ${text} NOT NULL,  -- the case
  version      ${integer} NOT NULL CHECK (version > 0),  -- of the event that records it
  draft_digest ${text} NOT NULL,  -- the very draft it was said of
  grounds      ${text} NOT NULL CHECK (grounds <> ''),   -- why not major
  UNIQUE (id, stream, draft_digest)
) ${strict};
CREATE INDEX not_major_draft ON not_major (stream, draft_digest);

-- Decisions: each stands on exactly one of the two, of its own case and its own draft.
CREATE TABLE decision (
  stream       ${text} NOT NULL,                        -- the case
  version      ${integer} NOT NULL CHECK (version > 0),  -- of its event "decision.made"
  draft_digest ${text} NOT NULL,                        -- the draft that is issued
  review_id    ${integer},                              -- the review it stands on, or
  not_major_id ${integer},                              -- the finding it stands on
  number       ${text} NOT NULL UNIQUE,                 -- document number
  at           ${integer} NOT NULL,                     -- when
  PRIMARY KEY (stream, version),
  CHECK ((review_id IS NULL) <> (not_major_id IS NULL)),
  FOREIGN KEY (review_id, stream, draft_digest) REFERENCES review_pass (id, stream, draft_digest),
  FOREIGN KEY (not_major_id, stream, draft_digest) REFERENCES not_major (id, stream, draft_digest)
) ${strict};

-- How people sign in. Lost: accounts are made anew. Whoever writes here signs in as anybody.
CREATE TABLE account (
  person_id      ${text} NOT NULL PRIMARY KEY,   -- the person, as events name them
  login          ${text} NOT NULL UNIQUE,        -- what they type
  password_hash  ${text} NOT NULL,               -- argon2id with its parameters
  totp_secret    ${blob},                        -- second factor's secret, encrypted
  totp_last_step ${integer} NOT NULL DEFAULT 0,  -- the last time step used: a code works once
  failed         ${integer} NOT NULL DEFAULT 0,  -- wrong attempts since the last right one
  locked_until   ${integer},                     -- nobody gets in before
  active         ${integer} NOT NULL DEFAULT 1 CHECK (active IN (0, 1))  -- 0: closed
) ${strict};

-- Browsers that are signed in. Lost: everybody signs in again.
CREATE TABLE web_session (
  token_hash ${text} NOT NULL PRIMARY KEY,                          -- never the token itself
  person_id  ${text} NOT NULL REFERENCES account (person_id),       -- who
  csrf       ${text} NOT NULL,                                      -- token in forms
  created    ${integer} NOT NULL,                                   -- signed in
  last_seen  ${integer} NOT NULL,                                   -- last request
  expires    ${integer} NOT NULL,                                   -- no longer good from then
  purpose    ${text} NOT NULL                                       -- stated for sealed records
) ${strict};
CREATE INDEX web_session_person ON web_session (person_id);
CREATE INDEX web_session_expires ON web_session (expires);

-- Facts about this database: log origin, key ids.
CREATE TABLE setting (
  name  ${text} NOT NULL PRIMARY KEY,  -- "log.origin"
  value ${text} NOT NULL               -- as text
) ${strict};
