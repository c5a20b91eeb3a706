-- What the public may take: one row for each decision that ever was public, by its last public
-- change. Feeds, exports and bundles read it. What was withdrawn leaves its address and no more.

CREATE TABLE public_record (
  case_id      ${text} NOT NULL PRIMARY KEY,
  public_id    ${text} NOT NULL,     -- in public addresses
  state        ${text} NOT NULL,     -- published | withdrawn
  seq          ${integer} NOT NULL,  -- of the event that changed it last: the order of changes
  changed_at   ${integer} NOT NULL,  -- ms
  published_at ${integer} NOT NULL,  -- ms, of the first publication
  corrected    ${integer} NOT NULL,  -- 1: changed in public after its publication
  month        ${text} NOT NULL,     -- of the first publication: 2026-03
  item         ${text} NOT NULL,     -- id in the pack; empty once withdrawn, as are all that follow
  digest       ${text} NOT NULL,     -- SHA-256 of the published document, hex
  facts        ${text} NOT NULL      -- JSON object: field → shown value
) ${strict};

CREATE INDEX public_record_seq ON public_record (seq);
CREATE INDEX public_record_month ON public_record (month, seq);
CREATE INDEX publication_row_party ON publication_row (party, state);
