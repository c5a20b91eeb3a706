// SPDX-License-Identifier: Apache-2.0
#include "desk/officer_desk.h"

#include <algorithm>

#include "crypto/hash.h"
#include "desk/list_desk.h"
#include "lists/check.h"
#include "pack/definition.h"

namespace mingcha::desk {
namespace {

using Cells = std::map<std::string, std::string>;

constexpr std::size_t kCodeBytes = 12;

Officer officer_of(const Cells& cells) {
  const auto cell = [&](const char* column) {
    const auto found = cells.find(column);
    return found == cells.end() ? std::string{} : found->second;
  };
  return {cell("name"),
          cell("unit"),
          cell("post"),
          cell("badge"),
          cell("certificate"),
          cell("category"),
          cell("area"),
          parse_day(cell("valid_from")),
          parse_day(cell("valid_to"))};
}

}  // namespace

OfficerDesk::OfficerDesk(ListDesk& lists, const pack::Pack& pack, Clock& clock, const Digest& key)
    : lists_{lists}, pack_{pack}, clock_{clock}, key_{key} {}

OfficerDesk::Loaded OfficerDesk::load() {
  auto state = lists_.state(kOfficerList);
  return state ? *state : nullptr;  // A pack without this list has no officers to show.
}

std::string OfficerDesk::make_code(const std::string& badge) const {
  const auto mac = crypto::hmac_sha256(as_bytes(key_), "mingcha officer code/" + badge);
  return to_base64url(as_bytes(mac).substr(0, kCodeBytes));
}

OfficerPage OfficerDesk::find(const std::string& words, std::int64_t offset, std::int64_t limit) {
  OfficerPage out;
  if (pack_.list(kOfficerList) == nullptr) return out;
  registers::ListFilter filter;
  filter.on = local_day(clock_.now());
  filter.words = words;
  const auto page = lists_.entries(kOfficerList, filter, registers::Reach::open, offset, limit);
  out.total = page.total;
  for (const auto& entry : page.entries) out.officers.push_back(officer_of(entry.cells));
  return out;
}

OfficerStanding OfficerDesk::standing(const lists::State& state, const std::string& badge,
                                      Asked asked) {
  using Kind = OfficerStanding::Kind;
  OfficerStanding out{Kind::unknown, std::nullopt, clock_.now()};
  const auto today = local_day(out.at);
  const auto& timeline = state.timeline(badge);
  const auto* span = lists::holding_on(timeline, mingcha::to_string(today));
  // Whoever was withheld at any time is not spoken of by number, nor once they have left.
  const auto* const kind = pack_.list(kOfficerList);
  const bool withheld = std::ranges::any_of(
      timeline, [&](const auto& each) { return lists::is_withheld(*kind, each.values); });
  if (timeline.empty() || (withheld && asked == Asked::number)) return out;
  if (span == nullptr) {
    out.kind = Kind::ended;
    return out;
  }
  const auto officer = officer_of(span->values);
  if (officer.from && today < *officer.from) {
    out.kind = Kind::not_yet;
  } else if (officer.to && *officer.to < today) {
    out.kind = Kind::expired;
  } else {
    out.kind = withheld ? Kind::withheld : Kind::valid;
  }
  if (!withheld) out.officer = officer;
  return out;
}

OfficerStanding OfficerDesk::by_number(const std::string& number) {
  const auto state = load();
  if (state == nullptr) return {OfficerStanding::Kind::unknown, std::nullopt, clock_.now()};
  if (!state->timeline(number).empty()) return standing(*state, number, Asked::number);
  const auto today = mingcha::to_string(local_day(clock_.now()));
  for (const auto& [badge, timeline] : state->entries) {
    const auto* span = lists::holding_on(timeline, today);
    if (span == nullptr) continue;
    const auto found = span->values.find("certificate");
    if (found != span->values.end() && found->second == number) {
      return standing(*state, badge, Asked::number);
    }
  }
  return {OfficerStanding::Kind::unknown, std::nullopt, clock_.now()};
}

OfficerStanding OfficerDesk::by_code(const std::string& code) {
  const auto state = load();
  std::string badge;
  if (state != nullptr) {
    const std::scoped_lock lock{mutex_};
    if (coded_ != state) {
      codes_.clear();
      for (const auto& [each, timeline] : state->entries) codes_.emplace(make_code(each), each);
      coded_ = state;
    }
    const auto found = codes_.find(code);
    if (found != codes_.end()) badge = found->second;
  }
  if (badge.empty()) return {OfficerStanding::Kind::unknown, std::nullopt, clock_.now()};
  return standing(*state, badge, Asked::code);
}

std::optional<std::string> OfficerDesk::code_of(const std::string& badge) {
  const auto state = load();
  if (state == nullptr || badge.empty() || state->timeline(badge).empty()) return std::nullopt;
  return make_code(badge);
}

}  // namespace mingcha::desk
