// SPDX-License-Identifier: Apache-2.0
#include "desk/outbox_order.h"

#include <algorithm>

#include "base/result.h"
#include "channels/connector.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using store::Delivery;

bool puts(const Delivery& delivery) {
  return delivery.what == "published" || delivery.what == "corrected";
}

bool takes_back(const Delivery& delivery) { return delivery.what != "published"; }

/// Not one that somebody is sending at this moment.
bool rests(const Delivery& delivery) {
  return delivery.state == "waiting" || delivery.state == "dead" || delivery.state == "blocked";
}

void write(store::Session& session, Delivery& delivery) {
  if (!store::change_delivery(session, delivery)) {
    throw Fault("outbox: a delivery changed under the lock");
  }
  ++delivery.turn;
}

/// Nothing of it is on the other side, not even what nobody sees there.
bool left_no_trace(const Delivery& delivery) {
  const auto standing = channels::to_standing(delivery.standing);
  return standing == channels::Standing::nothing &&
         channels::decode_steps(delivery.steps, *standing).step.empty();
}

void settle_one(store::Session& session, Delivery& earlier, Asking asking, Instant now) {
  if (left_no_trace(earlier)) {
    settle(earlier, "skipped",
           {"尚未发出，已被后来的更正或撤回取代",
            "it had not gone out and was overtaken by a correction or withdrawal"},
           now);
    write(session, earlier);
  } else if (asking == Asking::impossible) {
    settle(earlier, "skipped",
           {"可能已送达，不再重发，由后来的更正或撤回处理",
            "it may have arrived; not sent again: what came later takes care of it"},
           now);
    write(session, earlier);
  } else if (asking == Asking::afresh) {
    earlier.state = "waiting";
    earlier.next_at = now;
    earlier.attempts = 0;
    write(session, earlier);
  }
}

}  // namespace

bool is_settled(const Delivery& delivery) {
  return delivery.state == "delivered" || delivery.state == "skipped" ||
         delivery.state == "done_by_hand";
}

bool may_stand(const Delivery& delivery) {
  return puts(delivery) && !delivery.gone &&
         delivery.standing != channels::to_string(channels::Standing::nothing);
}

bool is_overtaken(const Delivery& delivery, const std::vector<Delivery>& all) {
  return puts(delivery) && std::ranges::any_of(all, [&](const Delivery& later) {
           return later.id > delivery.id && takes_back(later);
         });
}

void settle(Delivery& delivery, const std::string& state, Text answer, Instant now) {
  delivery.state = state;
  delivery.answer = std::move(answer);
  delivery.body.clear();
  delivery.settled_at = now;
}

void settle_overtaken(store::Session& session, const std::string& channel,
                      const std::string& public_id, Asking asking, Instant now) {
  auto all = store::deliveries_of(session, channel, public_id);
  for (auto& earlier : all) {
    if (rests(earlier) && is_overtaken(earlier, all)) settle_one(session, earlier, asking, now);
  }
  for (auto& later : all) {
    if (!takes_back(later) || later.what == "corrected" || !rests(later)) continue;
    const bool has_work = std::ranges::any_of(all, [&](const Delivery& earlier) {
      const bool is_open = !is_settled(earlier) && earlier.state != "by_hand";
      return earlier.id < later.id && (is_open || may_stand(earlier));
    });
    if (has_work || later.turn != 0) continue;  // One that had its turn had something to do.
    settle(later, "skipped",
           {"公示从未在此渠道发出，无需撤回", "it never went out this way: nothing to take back"},
           now);
    write(session, later);
  }
}

}  // namespace mingcha::desk
