-- Recordings, for lists, queues and figures.
CREATE TABLE recording_row (
  recording    ${text} NOT NULL PRIMARY KEY,
  version      ${integer} NOT NULL,          -- of its stream
  name         ${text} NOT NULL,
  state        ${text} NOT NULL,             -- kept | quarantined | destroyed
  size         ${integer} NOT NULL,          -- bytes
  sha256       ${text} NOT NULL,             -- hex
  source       ${text} NOT NULL,             -- dock | phone | browser | room | folder
  device       ${text} NOT NULL,             -- id; empty: none that is known
  officer      ${text} NOT NULL,             -- person id; empty: nobody that is known
  unit         ${text} NOT NULL,
  made_from    ${integer},                   -- ms; NULL: nobody knows
  made_to      ${integer},                   -- ms
  received_at  ${integer} NOT NULL,          -- ms
  late_ms      ${integer} NOT NULL,          -- how long after the term it arrived; 0: in time
  probed       ${text} NOT NULL,             -- quick | full; empty: not yet
  findings     ${text} NOT NULL,             -- kinds, each between spaces
  plays        ${integer} NOT NULL,          -- 1: in a browser, as it is or by its proxy
  matched      ${integer} NOT NULL,          -- 1: belongs to a case
  retention    ${text} NOT NULL,             -- class; empty: nobody said
  keep_until   ${text} NOT NULL,             -- day; empty: for ever, or nobody said
  held         ${integer} NOT NULL           -- 1: on hold
) ${strict};

CREATE INDEX recording_row_unit ON recording_row (unit, received_at);
CREATE INDEX recording_row_queue ON recording_row (state, matched, received_at);
CREATE INDEX recording_row_made ON recording_row (made_from);
CREATE INDEX recording_row_digest ON recording_row (sha256);
CREATE INDEX recording_row_device ON recording_row (device, made_from);
CREATE INDEX recording_row_probe ON recording_row (probed, received_at);
CREATE INDEX recording_row_keep ON recording_row (keep_until);

-- Which recording shows which step of which case.
CREATE TABLE recording_match (
  recording ${text} NOT NULL,
  case_id   ${text} NOT NULL,
  occasion  ${integer} NOT NULL,  -- version of the step's event; 0: the case as a whole
  PRIMARY KEY (recording, case_id, occasion)
) ${strict};

CREATE INDEX recording_match_case ON recording_match (case_id);

-- Steps that had to be recorded, each time they were done, and how far they were.
CREATE TABLE recording_duty (
  case_id    ${text} NOT NULL,
  occasion   ${integer} NOT NULL,
  item       ${text} NOT NULL,     -- of the pack
  step       ${text} NOT NULL,
  unit       ${text} NOT NULL,
  officers   ${text} NOT NULL,     -- person ids, each between spaces
  must       ${integer} NOT NULL,  -- 0: may be left out
  act_from   ${integer} NOT NULL,  -- ms
  act_to     ${integer} NOT NULL,  -- ms
  covered_ms ${integer} NOT NULL,
  total_ms   ${integer} NOT NULL,
  state      ${text} NOT NULL,     -- missing | gaps | explained | covered
  gaps       ${text} NOT NULL,     -- JSON [[kind, from ms, to ms, explained 0 or 1], …]
  PRIMARY KEY (case_id, occasion, item)
) ${strict};

CREATE INDEX recording_duty_unit ON recording_duty (unit, act_from);
CREATE INDEX recording_duty_time ON recording_duty (act_from);

CREATE TABLE device_row (
  device     ${text} NOT NULL PRIMARY KEY,
  version    ${integer} NOT NULL,
  number     ${text} NOT NULL UNIQUE,
  kind       ${text} NOT NULL,
  model      ${text} NOT NULL,
  serial     ${text} NOT NULL,
  unit       ${text} NOT NULL,
  condition  ${text} NOT NULL,     -- in_store | issued | lost | in_repair | scrapped
  officer    ${text} NOT NULL,     -- who has it; empty: nobody
  since      ${integer},           -- ms; since when
  checked_at ${integer},           -- ms; NULL: never
  drift_ms   ${integer} NOT NULL,  -- of its clock, when last checked
  sound      ${integer} NOT NULL   -- 0: something was wrong when last checked
) ${strict};

CREATE INDEX device_row_unit ON device_row (unit, number);

CREATE TABLE destruction_row (
  batch       ${text} NOT NULL PRIMARY KEY,
  state       ${text} NOT NULL,  -- proposed | agreed | refused
  unit        ${text} NOT NULL,  -- of whoever proposed it
  proposed_by ${text} NOT NULL,
  proposed_at ${integer} NOT NULL,
  recordings  ${integer} NOT NULL
) ${strict};

CREATE TABLE viewing_row (
  viewing      ${text} NOT NULL PRIMARY KEY,
  case_id      ${text} NOT NULL,
  token_sha256 ${text} NOT NULL UNIQUE,
  until_ms     ${integer} NOT NULL,
  ended        ${integer} NOT NULL,
  granted_at   ${integer} NOT NULL
) ${strict};

CREATE INDEX viewing_row_case ON viewing_row (case_id);
