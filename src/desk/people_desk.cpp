// SPDX-License-Identifier: Apache-2.0
#include "desk/people_desk.h"

#include <optional>

#include <nlohmann/json.hpp>

#include "base/identity.h"
#include "desk/recorder.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

using Json = nlohmann::json;
using people::Directory;

constexpr const char* kAbsenceSet = "absence.set";
constexpr const char* kDelegationSet = "delegation.set";

Day day_of(const Json& json, const char* name) {
  const auto day = parse_day(json.at(name).get_ref<const std::string&>());
  if (!day) throw Fault(std::string{"directory: not a day: "} + name);
  return *day;
}

std::optional<Day> day_or_none(const Json& json, const char* name) {
  return json.contains(name) ? std::optional{day_of(json, name)} : std::nullopt;
}

/// A number alone, or with its days.
people::Qualification qualification_of(const Json& json) {
  if (json.is_string()) return {json.get<std::string>(), {}, {}, false};
  return {json.at("number"), day_or_none(json, "from"), day_or_none(json, "to"),
          json.value("withdrawn", false)};
}

people::Person person_of(const Json& json) {
  people::Person person;
  person.id = json.at("id");
  person.name = json.at("name");
  person.unit = json.at("unit");
  person.post = json.value("post", "");
  person.badge = json.value("badge", "");
  person.level = json.value("level", "");
  // By reference to the array: iterating over a single text would take it for a list of one.
  for (const auto& id : json.at("roles").get_ref<const Json::array_t&>()) {
    const auto role = people::to_role(id.get_ref<const std::string&>());
    if (!role) throw Fault("directory: unknown role");
    person.roles.push_back(*role);
  }
  person.auxiliary = json.value("auxiliary", false);
  if (json.contains("certificate")) {
    const auto& c = json.at("certificate");
    person.certificate = people::Certificate{c.at("number"),      c.value("category", ""),
                                             c.value("area", ""), day_of(c, "from"),
                                             day_of(c, "to"),     c.value("withdrawn", false)};
  }
  if (json.contains("legal_qualification")) {
    person.legal_qualification = qualification_of(json.at("legal_qualification"));
  }
  person.active = json.value("active", true);
  return person;
}

void apply(Directory& directory, std::string_view kind, const Json& json) {
  if (kind == "agency.set") {
    directory.agency_name = json.at("name");
    directory.agency_code = json.at("code");
    directory.agency_short = json.at("short");
    directory.superior = json.at("superior");
    directory.court = json.at("court");
    directory.phone = json.value("phone", "");
    directory.supervision_phone = json.value("supervision_phone", "");
    directory.address = json.value("address", "");
  } else if (kind == "unit.set") {
    directory.units[json.at("id")] = {json.at("id"), json.at("name"), json.at("short"),
                                      json.value("phone", "")};
  } else if (kind == "person.set") {
    auto person = person_of(json);
    directory.persons[person.id] = std::move(person);
  } else if (kind == kAbsenceSet) {
    directory.absences[json.at("id")] = {
        json.at("id"),      json.at("person"),        day_of(json, "from"),
        day_of(json, "to"), json.value("reason", ""), json.value("withdrawn", false)};
  } else if (kind == kDelegationSet) {
    directory.delegations[json.at("id")] = {json.at("id"),
                                            json.at("by"),
                                            json.at("to"),
                                            day_of(json, "from"),
                                            day_of(json, "until"),
                                            json.value("reason", ""),
                                            json.value("withdrawn", false)};
  } else {
    throw Fault("directory: unknown event");
  }
}

struct Change {
  std::string kind;
  Json body;
};

std::vector<Change> changes_in(const Json& document) {
  std::vector<Change> out;
  if (document.contains("agency")) out.push_back({"agency.set", document.at("agency")});
  for (const auto& unit : document.value("units", Json::array())) out.push_back({"unit.set", unit});
  for (const auto& person : document.value("persons", Json::array())) {
    out.push_back({"person.set", person});
  }
  return out;
}

std::string key_of(const Change& change) { return change.kind + "/" + change.body.value("id", ""); }

Finding wrong(const std::string& where, Text what) {
  return {"directory-invalid",
          std::move(what),
          {},
          {"请更正后重新导入", "correct it and import again"},
          where};
}

/// What must hold of the whole directory after the changes.
Findings check(const Directory& directory) {
  Findings findings;
  if (!valid_uscc(directory.agency_code)) {
    findings.push_back(wrong(
        "agency/code", {"机关的统一社会信用代码不正确", "the agency's credit code is wrong"}));
  }
  for (const auto& [id, unit] : directory.units) {
    if (!trim(id).empty() && !trim(unit.name).empty()) continue;
    findings.push_back(wrong("units/" + id, {"部门缺少编号或者名称", "a unit without id or name"}));
  }
  for (const auto& [id, person] : directory.persons) {
    if (trim(id).empty() || trim(person.name).empty()) {
      findings.push_back(
          wrong("persons/" + id, {"人员缺少编号或者姓名", "a person without id or name"}));
    }
    if (person.certificate && person.certificate->to < person.certificate->from) {
      findings.push_back(
          wrong("persons/" + id, {person.name + "的执法证件止期早于起期",
                                  "the certificate of " + person.name + " ends before it begins"}));
    }
    if (directory.unit(person.unit) == nullptr) {
      findings.push_back(wrong("persons/" + id, {person.name + "所在单位不存在：" + person.unit,
                                                 "unknown unit of " + person.name}));
    }
    if (person.auxiliary && person.has(people::Role::officer)) {
      findings.push_back(
          wrong("persons/" + id, {person.name + "是辅助人员，不能担任执法人员",
                                  person.name + " is auxiliary and cannot be an officer"}));
    }
    for (const auto one : person.roles) {
      for (const auto other : person.roles) {
        if (one == other || people::may_hold_together(one, other)) continue;
        findings.push_back(wrong(
            "persons/" + id,
            {person.name + "的角色不能兼任", "roles of " + person.name + " exclude each other"}));
      }
    }
  }
  return findings;
}

}  // namespace

PeopleDesk::PeopleDesk(store::Database& database, const Recorder& recorder)
    : database_{database}, recorder_{recorder} {}

std::shared_ptr<const Directory> PeopleDesk::directory(store::Session& session) {
  return directory(session, store::stream_version(session, kDirectoryStream));
}

std::shared_ptr<const Directory> PeopleDesk::directory(store::Session& session,
                                                       std::int64_t version) {
  if (auto known = this->known(); known.version == version) return known.directory;
  auto read = std::make_shared<Directory>();
  store::UpTo up_to;
  up_to.version = version;
  for (const auto& event : store::load(session, kDirectoryStream, 1, up_to)) {
    apply(*read, event.kind, Json::parse(event.body));
  }
  const std::scoped_lock lock{mutex_};
  if (known_.version < version) known_ = {version, read};
  return read;
}

PeopleDesk::Known PeopleDesk::known() {
  const std::scoped_lock lock{mutex_};
  return known_;
}

std::shared_ptr<const Directory> PeopleDesk::directory() {
  std::shared_ptr<const Directory> out;
  database_.read([&](store::Session& session) { out = directory(session); });
  return out;
}

Result<int> PeopleDesk::take(const std::string& actor, Instant at, const std::string& json) {
  std::vector<Change> changes;
  try {
    changes = changes_in(Json::parse(json));
  } catch (const Json::exception& error) {
    return reject(Refusal::malformed, {"人员名册不是有效的 JSON", "the directory is no valid JSON"},
                  {wrong({}, {error.what(), error.what()})});
  }
  Result<int> outcome = 0;
  database_.write([&](store::Session& session) {
    outcome = 0;
    std::map<std::string, Json> known;
    Directory after;
    std::int64_t version = 0;
    for (const auto& event : store::load(session, kDirectoryStream)) {
      const auto body = Json::parse(event.body);
      apply(after, event.kind, body);
      known[key_of({event.kind, body})] = body;
      version = event.version;
    }
    std::vector<NewEvent> events;
    try {
      for (const auto& change : changes) {
        if (known.contains(key_of(change)) && known[key_of(change)] == change.body) continue;
        apply(after, change.kind, change.body);
        events.push_back({change.kind,
                          change.body.dump(),
                          change.kind == "person.set" ? ledger::LeafType::person_changed
                                                      : ledger::LeafType::list_changed,
                          {},
                          {},
                          {}});
      }
    } catch (const std::exception& error) {  // A field that is missing or of the wrong type.
      outcome = reject(Refusal::malformed, {"人员名册有误", "the directory is wrong"},
                       {wrong({}, {error.what(), error.what()})});
      return store::Outcome::roll_back;
    }
    if (auto findings = check(after); !findings.empty()) {
      outcome =
          reject(Refusal::invalid, {"人员名册有误", "the directory is wrong"}, std::move(findings));
      return store::Outcome::roll_back;
    }
    if (events.empty()) return store::Outcome::roll_back;
    const auto stored = recorder_.record(session, kDirectoryStream, version, actor, at, events, {});
    if (!stored) {
      outcome = tl::unexpected<Rejection>(stored.error());
      return store::Outcome::roll_back;
    }
    outcome = static_cast<int>(events.size());
    return store::Outcome::commit;
  });
  return outcome;
}

}  // namespace mingcha::desk
