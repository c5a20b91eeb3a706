// SPDX-License-Identifier: Apache-2.0
#include "desk/decision_audit.h"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "acts/case_view.h"
#include "acts/papers.h"
#include "casefile/codec.h"
#include "casefile/state.h"
#include "desk/case_desk.h"
#include "desk/log_desk.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "ledger/leaf.h"
#include "ledger/proof.h"
#include "ledger/receipt.h"
#include "pack/definition.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using store::Session;
using store::StoredEvent;

constexpr const char* kDecisionMade = "decision.made";
constexpr std::int64_t kPage = 200;
constexpr std::int64_t kFindingsMost = 100;

/// An event as the log has it.
struct Held {
  enum class State { agrees, waits, differs };
  State state = State::differs;
  ledger::Receipt receipt;
  std::vector<ledger::Field> fields;
};

Held differs() { return {}; }

/// Its key opens and, with the event's own words, gives the root of a leaf that the log has.
Held hold(store::Database& database, const Recorder& recorder, LogDesk& log,
          const StoredEvent& event) {
  std::optional<LeafSecret> secret;
  bool has_leaf = false;
  bool placed = false;
  try {
    database.read([&](Session& session) {
      has_leaf = store::find_leaf(session, event.seq).has_value();
      placed = store::covered_entry_of(session, event.seq).has_value();
      secret = recorder.secret_of(session, event);
    });
  } catch (const Fault&) {
    return differs();  // Its key was not made by this program.
  }
  if (!has_leaf || !secret) return differs();
  if (!placed) return {Held::State::waits, {}, {}};
  const auto printed = log.receipt(event.seq);
  const auto proof = printed ? ledger::parse_proof(*printed)
                             : Result<ledger::Proof>{tl::unexpected(printed.error())};
  auto receipt = proof ? ledger::verify_receipt(*proof, log.policy())
                       : Result<ledger::Receipt>{tl::unexpected(proof.error())};
  if (!receipt || !ledger::verify_whole_record(*receipt, secret->key, secret->fields)) {
    return differs();
  }
  return {Held::State::agrees, *std::move(receipt), std::move(secret->fields)};
}

std::string field_of(const Held& held, std::string_view name) {
  const auto found = std::ranges::find(held.fields, name, &ledger::Field::name);
  return found == held.fields.end() ? std::string{} : found->value;
}

/// A decision with what came before it in its case, all of it as the log has it.
struct Story {
  std::vector<StoredEvent> stored;
  std::vector<Held> held;
  casefile::Events events;  ///< The decision is the last.
  casefile::State before;
  casefile::DecisionMade made;
};

/// The words of a decision's body are those that its leaf commits to.
bool is_as_recorded(const Story& story) {
  const auto& made = story.made;
  const auto& held = story.held.back();
  return held.receipt.leaf.type == ledger::LeafType::decision_made &&
         made.number == field_of(held, "document.number") &&
         made.decided_on == field_of(held, "decided_on") &&
         made.digest == field_of(held, "text_sha256") && acts::digest_of(made.text) == made.digest;
}

/// The draft that was approved, with number and day put in, and nothing else.
bool is_the_draft(const Story& story) {
  const auto day = parse_day(story.made.decided_on);
  return day && std::ranges::any_of(story.events, [&](const casefile::Event& event) {
           const auto* drafted = std::get_if<casefile::DocumentDrafted>(&event);
           return drafted != nullptr && drafted->digest == story.made.draft &&
                  acts::digest_of(drafted->text) == drafted->digest &&
                  acts::finish_draft(drafted->text, story.made.number, *day) == story.made.text;
         });
}

bool passed_the_draft(const casefile::Event& event, const std::string& draft) {
  if (const auto* review = std::get_if<casefile::ReviewOpined>(&event)) {
    return review->passed && review->draft == draft;
  }
  const auto* earlier = std::get_if<casefile::ReviewDone>(&event);
  return earlier != nullptr && earlier->passed && earlier->draft == draft;
}

/// The review that the case names is the one that the decision's leaf refers to.
bool stands_on_its_review(const Story& story) {
  const auto& ref = story.held.back().receipt.leaf.ref;
  const auto version = static_cast<std::size_t>(story.made.review);
  if (!ref || version < 1 || version >= story.events.size()) return false;
  const auto& review = story.held[version - 1].receipt;
  return review.leaf.type == ledger::LeafType::review_done && review.index == ref->index &&
         review.hash == ref->hash && passed_the_draft(story.events[version - 1], story.made.draft);
}

Finding finding(const char* code, const StoredEvent& event, const Text& what) {
  return {code,
          {fmt::format("{}第{}号记录：{}", event.stream, event.version, what.zh),
           fmt::format("{}, record {}: {}", event.stream, event.version, what.en)},
          {},
          {},
          {}};
}

void fold(Story& story) {
  for (const auto& stored : story.stored) {
    story.events.push_back(casefile::decode(stored.kind, stored.body));
    if (stored.version == std::ssize(story.stored)) break;
    story.before = casefile::evolve(std::move(story.before), story.events.back(),
                                    {stored.version, stored.actor, stored.at});
  }
  story.made = std::get<casefile::DecisionMade>(story.events.back());
}

}  // namespace

DecisionAudit::Report DecisionAudit::run() {
  Report out;
  std::vector<StoredEvent> page;
  std::int64_t after = 0;
  do {
    database_.read([&](Session& session) {
      page = store::scan(session, after, kPage, {.kind = kDecisionMade});
    });
    for (const auto& decision : page) {
      if (std::ssize(out.findings) >= kFindingsMost) return out;
      check(decision, out);
      after = decision.seq;
    }
  } while (!page.empty());
  check_log(out);
  return out;
}

void DecisionAudit::check(const StoredEvent& decision, Report& out) {
  Story story;
  database_.read([&](Session& session) {
    store::UpTo up_to;
    up_to.version = decision.version;
    story.stored = store::load(session, decision.stream, 1, up_to);
  });
  bool waits = false;
  bool whole = std::ssize(story.stored) == decision.version;
  for (const auto& event : story.stored) {
    story.held.push_back(hold(database_, recorder_, log_, event));
    waits = waits || story.held.back().state == Held::State::waits;
    if (story.held.back().state != Held::State::differs) continue;
    whole = false;
    out.findings.push_back(
        finding("record-altered", event, {"与公开日志不符", "is not as the public log has it"}));
  }
  if (std::ssize(story.stored) != decision.version) {
    out.findings.push_back(finding("record-deleted", decision,
                                   {"此前有记录被删除", "records before it were deleted"}));
  }
  if (!whole) return;
  if (waits) {
    ++out.waiting;
    return;
  }
  ++out.decisions;
  try {
    story.before.id = case_id_of(decision.stream).value_or("");
    fold(story);
  } catch (const std::exception&) {
    out.findings.push_back(
        finding("decision-altered", decision, {"决定的内容无法读出", "it cannot be read"}));
    return;
  }
  if (!is_as_recorded(story) || !is_the_draft(story)) {
    out.findings.push_back(
        finding("decision-altered", decision,
                {"决定的内容与登记的或者审核的文本不同", "it is not the text that was recorded"}));
  }
  if (story.made.review != 0 || story.held.back().receipt.leaf.ref) {
    ++out.reviewed;
    if (stands_on_its_review(story)) return;
    out.findings.push_back(finding(
        "decision-without-its-review", decision,
        {"所依据的法制审核与公开日志不符", "the review it rests on is not that of the log"}));
    return;
  }
  const auto people = people_.directory();
  const acts::CaseView view{pack_, *people, acts::item_of(pack_, story.before), story.before};
  if (view.major()) {
    out.findings.push_back(finding("decision-unreviewed", decision,
                                   {"属于重大执法决定而没有法制审核", "major, and not reviewed"}));
  }
}

/// Who deletes a decision with all that belongs to it still leaves its leaf in the log.
void DecisionAudit::check_log(Report& out) {
  for (const auto& name : log_.names_of(ledger::LeafType::decision_made)) {
    bool there = false;
    database_.read([&](Session& session) {
      const auto leaf = store::find_leaf_by_eid(session, name);
      const auto events =
          leaf ? store::scan(session, leaf->seq - 1, 1) : std::vector<StoredEvent>{};
      there = !events.empty() && events.front().seq == leaf->seq &&
              events.front().kind == kDecisionMade;
    });
    if (there) continue;
    out.findings.push_back({"decision-deleted",
                            {"公开日志中的决定 " + name + " 在数据库中没有",
                             "decision " + name + " of the public log is not in the database"},
                            {},
                            {},
                            {}});
  }
}

}  // namespace mingcha::desk
