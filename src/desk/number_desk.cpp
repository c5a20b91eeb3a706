// SPDX-License-Identifier: Apache-2.0
#include "desk/number_desk.h"

#include "desk/case_desk.h"
#include "desk/people_desk.h"
#include "store/database.h"
#include "store/number_store.h"

namespace mingcha::desk {
namespace {

NumberRegister register_of(store::Session& session, const people::Directory& people,
                           const std::string& unit, const store::NumberSeries& series) {
  NumberRegister out;
  out.unit = unit;
  const auto* known = people.unit(unit);
  out.unit_title = known == nullptr ? unit : known->name;
  out.word = series.kind;
  out.year = series.year;
  std::int64_t expected = 0;
  for (auto& number : store::numbers(session, series)) {
    out.gaps += number.serial - ++expected;
    expected = number.serial;
    out.numbers.push_back({number.serial, std::move(number.text),
                           case_id_of(number.stream).value_or(""),
                           number.state == store::NumberState::voided, std::move(number.reason)});
  }
  return out;
}

}  // namespace

std::vector<NumberRegister> NumberDesk::list(const people::Visitor& visitor,
                                             const NumberFilter& filter) {
  std::vector<NumberRegister> out;
  database_.read([&](store::Session& session) {
    out.clear();
    const auto people = people_.directory(session);
    for (const auto& series : store::number_series(session)) {
      const auto slash = series.organ.rfind('/');
      const auto unit = slash == std::string::npos ? series.organ : series.organ.substr(slash + 1);
      const bool in_scope = sees_every_unit(visitor) || unit == visitor.unit_id;
      const bool wanted = (filter.unit.empty() || filter.unit == unit) &&
                          (filter.word.empty() || filter.word == series.kind) &&
                          (filter.year == 0 || filter.year == series.year);
      if (in_scope && wanted) out.push_back(register_of(session, *people, unit, series));
    }
  });
  return out;
}

}  // namespace mingcha::desk
