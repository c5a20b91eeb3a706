// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/instant.h"
#include "base/text.h"
#include "http/portal/html.h"
#include "http/portal/phrases.h"
#include "http/portal/view.h"

namespace mingcha::portal {

using Query = std::vector<std::pair<std::string, std::string>>;

/// The reader's language and text size, applied to words, dates and links.
class Reader {
 public:
  explicit Reader(const SiteView& site) : site_{site} {}

  [[nodiscard]] const SiteView& site() const { return site_; }
  [[nodiscard]] std::string_view say(Phrase key) const { return phrase(key, site_.language); }
  /// Fills each {} of the phrase in turn.
  template <typename... Values>
  [[nodiscard]] std::string fill(Phrase key, const Values&... values) const {
    return fmt::format(fmt::runtime(say(key)), values...);
  }
  [[nodiscard]] const std::string& say(const Text& text) const { return text.in(site_.language); }
  [[nodiscard]] std::string day(Day day) const;
  [[nodiscard]] std::string moment(Instant at) const;
  /// When a time limit ends: the day alone where it lasts all day.
  [[nodiscard]] std::string end(Instant at) const;
  /// A link inside the site that keeps language and size.
  [[nodiscard]] std::string link(std::string_view path, Query query = {}) const;
  /// Language and size as hidden fields: a GET form drops the query of its action.
  [[nodiscard]] Html kept_fields() const;

 private:
  const SiteView& site_;
};

enum class Section { home, decisions, items, annual, log, verify, follow, speak, lists, none };

struct PageHead {
  std::string title;
  Section section{Section::none};
  std::string script;  ///< Path of a module, or empty.
};

/// The whole page around `content`.
[[nodiscard]] std::string frame(const Reader& reader, const PageHead& head, const Html& content);

/// "<dt>label</dt><dd>value</dd>", or nothing when the value is empty.
[[nodiscard]] Html fact(std::string_view label, const Html& value);
/// A date that machines can read too.
[[nodiscard]] Html date(const Reader& reader, Day day);
/// Chinese text on an English page says so, for screen readers. `text` may be mixed.
[[nodiscard]] Html in_chinese(const Reader& reader, Name element_name, std::string_view class_name,
                              const Html& text);
[[nodiscard]] Html breadcrumb(const Reader& reader, std::string_view path, Phrase section,
                              std::string_view here);
/// Articles, each to be opened.
[[nodiscard]] Html articles(const Reader& reader, const std::vector<ArticleView>& bases);
[[nodiscard]] Html remedy_list(const Reader& reader, const std::vector<Remedy>& remedies);
/// Previous, page x of y, next. Nothing when there is one page.
[[nodiscard]] Html paging(const Reader& reader, const DecisionListView& view, const Query& query);
[[nodiscard]] Html paging(const Reader& reader, std::string_view path, std::uint64_t page,
                          std::uint64_t pages, const Query& query);
[[nodiscard]] Html decision_cards(const Reader& reader,
                                  const std::vector<DecisionSummary>& decisions);

/// Time limits, each with what it says.
[[nodiscard]] Html limit_list(const Reader& reader, const std::vector<LimitView>& limits);

}  // namespace mingcha::portal
