// SPDX-License-Identifier: Apache-2.0
#include "desk/list_rows.h"

#include <algorithm>

#include "lists/check.h"
#include "lists/codec.h"
#include "pack/definition.h"
#include "store/database.h"
#include "store/event_store.h"

namespace mingcha::desk {
namespace {

using lists::Change;
using lists::ChangeKind;
using lists::Span;
using lists::State;
using lists::Timeline;
using lists::Values;
using store::Session;

std::int64_t count_of(const lists::ListPrepared& set, ChangeKind kind) {
  return std::ranges::count(set.changes, kind, &Change::kind);
}

void show(Session& session, const pack::ListKind& kind, const lists::ListPrepared& event,
          const State& after, const std::string& actor, Instant at) {
  registers::ListSetRow row;
  row.list = kind.id;
  row.set = event.set;
  row.state = "waiting";
  row.version = after.version;
  row.reason = event.reason;
  row.article = event.article;
  row.prepared_by = actor;
  row.prepared_at = at;
  row.added = count_of(event, ChangeKind::add);
  row.changed = count_of(event, ChangeKind::change);
  row.ended = count_of(event, ChangeKind::end);
  registers::put_list_set(session, row);
}

void decide_set(Session& session, const pack::ListKind& kind, std::int64_t set, std::string state,
                std::int64_t number, std::string why_not, const std::string& actor, Instant at) {
  auto row = registers::find_list_set(session, kind.id, set);
  if (!row) return;
  row->state = std::move(state);
  row->number = number;
  row->why_not = std::move(why_not);
  row->decided_by = actor;
  row->decided_at = at;
  registers::put_list_set(session, *row);
}

/// Nothing of an entry from before the end of its last withheld time is open: whoever is protected
/// now was not to be found yesterday either.
void put_entry(Session& session, const pack::ListKind& kind, const std::string& key,
               const Timeline& timeline) {
  const auto last = std::find_if(timeline.rbegin(), timeline.rend(), [&](const Span& span) {
    return lists::is_withheld(kind, span.values);
  });
  const auto closed = static_cast<std::size_t>(timeline.rend() - last);
  std::vector<registers::ListEntry> spans;
  for (std::size_t i = 0; i < timeline.size(); ++i) {
    const auto& span = timeline[i];
    spans.push_back({kind.id, key, span.from, span.to, span.number, span.values,
                     lists::open_values(kind, span.values), i >= closed});
  }
  registers::put_list_entry(session, kind.id, key, spans);
  if (closed != 0 && closed == timeline.size()) {
    registers::close_list_changes(session, kind.id, key);
  }
}

void put_change(Session& session, const pack::ListKind& kind, const Timeline& before,
                const Change& change, std::int64_t number, std::int64_t place) {
  registers::ListChange row;
  row.list = kind.id;
  row.number = number;
  row.place = place;
  row.kind = lists::to_string(change.kind);
  row.key = change.key;
  row.day = change.day;
  row.after = change.values;
  const auto* span = lists::holding_on(before, change.day);
  if (span == nullptr && !before.empty() && change.kind != ChangeKind::add) span = &before.back();
  if (span != nullptr) row.before = span->values;
  const bool was_hidden = span != nullptr && lists::is_withheld(kind, span->values);
  const bool is_hidden = change.kind != ChangeKind::end && lists::is_withheld(kind, change.values);
  row.open_before = lists::open_values(kind, row.before);
  row.open_after = lists::open_values(kind, row.after);
  row.is_open = !was_hidden && !is_hidden &&
                (change.kind != ChangeKind::change || row.open_before != row.open_after);
  registers::put_list_change(session, row);
}

void show(Session& session, const pack::ListKind& kind, const lists::ListConfirmed& event,
          const State& before, const State& after, const std::string& actor, Instant at) {
  decide_set(session, kind, event.set, "confirmed", event.number, {}, actor, at);
  std::int64_t place = 0;
  for (const auto& change : before.waiting.at(event.set).prepared.changes) {
    put_change(session, kind, before.timeline(change.key), change, event.number, ++place);
    put_entry(session, kind, change.key, after.timeline(change.key));
  }
}

}  // namespace

std::string list_stream(const std::string& list) { return "list/" + list; }

void show_list_event(Session& session, const pack::ListKind& kind, const State& before,
                     const State& after, const lists::Event& event, const std::string& actor,
                     Instant at) {
  if (const auto* prepared = std::get_if<lists::ListPrepared>(&event)) {
    show(session, kind, *prepared, after, actor, at);
  } else if (const auto* confirmed = std::get_if<lists::ListConfirmed>(&event)) {
    show(session, kind, *confirmed, before, after, actor, at);
  } else {
    const auto& discarded = std::get<lists::ListDiscarded>(event);
    decide_set(session, kind, discarded.set, "discarded", 0, discarded.reason, actor, at);
  }
}

void project_lists(Session& session, const pack::Pack& pack) {
  for (const auto& kind : pack.lists) {
    if (kind.source != pack::ListSource::kept) continue;
    State state;
    for (const auto& stored : store::load(session, list_stream(kind.id))) {
      const auto event = lists::decode(stored.kind, stored.body);
      auto after = lists::evolve(state, event, stored.actor, stored.at);
      show_list_event(session, kind, state, after, event, stored.actor, stored.at);
      state = std::move(after);
    }
  }
}

}  // namespace mingcha::desk
