// SPDX-License-Identifier: Apache-2.0
#include "desk/document_number.h"

#include <fmt/format.h>

#include "store/database.h"
#include "store/number_store.h"

namespace mingcha::desk {

std::string NumberTaker::take(const std::string& word, const std::string& unit) {
  const std::chrono::year_month_day day{local_day(now_)};
  const int year = static_cast<int>(day.year());
  const auto* known = people_.unit(unit);
  const auto unit_word = known == nullptr ? std::string{} : known->short_name;
  const auto number = store::take_number(
      session_, {people_.agency_short + "/" + unit, word, year}, stream_, version_ + 1,
      [&](std::int64_t serial) {
        const auto part = unit_word.empty() ? std::string{} : fmt::format("（{}）", unit_word);
        return fmt::format("{}{}{}字〔{}〕{}号", people_.agency_short, part, word, year, serial);
      });
  taken_.push_back(number.text);
  return number.text;
}

}  // namespace mingcha::desk
