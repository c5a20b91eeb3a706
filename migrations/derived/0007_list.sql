-- Entries of the published lists, as they hold from one day to another. Console and portal read it;
-- the public only where open_cells is not empty.
CREATE TABLE list_entry (
  list       ${text} NOT NULL,     -- id in the pack
  entry_key  ${text} NOT NULL,     -- what names the entry
  from_day   ${text} NOT NULL,     -- first day
  to_day     ${text} NOT NULL,     -- last day; 9999-12-31 while no end is known
  number     ${integer} NOT NULL,  -- version of the list that made it so
  cells      ${text} NOT NULL,     -- JSON object: column id to value
  words      ${text} NOT NULL,     -- all values, for searching
  open_cells ${text} NOT NULL,     -- the same, of open columns; empty where the entry is withheld
  open_words ${text} NOT NULL,     --
  is_open    ${integer} NOT NULL,  -- 1: open_cells is not empty
  PRIMARY KEY (list, entry_key, from_day)
) ${strict};

-- A page is found, and everything counted, without looking at a value.
CREATE INDEX list_entry_page ON list_entry (list, entry_key, from_day, to_day, is_open);

-- Sets of changes: waiting, confirmed (then with the version they made) or discarded.
CREATE TABLE list_set (
  list        ${text} NOT NULL,     --
  set_number  ${integer} NOT NULL,  -- counted within the list
  state       ${text} NOT NULL,     -- waiting | confirmed | discarded
  number      ${integer} NOT NULL,  -- version of the list; 0 while not confirmed
  version     ${integer} NOT NULL,  -- of the stream, of the event that prepared it
  reason      ${text} NOT NULL,     --
  article     ${text} NOT NULL,     -- may be empty
  prepared_by ${text} NOT NULL,     --
  prepared_at ${integer} NOT NULL,  -- ms
  decided_by  ${text} NOT NULL,     -- who confirmed or discarded it; empty before
  decided_at  ${integer} NOT NULL,  -- ms; 0 before
  why_not     ${text} NOT NULL,     -- reason of discarding
  added       ${integer} NOT NULL,  -- how many changes of each kind
  changed     ${integer} NOT NULL,  --
  ended       ${integer} NOT NULL,  --
  PRIMARY KEY (list, set_number)
) ${strict};

-- What each confirmed set changed, with the values before and after.
CREATE TABLE list_change (
  list       ${text} NOT NULL,     --
  number     ${integer} NOT NULL,  -- version of the list
  place      ${integer} NOT NULL,  -- in the set, from 1
  kind       ${text} NOT NULL,     -- add | change | end
  entry_key  ${text} NOT NULL,     --
  day        ${text} NOT NULL,     -- from when; of an end: the last day
  body       ${text} NOT NULL,     -- JSON {"before":{…},"after":{…}}
  open_body  ${text} NOT NULL,     -- the same, of open columns; empty where the public sees none of it
  PRIMARY KEY (list, number, place)
) ${strict};

CREATE INDEX list_change_key ON list_change (list, entry_key, number);
CREATE INDEX list_change_open ON list_change (list, number, kind) WHERE open_body <> '';
