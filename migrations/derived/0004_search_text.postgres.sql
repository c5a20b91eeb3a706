-- rowid: the entry's id; unit: as there. folded: the text as it is compared; shown: as it stands in
-- the record, empty where the event is at hand to be read. pieces: every character and every two that
-- stand one behind another in a line, as numbers.

CREATE TABLE search_open (
  rowid  bigint NOT NULL PRIMARY KEY,
  unit   ${text} NOT NULL,
  folded ${text} NOT NULL,
  shown  ${text} NOT NULL,
  pieces bigint[] NOT NULL
);
CREATE TABLE search_sealed (
  rowid  bigint NOT NULL PRIMARY KEY,
  unit   ${text} NOT NULL,
  folded ${text} NOT NULL,
  shown  ${text} NOT NULL,
  pieces bigint[] NOT NULL
);
CREATE TABLE search_public (
  rowid  bigint NOT NULL PRIMARY KEY,
  unit   ${text} NOT NULL,
  folded ${text} NOT NULL,
  shown  ${text} NOT NULL,
  pieces bigint[] NOT NULL
);

-- What waits to be merged is read through by every query: one megabyte at most.
CREATE INDEX search_open_pieces ON search_open USING gin (pieces)
  WITH (gin_pending_list_limit = 1024);
CREATE INDEX search_sealed_pieces ON search_sealed USING gin (pieces)
  WITH (gin_pending_list_limit = 1024);
CREATE INDEX search_public_pieces ON search_public USING gin (pieces)
  WITH (gin_pending_list_limit = 1024);
