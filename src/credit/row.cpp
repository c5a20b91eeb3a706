// SPDX-License-Identifier: Apache-2.0
#include "credit/row.h"

#include <algorithm>

#include <fmt/format.h>

#include "acts/papers.h"
#include "acts/publication_class.h"
#include "base/assert.h"
#include "base/encoding.h"
#include "base/money.h"
#include "credit/check.h"
#include "crypto/hash.h"
#include "disclosure/personal.h"
#include "law/citation.h"
#include "pack/render.h"
#include "pack/yaml.h"

namespace mingcha::credit {
namespace {

using pack::CreditColumn;
using pack::CreditFormat;
using pack::CreditSource;

bool holds(const std::optional<cel::Expression>& when, const acts::CaseView& view) {
  return !when || when->evaluate(view.lookup()).truth == cel::Truth::yes;
}

/// Makes the cells of one decision.
class Maker {
 public:
  Maker(const acts::CaseView& view, const AsPublished& as_published)
      : view_{view}, as_published_{as_published} {}

  void add(const CreditColumn& column, Row& row) {
    from_.clear();
    std::string value;
    for (const auto& source : column.sources) {
      if (!value.empty()) break;
      value = of(source, column);
    }
    value = in_format(column, std::move(value), row.findings);
    check(column, value, row.findings);
    row.shown.push_back(shown(column, value));
    row.cells.push_back(std::move(value));
  }

 private:
  [[nodiscard]] std::string raw(const std::string& name) const {
    const auto& state = view_.state();
    if (name == "agency.code") return view_.people().agency_code;
    if (name == "decision.number") return state.decision->number;
    if (name == "decision.day") return state.decision->decided_on;
    if (name == "decision.title") {
      const auto document = view_.pack().documents.find(state.decision->document);
      return document == view_.pack().documents.end() ? std::string{} : document->second.title.zh;
    }
    if (auto provided = acts::provided_by_case(view_, name)) return *provided;
    const auto fact = view_.facts().find(name);
    return fact == view_.facts().end() ? std::string{} : fact->second;
  }

  /// A sentence of facts; nothing while one of them is missing.
  [[nodiscard]] std::string sentence(const CreditSource& source) const {
    pack::Document document;
    document.pieces = source.pieces;
    const auto text = pack::render(view_.pack(), document,
                                   {[&](const std::string& name) -> std::optional<std::string> {
                                      auto value = raw(name);
                                      if (value.empty()) return std::nullopt;
                                      return value;
                                    },
                                    view_.lookup()});
    return text ? std::string{trim(*text)} : std::string{};
  }

  std::string of(const CreditSource& source, const CreditColumn& column) {
    if (!holds(source.when, view_)) return {};
    if (!source.pieces.empty()) return sentence(source);
    if (source.from.empty()) return source.value;
    auto value = raw(source.from);
    if (value.empty() || !value.starts_with(source.prefix)) return {};
    if (!source.value.empty()) return source.value;
    if (!source.codes.empty()) {
      const auto code = source.codes.find(value);
      return code == source.codes.end() ? std::string{} : code->second;
    }
    from_ = source.from;
    if (column.masked && view_.pack().field(source.from) != nullptr) {
      return as_published_(source.from);
    }
    return value;
  }

  std::string in_format(const CreditColumn& column, std::string value, Findings& findings) const {
    if (value.empty()) return column.state_in;
    switch (column.format) {
      case CreditFormat::text: return text_of(std::move(value));
      case CreditFormat::day: return day_of(column, value, findings);
      case CreditFormat::wan: return wan_of(column, value, findings);
    }
    MINGCHA_ASSERT(false);
  }

  [[nodiscard]] std::string text_of(std::string value) const {
    const auto* field = view_.pack().field(from_);
    if (field != nullptr && field->type == pack::FieldType::choice) {
      value = acts::show(*field, value);
    }
    std::ranges::replace(value, '\n', ' ');
    return value;
  }

  static std::string day_of(const CreditColumn& column, const std::string& value,
                            Findings& findings) {
    const auto day = parse_day(value);
    if (!day) {
      findings.push_back({"no-day",
                          {column.label.zh + "不是存在的日期", column.label.en + " is no day"},
                          column.article,
                          {"请在案卷中更正日期", "correct the day in the case"},
                          column.code});
      return {};
    }
    auto date = std::chrono::year_month_day{*day} + std::chrono::months{column.after_months};
    if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
    return fmt::format("{:04}/{:02}/{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  }

  static std::string wan_of(const CreditColumn& column, const std::string& value,
                            Findings& findings) {
    constexpr std::int64_t kMost = std::int64_t{1} << 53;
    const auto yuan = pack::to_whole(value);
    if (yuan && *yuan >= 0 && *yuan <= kMost) return to_wan(*yuan * 100);
    findings.push_back({"no-amount",
                        {column.label.zh + "不是金额", column.label.en + " is no amount"},
                        column.article,
                        {"请在案卷中更正金额", "correct the amount in the case"},
                        column.code});
    return {};
  }

  void check(const CreditColumn& column, const std::string& value, Findings& findings) const {
    const bool needed =
        column.required || (column.required_when && holds(column.required_when, view_));
    if (value.empty() && needed) {
      findings.push_back(
          {"mandatory-empty",
           {"必报项“" + column.label.zh + "”没有内容", "mandatory, and empty: " + column.label.en},
           column.article,
           {"请在案卷中补录后再报送", "enter it in the case first"},
           column.code});
    }
    for (auto& finding :
         check_value(*view_.pack().credit, column, value, view_.people().agency_code)) {
      findings.push_back(std::move(finding));
    }
  }

  [[nodiscard]] std::string shown(const CreditColumn& column, const std::string& value) const {
    if (value.empty()) return value;
    const auto* field = view_.pack().field(from_);
    const bool closed = field != nullptr && field->privacy != pack::Privacy::open;
    if (!column.personal && !closed) return value;
    if (column.check == pack::CreditCheck::id_card && value.size() > 6) {
      return value.substr(0, 6) + std::string(value.size() - 6, '*');
    }
    auto published = field == nullptr ? std::string{} : as_published_(field->id);
    return published.empty() ? std::string{disclosure::kMark} : published;
  }

  const acts::CaseView& view_;
  const AsPublished& as_published_;
  std::string from_;  ///< The fact that the value under hand was taken from.
};

}  // namespace

const pack::CreditTable* table_of(const acts::CaseView& view) {
  const auto& credit = view.pack().credit;
  if (!credit || !view.state().decision) return nullptr;
  const auto found = std::ranges::find_if(credit->tables, [&](const pack::CreditTable& table) {
    return table.when.evaluate(view.lookup()).truth == cel::Truth::yes;
  });
  return found == credit->tables.end() ? nullptr : &*found;
}

Row make_row(const pack::CreditTable& table, const acts::CaseView& view,
             const AsPublished& as_published) {
  MINGCHA_ASSERT(view.state().decision.has_value() && view.pack().credit.has_value());
  Row row;
  row.table = &table;
  Maker maker{view, as_published};
  for (const auto& column : table.columns) maker.add(column, row);
  return row;
}

void revoke(Row& row, const std::string& reason) {
  MINGCHA_ASSERT(row.table != nullptr && row.cells.size() == row.table->columns.size());
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto& column = row.table->columns[i];
    if (!column.state_out.empty()) row.cells[i] = column.state_out;
    if (column.withdrawal) row.cells[i] = first_characters(reason, column.longest);
  }
}

std::string digest_of(const Row& row) {
  MINGCHA_ASSERT(row.table != nullptr);
  std::string bytes = row.table->id;
  for (const auto& cell : row.cells) bytes += fmt::format("\n{}:{}", cell.size(), cell);
  return to_hex(as_bytes(crypto::sha256(bytes)));
}

Fitness may_go_out(const acts::CaseView& view) {
  using disclosure::PublicationClass;
  Fitness fitness;
  const auto decided = acts::publication_class(view);
  fitness.article = decided.citation ? law::to_string(*decided.citation) : std::string{};
  fitness.reason = decided.reason;
  fitness.fits = decided.publication_class == PublicationClass::public_after_review ||
                 decided.publication_class == PublicationClass::public_at_once;
  fitness.sealed = decided.publication_class == PublicationClass::sealed;
  if (const auto& sealed = view.state().sealed) {
    fitness.fits = false;
    fitness.sealed = true;
    fitness.article = sealed->article;
    fitness.reason = {sealed->reason, sealed->reason};
  }
  return fitness;
}

}  // namespace mingcha::credit
