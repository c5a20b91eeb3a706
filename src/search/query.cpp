// SPDX-License-Identifier: Apache-2.0
#include "search/query.h"

#include <algorithm>

#include "base/text.h"
#include "search/fold.h"

namespace mingcha::search {
namespace {

tl::unexpected<Rejection> refuse(Refusal kind, std::string code, Text what, Text cure) {
  return reject(kind, {"不能这样检索", "this cannot be searched for"},
                {{std::move(code), std::move(what), {}, std::move(cure), "q"}});
}

}  // namespace

Result<Query> read_query(std::string_view text) {
  const auto plain = to_nfc(text);
  if (!plain) {
    return refuse(Refusal::malformed, "bad-text", {"检索词不是有效的文字", "this is not text"}, {});
  }
  if (count_characters(*plain) > kQueryLongest) {
    return refuse(Refusal::invalid, "too-long", {"检索词不得超过200字", "at most 200 characters"},
                  {"请只输入姓名、文号或者几个关键的字", "give a name, a number or a few words"});
  }
  Query query;
  for (const auto word : split_words(*plain)) {
    auto term = fold(word);
    if (!has_word_character(term)) continue;
    if (std::ranges::find(query.terms, term) == query.terms.end()) {
      query.terms.push_back(std::move(term));
    }
  }
  if (query.terms.empty()) {
    return refuse(Refusal::invalid, "nothing-to-search",
                  {"检索词里没有文字或者数字", "there is no letter and no digit in it"},
                  {"请输入姓名、案号、文号或者文书中的字词",
                   "give a name, a case or document number, or words of a document"});
  }
  return query;
}

bool matches(std::string_view folded, const Query& query) {
  return std::ranges::all_of(query.terms, [&](const std::string& term) {
    return folded.find(term) != std::string_view::npos;
  });
}

}  // namespace mingcha::search
