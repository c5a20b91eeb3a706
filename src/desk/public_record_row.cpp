// SPDX-License-Identifier: Apache-2.0
#include "desk/public_record_row.h"

#include <nlohmann/json.hpp>

#include "casefile/codec.h"
#include "desk/case_desk.h"
#include "desk/publication_queue.h"
#include "publication/codec.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

using publication::PublicationPrepared;

std::string item_of(store::Session& session, const std::string& case_id) {
  store::UpTo first;
  first.version = 1;
  const auto opening = store::load(session, case_stream(case_id), 1, first);
  if (opening.empty()) return {};
  const auto event = casefile::decode(opening.front().kind, opening.front().body);
  const auto* opened = std::get_if<casefile::CaseOpened>(&event);
  return opened == nullptr ? std::string{} : opened->item;
}

/// What the events of a publication have made public.
struct Shown {
  std::optional<PublicationPrepared> document;
  std::optional<registers::PublicRecord> record;  ///< Its dates; none before it was public.
};

/// What an event says of what is public: a text that it makes so, or that there is none any more.
/// Nothing of all else.
struct Turn {
  std::string digest;  ///< Empty: it is over.
  bool corrected = false;
};

std::optional<Turn> turn_of(const publication::Event& event) {
  if (const auto* made = std::get_if<publication::DecisionPublished>(&event)) {
    return Turn{made->digest, false};
  }
  if (const auto* made = std::get_if<publication::DecisionCorrected>(&event)) {
    return Turn{made->digest, true};
  }
  const bool over = std::holds_alternative<publication::DecisionWithdrawn>(event) ||
                    std::holds_alternative<publication::PublicationExpired>(event);
  return over ? std::optional{Turn{}} : std::nullopt;
}

Shown shown_by(const std::vector<store::StoredEvent>& events) {
  Shown out;
  std::optional<PublicationPrepared> waiting;
  for (const auto& stored : events) {
    const auto event = publication::decode(stored.kind, stored.body);
    if (const auto* made = std::get_if<PublicationPrepared>(&event)) waiting = *made;
    if (const auto* made = std::get_if<publication::CorrectionPrepared>(&event)) {
      waiting = made->text;
    }
    const auto turn = turn_of(event);
    if (!turn) continue;
    auto& record = out.record;
    if (!record) {
      record.emplace();
      record->published_at = stored.at;
      record->first_seq = stored.seq;
      record->month = to_string(local_day(stored.at)).substr(0, 7);
    }
    record->corrected = record->corrected || turn->corrected;
    record->seq = stored.seq;
    record->changed_at = stored.at;
    out.document = waiting;
    if (!waiting || waiting->digest != turn->digest) out.document.reset();
  }
  return out;
}

}  // namespace

std::optional<PublicationPrepared> shown_publication(store::Session& session,
                                                     const std::string& case_id) {
  return shown_by(store::load(session, publication_stream(case_id))).document;
}

std::optional<registers::PublicRecord> public_record(store::Session& session,
                                                     const registers::PublicationRow& row) {
  auto [shown, out] = shown_by(store::load(session, publication_stream(row.case_id)));
  if (!out) return out;
  out->case_id = row.case_id;
  out->public_id = row.public_id;
  const bool there = row.state == "published" && shown.has_value();
  out->state = there ? "published" : "withdrawn";
  if (!there) return out;
  out->item = item_of(session, row.case_id);
  out->unit = row.unit;
  out->unit_name = row.unit_name;
  out->decided_on = row.decided_on;
  out->digest = shown->digest;
  out->facts = nlohmann::json(shown->facts).dump();
  return out;
}

void show_public_record(store::Session& session, const registers::PublicationRow& row) {
  if (const auto record = public_record(session, row)) {
    registers::put_public_record(session, *record);
  } else {
    registers::drop_public_record(session, row.case_id);
  }
}

}  // namespace mingcha::desk
