-- What can be searched for. Each entry stands on one of three shelves, tables of their own: what
-- everybody of a unit may find, what is sealed, and what is public. Who may not read a shelf has
-- his query carried out without it.

CREATE TABLE search_entry (
  id      ${integer} NOT NULL PRIMARY KEY,  -- 4 * seq of the event that brought it + kind
  kind    ${integer} NOT NULL,              -- 0 case, 1 party, 2 document, 3 publication
  unit    ${text} NOT NULL,                 -- handling unit: the row's scope
  case_id ${text} NOT NULL                  --
) ${strict};

CREATE INDEX search_entry_case ON search_entry (case_id);
