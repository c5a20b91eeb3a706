-- What the public may take: one row for each decision that ever was public, by its last public
-- change. Feeds, exports and bundles read it. What was withdrawn leaves its address and no more.

CREATE TABLE public_record (
  case_id      ${text} NOT NULL PRIMARY KEY,
  public_id    ${text} NOT NULL,     -- in public addresses
  state        ${text} NOT NULL,     -- published | withdrawn
  seq          ${integer} NOT NULL,  -- of the event that changed it last: the order of changes
  changed_at   ${integer} NOT NULL,  -- ms
  published_at ${integer} NOT NULL,  -- ms, of the first publication
  first_seq    ${integer} NOT NULL,  -- of the event that published it first: the order of lists
  corrected    ${integer} NOT NULL,  -- 1: changed in public after its publication
  month        ${text} NOT NULL,     -- of the first publication: 2026-03
  item         ${text} NOT NULL,     -- id in the pack; empty once withdrawn, as are all that follow
  digest       ${text} NOT NULL,     -- SHA-256 of the published document, hex
  facts        ${text} NOT NULL,     -- JSON object: field → shown value
  year         ${text} NOT NULL,     -- of the decision
  unit         ${text} NOT NULL,     -- handling unit
  unit_name    ${text} NOT NULL      --
) ${strict};

CREATE INDEX public_record_seq ON public_record (seq);
CREATE INDEX public_record_month ON public_record (month, seq);
CREATE UNIQUE INDEX public_record_first ON public_record (first_seq);
CREATE INDEX public_record_list ON public_record (state, first_seq);
CREATE INDEX public_record_list_month ON public_record (state, month, first_seq);
CREATE INDEX publication_row_party ON publication_row (party, state);

-- How many are public now, by what the list is narrowed to, and by stretches of the list, so that
-- no page has to count its way to its place.
CREATE TABLE public_count (
  kind      ${text} NOT NULL,     -- block | month | year | unit
  value     ${text} NOT NULL,     -- of a block: its number, twelve digits
  name      ${text} NOT NULL,     -- of the unit
  published ${integer} NOT NULL,  --
  PRIMARY KEY (kind, value, name)
) ${strict};
