// SPDX-License-Identifier: Apache-2.0
#include "desk/outbox_desk.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "channels/curl_http.h"
#include "desk/idempotency.h"
#include "desk/outbox_channel.h"
#include "desk/outbox_order.h"
#include "registers/publication_register.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using channels::ChannelOptions;
using channels::Message;
using channels::What;
using store::Delivery;
using store::Outcome;
using store::Session;

/// Of the event's kind, the word behind the dot; nothing where the public notices nothing.
std::optional<What> what_of(const std::string& kind) {
  return channels::to_what(kind.substr(kind.find('.') + 1));
}

bool wants(const ChannelOptions& options, const std::string& category) {
  return options.categories.empty() ||
         std::ranges::find(options.categories, category) != options.categories.end();
}

/// What may be said of a decision that was taken back is that it was, and why.
Message message_of(const Announcement& announcement, What what, const std::string& base_url) {
  const auto& row = announcement.row;
  const auto& state = announcement.state;
  Message message;
  message.what = what;
  message.at = announcement.event.at;
  message.round = announcement.event.version;
  message.public_id = row.public_id;
  message.url = base_url + "/decisions/" + row.public_id;
  if (state.withdrawn) {
    message.reason = state.withdrawn->reason;
    message.article = state.withdrawn->article;
  }
  if (what == What::corrected && !state.corrections.empty()) {
    message.reason = state.corrections.back().what + "：" + state.corrections.back().reason;
  }
  if (channels::removes(what) || !state.prepared) return message;
  message.title = row.title;
  message.number = row.number;
  message.unit = row.unit_name;
  message.decided_on = row.decided_on;
  message.published_on = row.published_on;
  message.party = row.party;
  message.outcome = row.outcome;
  message.text = state.prepared->text;
  message.digest = state.prepared->digest;
  message.facts = state.prepared->facts;
  return message;
}

Delivery fresh_delivery(const Announcement& announcement, const std::string& channel,
                        Message message) {
  Delivery delivery;
  message.key = channels::message_key(channel, message.public_id, message.round);
  delivery.channel = channel;
  delivery.key = message.key;
  delivery.seq = announcement.event.seq;
  delivery.case_id = announcement.row.case_id;
  delivery.public_id = message.public_id;
  delivery.what = to_string(message.what);
  delivery.queued_at = announcement.event.at;
  delivery.body = encode(message);
  delivery.state = "waiting";
  delivery.standing = to_string(channels::Standing::nothing);
  delivery.next_at = announcement.event.at;
  return delivery;
}

std::string host_of(const std::string& url) {
  const auto begin = url.find("://");
  if (begin == std::string::npos) return {};
  const auto end = url.find_first_of("/?#", begin + 3);
  const auto authority = url.substr(begin + 3, end - begin - 3);
  return authority.substr(authority.rfind('@') + 1);  // Never a name and password.
}

Rejection no_such(Text what) { return {Refusal::not_found, std::move(what), {}}; }

Rejection not_now(const Delivery& delivery) {
  return {Refusal::out_of_order,
          {"这次投递现在不能这样处理", "not with this delivery now"},
          {{"delivery-state",
            {"投递状态：" + delivery.state, "it is " + delivery.state},
            {},
            {"已办结的无需处理；正在发送的稍候再试", "settled ones need nothing; wait for others"},
            std::to_string(delivery.id)}}};
}

std::string answer_of(const Delivery& delivery) {
  return nlohmann::json{{"delivery", delivery.id}, {"state", delivery.state}}.dump();
}

}  // namespace

std::unique_ptr<channels::Http> OutboxDesk::over_the_network(const ChannelOptions& options,
                                                             const std::atomic<bool>& stopping) {
  channels::CurlOptions out;
  out.answer_within = options.answer_within;
  out.allow_internal = options.allow_internal;
  out.allow_plain = options.allow_plain;
  out.ca_file = options.ca_file;
  return std::make_unique<channels::CurlHttp>(out, stopping);
}

OutboxDesk::OutboxDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
                       CaseDesk& cases, Clock& clock, std::vector<ChannelOptions> options,
                       std::string base_url, const MakeHttp& make_http)
    : database_{database},
      pack_{pack},
      people_{people},
      cases_{cases},
      clock_{clock},
      options_{std::move(options)},
      base_url_{std::move(base_url)} {
  for (const auto& each : options_) {
    auto channel = std::make_unique<Channel>();
    channel->options = each;
    channel->http = make_http(each, stopping_);
    channel->connector = channels::make_connector(each, *channel->http);
    channels_[each.id] = std::move(channel);
  }
}

OutboxDesk::~OutboxDesk() = default;

OutboxDesk::Channel* OutboxDesk::channel_of(const std::string& id) {
  const auto found = channels_.find(id);
  return found == channels_.end() ? nullptr : found->second.get();
}

void OutboxDesk::announce(Session& session, const Announcement& announcement) {
  const auto what = what_of(announcement.event.kind);
  if (!what) return;
  const auto message = message_of(announcement, *what, base_url_);
  std::set<std::string> ids;
  if (!channels::removes(*what)) {
    for (const auto& each : options_) {
      if (wants(each, announcement.category)) ids.insert(each.id);
    }
  }
  // Where it went it is also taken back, whatever the settings say by now.
  if (*what != What::published) {
    for (auto& id : store::channels_of(session, message.public_id)) ids.insert(std::move(id));
  }
  for (const auto& id : ids) {
    const auto delivery = fresh_delivery(announcement, id, message);
    lock(session, id);
    store::add_delivery(session, delivery);
    tidy(session, delivery, true);
  }
}

void OutboxDesk::lock(Session& session, const std::string& channel) {
  store::hold_name(session, "outbox/" + channel);
}

void OutboxDesk::tidy(Session& session, const Delivery& delivery, bool afresh) {
  const auto* channel = channel_of(delivery.channel);
  auto asking = Asking::possible;
  if (channel != nullptr && !channel->connector->can_ask()) asking = Asking::impossible;
  if (asking == Asking::possible && afresh) asking = Asking::afresh;
  settle_overtaken(session, delivery.channel, delivery.public_id, asking, clock_.now());
}

std::vector<ChannelSight> OutboxDesk::look() {
  std::map<std::string, ChannelSight> sights;
  for (const auto& each : options_) {
    sights[each.id] = {each.id, to_string(each.kind), each.title, host_of(each.url),
                       true,    each.categories,      {},         {}};
  }
  database_.read([&](Session& session) {
    for (auto& [id, sight] : sights) sight.counts.clear();
    for (const auto& count : store::count_deliveries(session)) {
      auto& sight = sights[count.channel];
      sight.id = count.channel;
      sight.counts[count.state] = count.count;
    }
    for (auto& [id, sight] : sights) sight.hold = store::channel_hold(session, id);
  });
  std::vector<ChannelSight> out;
  for (auto& [id, sight] : sights) out.push_back(std::move(sight));
  return out;
}

DeliverySight OutboxDesk::sight_of(Session& session, Delivery delivery) {
  DeliverySight sight;
  const auto row = registers::find_public(session, delivery.public_id);
  if (row && row->state != "sealed") {
    sight.title = row->title;
    sight.number = row->number;
  }
  if (delivery.state == "by_hand" || delivery.state == "dead") {
    for (const auto& each : store::deliveries_of(session, delivery.channel, delivery.public_id)) {
      const bool stands = !each.gone && !each.remote_url.empty();
      if (each.id < delivery.id && stands && delivery.what != "published") {
        sight.by_hand.push_back({each.remote_id, each.remote_url});
      }
    }
  }
  sight.delivery = std::move(delivery);
  return sight;
}

std::vector<DeliverySight> OutboxDesk::list(const std::string& channel, const std::string& state,
                                            std::int64_t offset, std::int64_t limit) {
  std::vector<DeliverySight> out;
  database_.read([&](Session& session) {
    out.clear();
    for (auto& each : store::list_deliveries(session, channel, state, offset, limit)) {
      out.push_back(sight_of(session, std::move(each)));
    }
  });
  return out;
}

std::optional<DeliveryDetails> OutboxDesk::find(std::int64_t delivery) {
  std::optional<DeliveryDetails> out;
  database_.read([&](Session& session) {
    out.reset();
    auto found = store::find_delivery(session, delivery);
    if (!found) return;
    out.emplace();
    out->sight = sight_of(session, std::move(*found));
    out->attempts = store::attempts_of(session, delivery);
    out->acts = store::acts_on(session, delivery);
  });
  return out;
}

Result<std::string> OutboxDesk::hold(const people::Visitor& visitor, const std::string& channel,
                                     const std::string* reason, const Envelope& envelope) {
  if (channel_of(channel) == nullptr) {
    return tl::unexpected<Rejection>(no_such({"没有这个渠道", "no such channel"}));
  }
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    const auto now = clock_.now();
    outcome = once(session, visitor.person_id, envelope, now, [&]() -> Result<std::string> {
      lock(session, channel);
      auto kept = store::channel_hold(session, channel);
      kept.paused = reason != nullptr;
      kept.paused_by = visitor.person_id;
      kept.paused_at = now;
      kept.reason = reason != nullptr ? Text{*reason, *reason} : Text{};
      if (reason == nullptr) kept.not_before = now;
      store::save_channel_hold(session, kept);
      store::add_act(session, {now,
                               visitor.person_id,
                               channel,
                               {},
                               reason != nullptr ? "pause" : "resume",
                               reason != nullptr ? *reason : std::string{}});
      return nlohmann::json{{"channel", channel}, {"paused", kept.paused}}.dump();
    });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> OutboxDesk::pause(const people::Visitor& visitor, const std::string& channel,
                                      const std::string& reason, const Envelope& envelope) {
  return hold(visitor, channel, &reason, envelope);
}

Result<std::string> OutboxDesk::resume(const people::Visitor& visitor, const std::string& channel,
                                       const Envelope& envelope) {
  return hold(visitor, channel, nullptr, envelope);
}

Result<std::string> OutboxDesk::change(
    const people::Visitor& visitor, std::int64_t delivery, const Envelope& envelope,
    const std::function<Result<store::OutboxAct>(Session&, Delivery&)>& act) {
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    const auto now = clock_.now();
    outcome = once(session, visitor.person_id, envelope, now, [&]() -> Result<std::string> {
      auto found = store::find_delivery(session, delivery);
      if (!found) {
        return tl::unexpected<Rejection>(no_such({"没有这次投递", "no such delivery"}));
      }
      lock(session, found->channel);
      found = store::find_delivery(session, delivery);
      auto done = act(session, *found);
      if (!done) return tl::unexpected<Rejection>(done.error());
      if (!store::change_delivery(session, *found)) {
        return tl::unexpected<Rejection>(not_now(*found));
      }
      store::add_act(session, *done);
      tidy(session, *found, false);
      return answer_of(*found);
    });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<std::string> OutboxDesk::retry(const people::Visitor& visitor, std::int64_t delivery,
                                      const Envelope& envelope) {
  return change(visitor, delivery, envelope,
                [&](Session&, Delivery& found) -> Result<store::OutboxAct> {
                  if (is_settled(found) || found.state == "sending") {
                    return tl::unexpected<Rejection>(not_now(found));
                  }
                  const auto standing = channels::to_standing(found.standing);
                  auto known = channels::decode_steps(found.steps, *standing);
                  std::erase_if(known.notes, [](const auto& note) {
                    return note.first == "turns" || note.first.starts_with("left ");
                  });
                  found.steps = encode_steps(known);
                  found.state = "waiting";
                  found.attempts = 0;
                  found.next_at = clock_.now();
                  return store::OutboxAct{clock_.now(), visitor.person_id, found.channel,
                                          found.id,     "retry",           {}};
                });
}

Result<std::string> OutboxDesk::settle_by_hand(const people::Visitor& visitor,
                                               std::int64_t delivery, const std::string& note,
                                               const Envelope& envelope) {
  return change(
      visitor, delivery, envelope,
      [&](Session& session, Delivery& found) -> Result<store::OutboxAct> {
        if (found.state != "by_hand" && found.state != "dead" && found.state != "blocked") {
          return tl::unexpected<Rejection>(not_now(found));
        }
        const auto now = clock_.now();
        for (auto& each : store::deliveries_of(session, found.channel, found.public_id)) {
          if (each.id >= found.id || found.what == "published" || each.gone) continue;
          each.gone = true;
          (void)store::change_delivery(session, each);
        }
        settle(found, "done_by_hand", {"人工办结：" + note, "done by hand: " + note}, now);
        return store::OutboxAct{now, visitor.person_id, found.channel, found.id, "settle", note};
      });
}

}  // namespace mingcha::desk
