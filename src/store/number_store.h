// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingcha::store {

class Session;

/// Documents are numbered from 1 within organ, kind and year, without gaps.
struct NumberSeries {
  std::string organ;
  std::string kind;
  std::int64_t year = 0;
};

enum class NumberState { taken, voided };

struct DocumentNumber {
  NumberSeries series;
  std::int64_t serial = 0;
  std::string text;  ///< As printed, unique over all series.
  std::string stream;
  std::int64_t version = 0;  ///< Of the event that took it.
  NumberState state = NumberState::taken;
  std::string reason;  ///< Why it was voided.
};

/// Takes the series' next number for an event, inside the caller's transaction: when that is
/// rolled back, the next caller gets the same number. Others who want one of this series wait
/// until then (PostgreSQL: row lock), so take it late. `print` writes the serial out as text.
[[nodiscard]] DocumentNumber take_number(Session& session, const NumberSeries& series,
                                         std::string_view stream, std::int64_t version,
                                         const std::function<std::string(std::int64_t)>& print);

/// Keeps the number and says why it is void. False when there is none of that text or it is void.
[[nodiscard]] bool void_number(Session& session, std::string_view text, std::string_view reason);

[[nodiscard]] std::optional<DocumentNumber> find_number(Session& session, std::string_view text);
/// Every series that was begun, by organ, kind and year.
[[nodiscard]] std::vector<NumberSeries> number_series(Session& session);
/// The whole series by serial, voided ones among it.
[[nodiscard]] std::vector<DocumentNumber> numbers(Session& session, const NumberSeries& series);

}  // namespace mingcha::store
