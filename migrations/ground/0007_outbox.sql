-- What goes out to other people's machines: one row for each event and channel, written with the
-- event. What became of it cannot be told from the events, so it is ground truth.

CREATE TABLE outbox_delivery (
  id         ${identity},                                 -- of one decision and channel: the order
  channel    ${text} NOT NULL,                            -- as the settings name it
  key        ${text} NOT NULL UNIQUE,                     -- idempotency key, also at the receiver
  seq        ${integer} NOT NULL REFERENCES event (seq),  -- the event that it tells of
  case_id    ${text} NOT NULL,                            -- whose publication it is
  public_id  ${text} NOT NULL,                            --
  what       ${text} NOT NULL CHECK (what IN ('published', 'corrected', 'withdrawn', 'expired')),
  queued_at  ${integer} NOT NULL,                         -- ms
  body       ${text} NOT NULL,                            -- the message; emptied once it is settled
  state      ${text} NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'dead', 'blocked',
                                               'by_hand', 'done_by_hand', 'skipped')),
  standing   ${text} NOT NULL CHECK (standing IN ('nothing', 'unsure', 'there')),
  steps      ${text} NOT NULL,                            -- JSON: how far it is, and the remote's ids
  turn       ${integer} NOT NULL,                         -- rises with each claim and change
  attempts   ${integer} NOT NULL,                         -- failures in a row
  next_at    ${integer} NOT NULL,                         -- ms: not before
  held_until ${integer} NOT NULL,                         -- ms: whoever sends it is taken for dead then
  remote_id  ${text} NOT NULL,                            -- what stands there now
  remote_url ${text} NOT NULL,                            --
  gone       ${integer} NOT NULL,                         -- 1: it was deleted there
  answer_zh  ${text} NOT NULL,                            -- what was said last
  answer_en  ${text} NOT NULL,                            --
  settled_at ${integer},                                  -- ms
  UNIQUE (channel, seq)
) ${strict};

CREATE INDEX outbox_delivery_due ON outbox_delivery (channel, state, next_at);
CREATE INDEX outbox_delivery_order ON outbox_delivery (channel, public_id, id);

-- Every turn that said something new. Never changed.
CREATE TABLE outbox_attempt (
  delivery_id ${integer} NOT NULL REFERENCES outbox_delivery (id),  --
  turn        ${integer} NOT NULL,                                  --
  began_at    ${integer} NOT NULL,                                  -- ms
  ended_at    ${integer} NOT NULL,                                  -- ms
  outcome     ${text} NOT NULL,                                     --
  answer_zh   ${text} NOT NULL,                                     --
  answer_en   ${text} NOT NULL,                                     --
  PRIMARY KEY (delivery_id, turn)
) ${strict};

CREATE TABLE outbox_channel (
  channel    ${text} NOT NULL PRIMARY KEY,  --
  paused     ${integer} NOT NULL,           -- 1: nothing goes out
  paused_by  ${text} NOT NULL,              -- person; empty: by itself
  paused_at  ${integer} NOT NULL,           -- ms
  reason_zh  ${text} NOT NULL,              --
  reason_en  ${text} NOT NULL,              --
  not_before ${integer} NOT NULL            -- ms: the remote wants no request until then
) ${strict};

-- What people did: pause, resume, retry, settle. Never changed.
CREATE TABLE outbox_act (
  id          ${identity},          --
  at          ${integer} NOT NULL,  -- ms
  person_id   ${text} NOT NULL,     --
  channel     ${text} NOT NULL,     --
  delivery_id ${integer},           -- NULL: the whole channel
  act         ${text} NOT NULL,     --
  note        ${text} NOT NULL      -- in the person's words
) ${strict};

CREATE INDEX outbox_act_delivery ON outbox_act (delivery_id, id);
