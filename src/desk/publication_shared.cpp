// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "desk/publication_loaded.h"
#include "people/person.h"
#include "publication/codec.h"

namespace mingcha::desk {

NewEvent event_of(const publication::Event& event, ledger::LeafType leaf) {
  return {std::string{publication::kind_of(event)}, publication::encode(event), leaf, {}, {}, {}};
}

Rejection no_such_publication() {
  return {Refusal::not_found, {"没有这项公示", "no such publication"}, {}};
}

bool in_scope(const people::Visitor& visitor, const registers::PublicationRow& row) {
  return row.unit == visitor.unit_id || std::ranges::any_of(visitor.roles, [](people::Role role) {
           return role != people::Role::officer &&
                  people::may(role, people::Permission::read_publication_queue);
         });
}

std::string answer_of(const registers::PublicationRow& row, const std::string& digest) {
  return nlohmann::json{{"case", row.case_id},
                        {"publication", row.public_id},
                        {"state", row.state},
                        {"version", row.version},
                        {"digest", digest}}
      .dump();
}

void hide_sealed(registers::PublicationRow& row) {
  if (row.state != "sealed") return;
  row.number.clear();
  row.title.clear();
  row.decided_on.clear();
  row.party.clear();
  row.outcome.clear();
}

std::optional<Rejection> not_publishable(const registers::PublicationRow& row) {
  if (row.state == "sealed") {
    return Rejection{
        Refusal::rule_broken,
        {"该决定依法封存，不得公示", "this decision is sealed by law and must not be published"},
        {{"sealed",
          {row.reason, "sealed: " + row.reason},
          row.article,
          {"不得向任何单位和个人提供或者公开；依法查询的按查询程序办理",
           "not to be given to anybody; lawful queries have their own procedure"},
          row.case_id}}};
  }
  if (row.state == "not_published") {
    return Rejection{Refusal::rule_broken,
                     {"该决定不属于公示范围", "this decision is not among those to be published"},
                     {{"not-published",
                       {row.reason, "not published: " + row.reason},
                       row.article,
                       {"无需公示", "nothing to publish"},
                       row.case_id}}};
  }
  return std::nullopt;
}

Rejection out_of_order(Text what, Text cure) {
  return {Refusal::out_of_order, what, {{"publication-order", what, {}, std::move(cure), {}}}};
}

namespace {

bool waits_for_somebody(const registers::PublicationRow& row) {
  if (row.withdraw_by && row.ended_on.empty()) return true;
  return row.state == "due" || row.state == "prepared" ||
         (row.state == "published" && row.correcting);
}

/// Of several the same one is chosen each time, and each as often as another.
std::string weight(const std::string& what, const std::string& person) {
  return std::string{as_bytes(crypto::sha256(what + "/" + person))};
}

}  // namespace

std::string responsible_for(const registers::PublicationRow& row, const people::Directory& people,
                            Day today) {
  if (!waits_for_somebody(row)) return {};
  const bool confirming = row.state == "prepared" || row.correcting;
  const bool withdrawing = row.withdraw_by && row.ended_on.empty();
  const auto can = [&](const people::Person& person) {
    const bool excluded = confirming && !withdrawing && person.id == row.preparer;
    return person.active && !excluded && person.has(people::Role::publicity_editor);
  };
  if (const auto* given = people.person(row.assignee); given != nullptr && can(*given)) {
    return given->id;
  }
  const people::Person* best = nullptr;
  const auto rank = [&](const people::Person& person) {
    return std::tuple{people.absence(person.id, today) == nullptr, person.unit == row.unit,
                      weight(row.public_id, person.id)};
  };
  for (const auto& [id, person] : people.persons) {
    if (can(person) && (best == nullptr || rank(person) > rank(*best))) best = &person;
  }
  return best == nullptr ? std::string{} : best->id;
}

}  // namespace mingcha::desk
