// SPDX-License-Identifier: Apache-2.0
#include "rules/patterns.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "law/calendar.h"
#include "law/time_limit.h"
#include "rules/lists.h"

namespace mingcha::rules {
namespace {

using pack::Rule;

const std::string& parameter(const Rule& rule, const std::string& name) {
  static const std::string kNone;
  const auto found = rule.parameters.find(name);
  return found == rule.parameters.end() ? kNone : found->second;
}

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool officers_at_least(const Situation& at, const Rule& rule) {
  const auto officers =
      std::ranges::count_if(at.performers, [](const auto& person) { return !person.auxiliary; });
  return officers < number(parameter(rule, "count"));
}

bool certificate_valid(const Situation& at, const Rule& /*rule*/) {
  const auto day = local_day(at.happened_at);
  return !std::ranges::all_of(at.performers, [&](const auto& person) {
    return person.certificate && person.certificate->valid_on(day);
  });
}

bool not_auxiliary(const Situation& at, const Rule& /*rule*/) {
  return std::ranges::any_of(at.performers, &people::Person::auxiliary);
}

/// Whether one of those who do it, or in whose name it is done, is such a person.
template <typename Such>
bool anybody(const Situation& at, Such such) {
  return std::ranges::any_of(at.performers, [&](const auto& one) { return such(one.id); }) ||
         std::ranges::any_of(at.behind, such);
}

/// Nobody who handled the case; who did nothing in it but the steps in `but` did not.
bool actor_not_handler(const Situation& at, const Rule& rule) {
  const auto but = split_list(parameter(rule, "but"));
  return anybody(at, [&](const std::string& person) {
    if (!at.handlers.contains(person)) return false;
    const auto handled = at.handled.find(person);
    return handled == at.handled.end() ||
           !std::ranges::all_of(handled->second, [&](const auto& step) {
             return std::ranges::find(but, step) != but.end();
           });
  });
}

bool legally_qualified(const Situation& at, const Rule& /*rule*/) {
  const auto day = local_day(at.happened_at);
  return std::ranges::any_of(
      at.performers, [&](const auto& person) { return !person.legal_qualification.valid_on(day); });
}

/// Nobody of the unit that handles the case.
bool not_of_handling_unit(const Situation& at, const Rule& /*rule*/) {
  return std::ranges::any_of(at.performers,
                             [&](const auto& person) { return person.unit == at.unit; });
}

bool not_recused(const Situation& at, const Rule& /*rule*/) {
  return anybody(at, [&](const std::string& person) { return at.recused.contains(person); });
}

bool not_on_leave(const Situation& at, const Rule& /*rule*/) {
  return std::ranges::any_of(at.performers,
                             [&](const auto& person) { return at.absent.contains(person.id); });
}

/// Nobody who did one of `steps`.
bool not_who_did(const Situation& at, const Rule& rule) {
  return std::ranges::any_of(split_list(parameter(rule, "steps")), [&](const auto& step) {
    const auto found = at.did.find(step);
    return found != at.did.end() &&
           anybody(at, [&](const std::string& person) { return found->second.contains(person); });
  });
}

bool time_not_in_future(const Situation& at, const Rule& /*rule*/) {
  return at.happened_at > at.now;
}

bool time_order(const Situation& at, const Rule& rule) {
  return std::ranges::any_of(split_list(parameter(rule, "after")), [&](const auto& step) {
    const auto found = at.done.find(step);
    return found != at.done.end() && at.happened_at < found->second;
  });
}

bool evidence_at_least(const Situation& at, const Rule& rule) {
  return at.evidence < number(parameter(rule, "count"));
}

/// What was told binds: every listed field must be as in the notice.
bool same_as_notified(const Situation& at, const Rule& rule) {
  if (!at.notified) return false;
  const auto value = [](const casefile::Values& values, const std::string& field) {
    const auto found = values.find(field);
    return found == values.end() ? std::string{} : found->second;
  };
  return std::ranges::any_of(split_list(parameter(rule, "fields")), [&](const auto& field) {
    return value(at.facts, field) != value(*at.notified, field);
  });
}

/// A day or moment among the facts, as a local day.
std::optional<Day> day_of(const Situation& at, const std::string& field) {
  const auto found = at.facts.find(field);
  if (found == at.facts.end()) return std::nullopt;
  if (const auto moment = parse_instant(found->second)) return local_day(*moment);
  return parse_day(found->second);
}

/// Done only once the day in `field` is over.
bool day_is_over(const Situation& at, const Rule& rule) {
  const auto day = day_of(at, parameter(rule, "field"));
  return day && local_day(at.happened_at) <= *day;
}

/// Done at least `days` calendar days before the day in `field`.
bool days_ahead(const Situation& at, const Rule& rule) {
  const auto day = day_of(at, parameter(rule, "field"));
  return day &&
         *day - local_day(at.happened_at) < std::chrono::days{number(parameter(rule, "days"))};
}

/// Done at least `days` working days before the day in `field`, which does not count itself.
bool working_days_ahead(const Situation& at, const Rule& rule) {
  const auto day = day_of(at, parameter(rule, "field"));
  if (!day || at.calendar == nullptr) return false;
  law::TimeLimit limit;
  limit.id = rule.id;
  limit.starts_on = parameter(rule, "field");
  limit.amount = static_cast<int>(number(parameter(rule, "days")));
  limit.unit = law::Unit::working_days;
  limit.direction = law::Direction::before;
  const auto last = law::compute(limit, {start_of(*day), {}, {}}, *at.calendar, at.now,
                                 law::Uncovered::provisional);
  return !last || at.happened_at > last->at;
}

/// By nobody but those who did one of `steps`.
bool who_did(const Situation& at, const Rule& rule) {
  return !std::ranges::any_of(split_list(parameter(rule, "steps")), [&](const auto& step) {
    const auto found = at.did.find(step);
    return found != at.did.end() && std::ranges::all_of(at.performers, [&](const auto& person) {
             return found->second.contains(person.id);
           });
  });
}

/// The number in `field` is no more than the one in `than`.
bool no_more_than(const Situation& at, const Rule& rule) {
  const auto field = at.facts.find(parameter(rule, "field"));
  const auto than = at.facts.find(parameter(rule, "than"));
  return field != at.facts.end() && than != at.facts.end() &&
         number(field->second) > number(than->second);
}

/// Not done between `from` and `until` o'clock, the night, local time.
bool not_at_night(const Situation& at, const Rule& rule) {
  const auto hour = number(to_local_string(at.happened_at).substr(11, 2));
  return hour >= number(parameter(rule, "from")) || hour < number(parameter(rule, "until"));
}

std::optional<Instant> moment_in(const casefile::Values& facts, const std::string& field) {
  const auto found = facts.find(field);
  return found == facts.end() ? std::nullopt : parse_instant(found->second);
}

std::optional<Instant> moment_of(const Situation& at, const std::string& field) {
  return moment_in(at.facts, field);
}

/// Whether every "field=value" of the parameter `only` holds; "field=" where it has no value.
bool concerned(const casefile::Values& facts, const Rule& rule) {
  return std::ranges::all_of(split_list(parameter(rule, "only")), [&](const auto& part) {
    const auto equals = part.find('=');
    const auto found = facts.find(part.substr(0, equals));
    const auto value = found == facts.end() ? std::string{} : found->second;
    return equals != std::string::npos && value == part.substr(equals + 1);
  });
}

/// From the moment in `from` to the one in `until` no more than `minutes` have passed.
bool span_at_most(const Situation& at, const Rule& rule) {
  const auto from = moment_of(at, parameter(rule, "from"));
  const auto until = moment_of(at, parameter(rule, "until"));
  return from && until && concerned(at.facts, rule) &&
         *until - *from > std::chrono::minutes{number(parameter(rule, "minutes"))};
}

/// The moment in `until` comes after the one in `from`.
bool ends_after_beginning(const Situation& at, const Rule& rule) {
  const auto from = moment_of(at, parameter(rule, "from"));
  const auto until = moment_of(at, parameter(rule, "until"));
  return from && until && *until <= *from;
}

/// Nobody does the step twice between the moments in `from` and `until`.
bool one_at_a_time(const Situation& at, const Rule& rule) {
  const auto& first = parameter(rule, "from");
  const auto& last = parameter(rule, "until");
  const auto from = moment_of(at, first);
  const auto until = moment_of(at, last);
  if (!from || !until) return false;
  return std::ranges::any_of(at.earlier, [&](const Occasion& other) {
    const auto began = moment_in(other.facts, first);
    const auto ended = moment_in(other.facts, last);
    const bool same_person = std::ranges::any_of(at.performers, [&](const auto& person) {
      return std::ranges::find(other.performers, person.id) != other.performers.end();
    });
    return same_person && began && ended && *began < *until && *from < *ended;
  });
}

/// No other case has settled the same: equal in every field of `same` ("a|b": the first that has a
/// value), where `only` holds.
bool once_for_all_cases(const Situation& at, const Rule& rule) {
  return at.elsewhere.contains(rule.id);
}

const std::map<std::string, Pattern, std::less<>>& patterns() {
  static const std::map<std::string, Pattern, std::less<>> kPatterns{
      {"officers_at_least", officers_at_least},
      {"certificate_valid", certificate_valid},
      {"not_auxiliary", not_auxiliary},
      {kActorNotHandler, actor_not_handler},
      {"legally_qualified", legally_qualified},
      {"time_not_in_future", time_not_in_future},
      {"time_order", time_order},
      {"evidence_at_least", evidence_at_least},
      {"same_as_notified", same_as_notified},
      {"day_is_over", day_is_over},
      {"days_ahead", days_ahead},
      {"working_days_ahead", working_days_ahead},
      {"who_did", who_did},
      {"no_more_than", no_more_than},
      {"not_at_night", not_at_night},
      {"span_at_most", span_at_most},
      {"ends_after_beginning", ends_after_beginning},
      {kOneAtATime, one_at_a_time},
      {kOnceForAll, once_for_all_cases},
      {"not_of_handling_unit", not_of_handling_unit},
      {"not_recused", not_recused},
      {"not_on_leave", not_on_leave},
      {"not_who_did", not_who_did},
  };
  return kPatterns;
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto comma = text.find(',');
    if (const auto part = trim(text.substr(0, comma)); !part.empty()) out.emplace_back(part);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return out;
}

const Pattern* pattern(std::string_view name) {
  const auto found = patterns().find(name);
  return found == patterns().end() ? nullptr : &found->second;
}

bool is_about_persons(std::string_view name) {
  constexpr std::array kAboutPersons{"certificate_valid", "not_auxiliary",        kActorNotHandler,
                                     "legally_qualified", "not_of_handling_unit", "not_recused",
                                     "not_on_leave",      "not_who_did",          "who_did"};
  return std::ranges::find(kAboutPersons, name) != kAboutPersons.end();
}

bool is_about_entries(std::string_view name) {
  constexpr std::array<std::string_view, 5> kAboutEntries{
      "no_more_than", "span_at_most", "ends_after_beginning", kOneAtATime, kOnceForAll};
  return std::ranges::find(kAboutEntries, name) != kAboutEntries.end();
}

bool names_field(const Rule& rule, std::string_view field) {
  const auto named = [&](std::string_view text) {
    constexpr std::string_view kBetween = ", |=";
    for (auto at = text.find(field); at != std::string_view::npos; at = text.find(field, at + 1)) {
      const auto end = at + field.size();
      const bool begins = at == 0 || kBetween.find(text[at - 1]) != std::string_view::npos;
      if (begins && (end == text.size() || kBetween.find(text[end]) != std::string_view::npos)) {
        return true;
      }
    }
    return false;
  };
  return std::ranges::any_of(rule.parameters, [&](const auto& one) { return named(one.second); });
}

namespace {

/// "a|b": the value of the first that has one.
std::string first_value(const casefile::Values& facts, std::string_view alternatives) {
  for (auto rest = alternatives; !rest.empty();) {
    const auto bar = rest.find('|');
    const auto found = facts.find(std::string{rest.substr(0, bar)});
    if (found != facts.end() && !found->second.empty()) return found->second;
    rest = bar == std::string_view::npos ? std::string_view{} : rest.substr(bar + 1);
  }
  return {};
}

}  // namespace

std::optional<std::string> key_of_same(const Rule& rule, const casefile::Values& facts) {
  if (!concerned(facts, rule)) return std::nullopt;
  std::string key = rule.id;
  for (const auto& part : split_list(parameter(rule, "same"))) {
    const auto value = first_value(facts, part);
    if (value.empty()) return std::nullopt;
    key += '\n' + value;
  }
  return key;
}

std::string missing_parameter(const Rule& rule) {
  static const std::map<std::string, std::vector<std::string>, std::less<>> kNeeded{
      {kOneAtATime, {"from", "until"}},
      {kOnceForAll, {"same"}},
      {"not_who_did", {"steps"}},
      {"who_did", {"steps"}},
      {"working_days_ahead", {"field", "days"}}};
  const auto needed = kNeeded.find(rule.pattern);
  if (needed == kNeeded.end()) return {};
  for (const auto& name : needed->second) {
    if (parameter(rule, name).empty()) return name;
  }
  return {};
}

}  // namespace mingcha::rules
