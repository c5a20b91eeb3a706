// SPDX-License-Identifier: Apache-2.0
#include "law/ladder.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/assert.h"

namespace mingcha::law {
namespace {

std::optional<int> positive(std::string_view digits) {
  int value = 0;
  const auto* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || stop != end || value < 1 || value > 100'000) return std::nullopt;
  return value;
}

std::optional<Rung> amount_with(std::string_view text, std::string_view unit, Rung::Kind kind,
                                int factor) {
  if (!text.ends_with(unit)) return std::nullopt;
  text.remove_suffix(unit.size());
  const auto amount = positive(text);
  if (!amount) return std::nullopt;
  return Rung{kind, *amount * factor};
}

Instant moment_of(const Rung& rung, Instant start, Instant due, std::chrono::minutes morning) {
  switch (rung.kind) {
    case Rung::Kind::percent: return start + (due - start) * rung.amount / 100;
    case Rung::Kind::minutes_before: return due - std::chrono::minutes{rung.amount};
    case Rung::Kind::days_before:
      return start_of(local_day(due) - std::chrono::days{rung.amount}) + morning;
    case Rung::Kind::due: return due;
  }
  MINGCHA_ASSERT(false);
}

}  // namespace

std::optional<Rung> parse_rung(std::string_view text) {
  if (text == "T") return Rung{Rung::Kind::due, 0};
  if (const auto rung = amount_with(text, "%", Rung::Kind::percent, 1)) {
    return rung->amount < 100 ? rung : std::nullopt;
  }
  if (!text.starts_with("T-")) return std::nullopt;
  text.remove_prefix(2);
  if (const auto rung = amount_with(text, "min", Rung::Kind::minutes_before, 1)) return rung;
  if (const auto rung = amount_with(text, "h", Rung::Kind::minutes_before, 60)) return rung;
  return amount_with(text, "d", Rung::Kind::days_before, 1);
}

std::string to_string(const Rung& rung) {
  switch (rung.kind) {
    case Rung::Kind::percent: return fmt::format("{}%", rung.amount);
    case Rung::Kind::minutes_before:
      return rung.amount % 60 == 0 ? fmt::format("T-{}h", rung.amount / 60)
                                   : fmt::format("T-{}min", rung.amount);
    case Rung::Kind::days_before: return fmt::format("T-{}d", rung.amount);
    case Rung::Kind::due: return "T";
  }
  MINGCHA_ASSERT(false);
}

Text to_text(const Rung& rung) {
  switch (rung.kind) {
    case Rung::Kind::percent:
      return {fmt::format("期限已过 {}%", rung.amount), fmt::format("{}% used", rung.amount)};
    case Rung::Kind::minutes_before:
      if (rung.amount % 60 != 0) {
        return {fmt::format("距期满 {} 分钟", rung.amount),
                fmt::format("{} min left", rung.amount)};
      }
      return {fmt::format("距期满 {} 小时", rung.amount / 60),
              fmt::format("{} h left", rung.amount / 60)};
    case Rung::Kind::days_before:
      return {fmt::format("距期满 {} 天", rung.amount), fmt::format("{} d left", rung.amount)};
    case Rung::Kind::due: return {"期限届满", "time is up"};
  }
  MINGCHA_ASSERT(false);
}

std::vector<Warning> warnings(const LadderTable& table, Instant start, Instant due) {
  if (table.rows.empty() || due < start) return {};
  auto row = std::ranges::find_if(
      table.rows, [&](const Ladder& ladder) { return due - start <= ladder.length_max; });
  if (row == table.rows.end()) --row;
  std::vector<Warning> out;
  for (const auto& rung : row->rungs) {
    const auto at = moment_of(rung, start, due, table.morning);
    if (at >= start && at <= due) out.push_back({at, rung});
  }
  std::ranges::stable_sort(out, {}, &Warning::at);
  const auto same_moment = [](const Warning& a, const Warning& b) { return a.at == b.at; };
  out.erase(std::unique(out.begin(), out.end(), same_moment), out.end());
  return out;
}

}  // namespace mingcha::law
