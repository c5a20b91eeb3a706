// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <rapidcheck.h>

#include "search/fold.h"
#include "search/index.h"
#include "test/conformance/engine.h"

namespace mingcha::store {
namespace {

using search::Entry;
using search::Hit;
using search::Kind;
using search::Query;
using search::Scope;
using search::Shelf;

/// Entries of one case each, with the seq of the event that brought them.
struct Corpus {
  std::vector<Entry> entries;
  std::vector<std::int64_t> seqs;
};

class SearchIndex : public OnEachEngine {
 protected:
  /// Appends an event and puts an entry for it.
  std::int64_t add(Shelf shelf, Kind kind, const std::string& unit, const std::string& text) {
    const auto case_id = "c" + std::to_string(++cases_);
    const auto place = append_one("case/" + case_id, 0);
    corpus_.entries.push_back(
        {shelf, kind, "case/" + case_id, 1, case_id, unit, text, search::fold(text)});
    corpus_.seqs.push_back(place.seq);
    write([&](Session& session) { search::put(session, corpus_.entries.back()); });
    return place.seq;
  }
  void forget(std::size_t which) {
    write([&](Session& session) { search::drop(session, corpus_.entries[which]); });
    const auto at = static_cast<std::ptrdiff_t>(which);
    corpus_.entries.erase(corpus_.entries.begin() + at);
    corpus_.seqs.erase(corpus_.seqs.begin() + at);
  }
  std::vector<std::int64_t> find(const std::string& query, Kind kind, const Scope& scope = {},
                                 std::int64_t offset = 0, std::int64_t limit = 1000) {
    std::vector<std::int64_t> seqs;
    database_->read([&](Session& session) {
      for (const auto& hit :
           search::find(session, search::read_query(query).value(), scope, kind, offset, limit)) {
        seqs.push_back(hit.seq);
      }
    });
    return seqs;
  }
  std::int64_t counted(const std::string& query, Kind kind, const Scope& scope = {}) {
    std::int64_t count = 0;
    database_->read([&](Session& session) {
      count = search::count(session, search::read_query(query).value(), scope)[kind];
    });
    return count;
  }
  /// The same by looking at every text, newest first.
  std::vector<std::int64_t> scan(const Query& query, Kind kind, const Scope& scope) const {
    std::vector<std::int64_t> seqs;
    for (std::size_t i = 0; i < corpus_.entries.size(); ++i) {
      const auto& entry = corpus_.entries[i];
      if (entry.kind != kind || entry.shelf == Shelf::published) continue;
      if (entry.shelf == Shelf::sealed &&
          (!scope.sealed_of || (!scope.sealed_of->empty() && entry.unit != *scope.sealed_of))) {
        continue;
      }
      if (!scope.unit.empty() && entry.unit != scope.unit) continue;
      if (search::matches(entry.folded, query)) seqs.push_back(corpus_.seqs[i]);
    }
    std::ranges::sort(seqs, std::greater{});
    return seqs;
  }
  void empty() {
    write([](Session& session) {
      for (const auto* table : {"search_entry", "search_open", "search_sealed", "search_public"}) {
        session.run("DELETE FROM " + std::string{table});
      }
    });
    corpus_ = {};
  }

  Corpus corpus_;
  int cases_ = 0;
};

TEST_P(SearchIndex, FindsNamesOfTwoCharacters) {
  const auto wang = add(Shelf::open, Kind::party, "order", "王磊\n男");
  add(Shelf::open, Kind::party, "order", "王小磊");
  const auto spaced = add(Shelf::open, Kind::party, "order", "当事人：王　磊。");
  EXPECT_EQ(find("王磊", Kind::party), (std::vector{spaced, wang}));
  EXPECT_EQ(counted("王磊", Kind::party), 2);
  EXPECT_EQ(counted("王磊", Kind::document), 0);
  EXPECT_EQ(counted("磊王", Kind::party), 0);
}

TEST_P(SearchIndex, FindsSingleRareAndCombinedCharacters) {
  const auto rare = add(Shelf::open, Kind::party, "order", "𠮷田👮");
  const auto other = add(Shelf::open, Kind::party, "order", "吉田");
  EXPECT_EQ(find("𠮷", Kind::party), std::vector{rare});
  EXPECT_EQ(find("𠮷田", Kind::party), std::vector{rare});
  EXPECT_EQ(find("👮", Kind::party), std::vector{rare});
  EXPECT_EQ(find("田", Kind::party), (std::vector{other, rare}));
  EXPECT_EQ(counted("田吉", Kind::party), 0);
}

TEST_P(SearchIndex, FindsNumbersHoweverTheyAreTyped) {
  const auto number = add(Shelf::open, Kind::case_file, "order", "云公（治）行罚决字〔2026〕3号");
  for (const auto* typed : {"云公(治)行罚决字[2026]3号", "〔2026〕3号", "（２０２６）３号",
                            "行罚决字【2026】", "3号"}) {
    EXPECT_EQ(find(typed, Kind::case_file), std::vector{number}) << typed;
  }
  EXPECT_EQ(counted("〔2026〕13号", Kind::case_file), 0);
}

TEST_P(SearchIndex, FindsNothingAcrossTheEndOfALine) {
  const auto seq = add(Shelf::open, Kind::document, "order", "到场人张\n三人在场");
  EXPECT_EQ(counted("张三", Kind::document), 0);
  EXPECT_EQ(find("张 三", Kind::document), std::vector{seq});
  EXPECT_EQ(find("张", Kind::document), std::vector{seq});
}

TEST_P(SearchIndex, TellsTermsFromTheirPieces) {
  add(Shelf::open, Kind::document, "order", "甲乙……乙丙");
  const auto whole = add(Shelf::open, Kind::document, "order", "又有甲乙丙");
  EXPECT_EQ(find("甲乙丙", Kind::document), std::vector{whole});
  EXPECT_EQ(counted("甲乙丙", Kind::document), 1);
}

TEST_P(SearchIndex, TakesHostileQueriesForText) {
  const auto seq =
      add(Shelf::open, Kind::document, "order", R"(a" OR "b {1,2} \ % _ '); DROP TABLE event; --)");
  for (const auto* text : {R"(a" OR "b)", "{1,2}", R"(1,2}\%_'))", "TABLE event;--", R"("b)"}) {
    EXPECT_EQ(find(text, Kind::document), std::vector{seq}) << text;
  }
  for (const auto* text :
       {"a* OR", "NOT a", "NEAR(a b)", "folded:a", "{a}", "^a", "a AND z", "a%b", "a_", "NULL"}) {
    EXPECT_EQ(counted(text, Kind::document), 0) << text;
  }
}

TEST_P(SearchIndex, GivesNothingOutsideTheScope) {
  const auto mine = add(Shelf::open, Kind::party, "order", "王磊");
  const auto theirs = add(Shelf::open, Kind::party, "nanqiao", "王磊");
  const auto sealed = add(Shelf::sealed, Kind::party, "order", "王磊");
  add(Shelf::published, Kind::publication, "order", "王磊");
  EXPECT_EQ(find("王磊", Kind::party, {"order", {}}), std::vector{mine});
  EXPECT_EQ(counted("王磊", Kind::party, {"order", {}}), 1);
  EXPECT_EQ(find("王磊", Kind::party), (std::vector{theirs, mine}));
  EXPECT_EQ(find("王磊", Kind::party, {"order", "order"}), (std::vector{sealed, mine}));
  EXPECT_EQ(find("王磊", Kind::party, {"", ""}), (std::vector{sealed, theirs, mine}));
  EXPECT_EQ(counted("王磊", Kind::party, {"", ""}), 3);
  EXPECT_EQ(find("王磊", Kind::party, {"", "order"}), (std::vector{sealed, theirs, mine}));
  EXPECT_EQ(find("王磊", Kind::party, {"", "nanqiao"}), (std::vector{theirs, mine}));
  EXPECT_EQ(counted("王磊", Kind::publication, {"", ""}), 0);
  EXPECT_EQ(counted("王磊", Kind::party, {"nowhere", ""}), 0);
}

TEST_P(SearchIndex, GivesPagesNewestFirstOverBothShelves) {
  std::vector<std::int64_t> all;
  for (int i = 0; i < 9; ++i) {
    all.insert(all.begin(),
               add(i % 3 == 0 ? Shelf::sealed : Shelf::open, Kind::document, "order", "同一句话"));
  }
  std::vector<std::int64_t> paged;
  for (std::int64_t offset = 0; offset < 12; offset += 2) {
    for (const auto seq : find("同一", Kind::document, {"", ""}, offset, 2)) paged.push_back(seq);
  }
  EXPECT_EQ(paged, all);
}

TEST_P(SearchIndex, ForgetsWhatIsDropped) {
  add(Shelf::open, Kind::party, "order", "王磊");
  const auto stays = add(Shelf::open, Kind::party, "order", "王磊");
  forget(0);
  EXPECT_EQ(find("王磊", Kind::party), std::vector{stays});
  write([&](Session& session) { search::drop_case(session, corpus_.entries[0].case_id); });
  EXPECT_EQ(counted("王磊", Kind::party), 0);
  EXPECT_EQ(count("search_entry"), 0);
  EXPECT_EQ(count("search_open"), 0);
}

TEST_P(SearchIndex, KeepsNothingOfATransactionThatWasGivenUp) {
  append_one("case/x", 0);
  const Entry entry{Shelf::open, Kind::party, "case/x", 1, "x", "order", "王磊", "王磊"};
  database_->write([&](Session& session) {
    search::put(session, entry);
    return Outcome::roll_back;
  });
  EXPECT_EQ(counted("王磊", Kind::party), 0);
  write([&](Session& session) { search::put(session, entry); });
  EXPECT_EQ(counted("王磊", Kind::party), 1);
}

TEST_P(SearchIndex, HoldsTextsOfAnyLength) {
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += i % 7 == 0 ? "\n" : i % 2 == 0 ? "长" : "文";
  const auto seq = add(Shelf::open, Kind::document, "order", text + "末尾的字");
  add(Shelf::open, Kind::document, "order", "");
  EXPECT_EQ(find("末尾的字", Kind::document), std::vector{seq});
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "末";
  EXPECT_EQ(counted(longest, Kind::document), 0);
}

// ---- whatever is asked of whatever there is ----

/// Digits stand together in numbers of every length.
std::string random_numbers(int most) {
  std::string text;
  const int length = *rc::gen::inRange(1, most);
  for (int i = 0; i < length; ++i) {
    text += *rc::gen::element<std::string>("1", "1", "2", "2", "3", "号", "(", "\n");
  }
  return text;
}

std::string random_text(int most) {
  std::string text;
  const int length = *rc::gen::inRange(0, most);
  for (int i = 0; i < length; ++i) {
    text += *rc::gen::element<std::string>("王", "王", "磊", "磊", "李", "Ａ", "a", "2", "２", "〔",
                                           "(", "\"", "*", "-", " ", "　", "\n", "𠮷", "👮", "é",
                                           "。", "\\", "{", ",", "OR", "'");
  }
  return text;
}

TEST_P(SearchIndex, FindsWhatAScanFinds) {
  const std::vector<Scope> scopes{
      {"", {}},           {"", ""},        {"", "order"},       {"order", {}},
      {"order", "order"}, {"nanqiao", ""}, {"order", "nanqiao"}};
  EXPECT_TRUE(rc::check("the index and a scan agree", [&] {
    empty();
    const int size = *rc::gen::inRange(1, 12);
    for (int i = 0; i < size; ++i) {
      add(*rc::gen::element(Shelf::open, Shelf::open, Shelf::sealed, Shelf::published),
          *rc::gen::element(Kind::case_file, Kind::party, Kind::document),
          *rc::gen::element<std::string>("order", "nanqiao"), random_text(14));
    }
    if (*rc::gen::inRange(0, 2) == 0)
      forget(*rc::gen::inRange<std::size_t>(0, corpus_.seqs.size()));
    for (int i = 0; i < 8; ++i) {
      const auto asked = random_text(5);
      const auto query = search::read_query(asked);
      if (!query) continue;
      for (const auto& scope : scopes) {
        for (const auto kind : {Kind::case_file, Kind::party, Kind::document, Kind::publication}) {
          const auto expected = scan(*query, kind, scope);
          RC_ASSERT(find(asked, kind, scope) == expected);
          RC_ASSERT(counted(asked, kind, scope) == std::ssize(expected));
        }
      }
    }
  }));
}

TEST_P(SearchIndex, FindsNumbersWhereverTheyBeginAndEnd) {
  EXPECT_TRUE(rc::check("the index and a scan agree on numbers", [&] {
    empty();
    for (int i = 0; i < 6; ++i) {
      add(Shelf::open, Kind::document, "order", random_numbers(16));
    }
    for (int i = 0; i < 12; ++i) {
      // Mostly a piece of what is there: else nothing of any length would be found.
      auto asked = random_numbers(9);
      if (i % 4 != 0) {
        const auto& text = corpus_.entries[static_cast<std::size_t>(i % 6)].folded;
        asked =
            text.substr(std::min<std::size_t>(text.size(), *rc::gen::inRange<std::size_t>(0, 8)),
                        *rc::gen::inRange<std::size_t>(1, 9));
      }
      const auto query = search::read_query(asked);
      if (!query) continue;
      RC_ASSERT(find(asked, Kind::document) == scan(*query, Kind::document, {}));
    }
  }));
}

INSTANTIATE_TEST_SUITE_P(Engines, SearchIndex, testing::Values(Engine::sqlite, Engine::postgres),
                         engine_name);

}  // namespace
}  // namespace mingcha::store
