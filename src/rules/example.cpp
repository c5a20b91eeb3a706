// SPDX-License-Identifier: Apache-2.0
#include "rules/example.h"

#include <algorithm>
#include <charconv>

#include "rules/lists.h"

namespace mingcha::rules {
namespace {

using Given = std::map<std::string, std::string>;

people::Person valid_officer(int number) {
  people::Person person;
  person.id = "o" + std::to_string(number);
  person.name = person.id;
  person.certificate =
      people::Certificate{"c", "", "", *parse_day("2020-01-01"), *parse_day("2030-12-31"), false};
  person.legal_qualification.number = "q";
  return person;
}

people::Person* find(Situation& at, std::string_view id) {
  const auto found = std::ranges::find(at.performers, id, &people::Person::id);
  return found == at.performers.end() ? nullptr : &*found;
}

bool set_moment(Instant& to, const std::string& text) {
  const auto at = parse_instant(text);
  if (at) to = *at;
  return at.has_value();
}

bool set_number(int& to, const std::string& text) {
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, to);
  return error == std::errc{} && rest == end && to >= 0;
}

/// "2020-01-01/2024-12-31"
std::optional<std::pair<Day, Day>> read_days(const std::string& text) {
  if (text.size() != 21) return std::nullopt;
  const auto from = parse_day(text.substr(0, 10));
  const auto to = parse_day(text.substr(11));
  return from && to ? std::optional{std::pair{*from, *to}} : std::nullopt;
}

bool set_qualification(people::Person* person, const std::string& text) {
  const auto days = read_days(text);
  if (person == nullptr || !days) return false;
  person->legal_qualification.from = days->first;
  person->legal_qualification.to = days->second;
  return true;
}

bool set_unit(people::Person* person, const std::string& unit) {
  if (person == nullptr) return false;
  person->unit = unit;
  return true;
}

bool add_ids(std::set<std::string>& to, const std::string& ids) {
  for (auto& id : split_list(ids)) to.insert(std::move(id));
  return true;
}

bool set_certificate(people::Person* person, const std::string& text) {
  if (person == nullptr) return false;
  if (text == "none") {
    person->certificate.reset();
    return true;
  }
  if (text == "withdrawn") {
    person->certificate->withdrawn = true;
    return true;
  }
  const auto days = read_days(text);
  if (!days) return false;
  person->certificate->from = days->first;
  person->certificate->to = days->second;
  return true;
}

bool each(Situation& at, const std::string& ids, void (*change)(people::Person&)) {
  return std::ranges::all_of(split_list(ids), [&](const auto& id) {
    auto* person = find(at, id);
    if (person != nullptr) change(*person);
    return person != nullptr;
  });
}

/// "o2.inquiry.started": what o2 recorded when doing the step before.
bool add_earlier(Situation& at, const std::string& what, const std::string& value) {
  const auto dot = what.find('.');
  if (dot == std::string::npos) return false;
  const auto person = what.substr(0, dot);
  const auto same = [&](const Occasion& had) { return had.performers.front() == person; };
  auto found = std::ranges::find_if(at.earlier, same);
  if (found == at.earlier.end()) found = at.earlier.insert(found, Occasion{{person}, {}});
  found->facts[what.substr(dot + 1)] = value;
  return true;
}

bool read(Situation& at, const std::string& key, const std::string& value) {
  if (key == "officers") return true;  // Read first, by situation_of.
  if (key == "step") return at.step = value, true;
  if (key == "kind") return at.step_kind = value, true;
  if (key == "now") return set_moment(at.now, value);
  if (key == "happened_at") return set_moment(at.happened_at, value);
  if (key == "evidence") return set_number(at.evidence, value);
  if (key == "auxiliary") return each(at, value, [](auto& person) { person.auxiliary = true; });
  if (key == "unqualified") {
    return each(at, value, [](auto& person) { person.legal_qualification = {}; });
  }
  if (key == "handlers") return add_ids(at.handlers, value);
  if (key == "recused") return add_ids(at.recused, value);
  if (key == "behind") return add_ids(at.behind, value);
  if (key == "absent") return add_ids(at.absent, value);
  if (key == "elsewhere") return add_ids(at.elsewhere, value);
  if (key == "unit") return at.unit = value, true;
  const auto dot = key.find('.');
  if (dot == std::string::npos) return false;
  const auto rest = key.substr(dot + 1);
  if (key.starts_with("certificate.")) return set_certificate(find(at, rest), value);
  if (key.starts_with("qualification.")) return set_qualification(find(at, rest), value);
  if (key.starts_with("unit.")) return set_unit(find(at, rest), value);
  if (key.starts_with("did.")) return add_ids(at.did[rest], value);
  if (key.starts_with("earlier.")) return add_earlier(at, rest, value);
  if (key.starts_with("done.")) return set_moment(at.done[rest], value);
  if (key.starts_with("told.")) {
    if (!at.notified) at.notified.emplace();
    (*at.notified)[rest] = value;
    return true;
  }
  at.facts[key] = value;
  return true;
}

}  // namespace

Result<Situation> situation_of(const pack::Example& example) {
  Situation at;
  at.step_kind = "record";
  at.now = at.happened_at = *parse_instant("2026-03-02T10:00:00+08:00");
  int officers = 2;
  Findings findings;
  const auto bad = [&](const std::string& key) {
    findings.push_back({"example-unreadable",
                        {"示例“" + example.name + "”的“" + key + "”无法识别",
                         "example “" + example.name + "”: cannot read " + key},
                        {},
                        {"可用的键见 src/rules/example.h", "keys: src/rules/example.h"},
                        key});
  };
  if (const auto found = example.given.find("officers"); found != example.given.end()) {
    if (!set_number(officers, found->second) || officers > 20) bad("officers");
  }
  for (int i = 1; i <= std::min(officers, 20); ++i) at.performers.push_back(valid_officer(i));
  if (!at.performers.empty()) at.actor = at.performers.front();
  for (const auto& [key, value] : example.given) {
    if (!read(at, key, value)) bad(key);
  }
  if (findings.empty()) return at;
  return reject(Refusal::invalid, {"示例无法识别", "the example cannot be read"},
                std::move(findings));
}

}  // namespace mingcha::rules
