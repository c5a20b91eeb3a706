-- rowid: the entry's id. folded: the text as it is compared; shown: as it stands in the record,
-- empty where the event is at hand to be read.
-- mingcha_bigram: characters by two, numbers also whole (src/store/bigram_tokenizer.h).
-- columnsize = 0: nothing is ranked, so no lengths are kept.

CREATE VIRTUAL TABLE search_open USING fts5(
  folded, shown UNINDEXED, tokenize = 'mingcha_bigram', columnsize = 0);
CREATE VIRTUAL TABLE search_sealed USING fts5(
  folded, shown UNINDEXED, tokenize = 'mingcha_bigram', columnsize = 0);
CREATE VIRTUAL TABLE search_public USING fts5(
  folded, shown UNINDEXED, tokenize = 'mingcha_bigram', columnsize = 0);
