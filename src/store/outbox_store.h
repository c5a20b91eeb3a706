// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/text.h"

namespace mingcha::store {

class Session;

/// One event on its way through one channel.
struct Delivery {
  std::int64_t id = 0;
  std::string channel, key;
  std::int64_t seq = 0;
  std::string case_id, public_id, what;
  Instant queued_at;
  std::string body;
  /// waiting | sending | delivered | dead | blocked | by_hand | done_by_hand | skipped
  std::string state;
  std::string standing;  ///< nothing | unsure | there
  std::string steps;
  std::int64_t turn = 0, attempts = 0;
  Instant next_at, held_until;
  std::string remote_id, remote_url;
  bool gone = false;
  Text answer;
  std::optional<Instant> settled_at;
};

struct DeliveryAttempt {
  std::int64_t turn = 0;
  Instant began_at, ended_at;
  std::string outcome;
  Text answer;
};

struct ChannelHold {
  std::string channel;
  bool paused = false;
  std::string paused_by;
  Instant paused_at;
  Text reason;
  Instant not_before;
};

struct OutboxAct {
  Instant at;
  std::string person_id, channel;
  std::optional<std::int64_t> delivery_id;
  std::string act, note;
};

void add_delivery(Session& session, const Delivery& delivery);
[[nodiscard]] std::optional<Delivery> find_delivery(Session& session, std::int64_t id);
/// All of one decision on one channel, in their order.
[[nodiscard]] std::vector<Delivery> deliveries_of(Session& session, std::string_view channel,
                                                  std::string_view public_id);
/// The first that is due and that no earlier one of its decision holds up; one that is being sent
/// is due again when its time is over.
[[nodiscard]] std::optional<Delivery> due_delivery(Session& session, std::string_view channel,
                                                   Instant now);
/// Writes everything that may change, with turn + 1. False, and nothing written, when the
/// delivery's turn is not the one given: somebody else was faster.
[[nodiscard]] bool change_delivery(Session& session, const Delivery& delivery);
/// Empty `state`: all. The newest first.
[[nodiscard]] std::vector<Delivery> list_deliveries(Session& session, std::string_view channel,
                                                    std::string_view state, std::int64_t offset,
                                                    std::int64_t limit);
struct DeliveryCount {
  std::string channel, state;
  std::int64_t count = 0;
};
[[nodiscard]] std::vector<DeliveryCount> count_deliveries(Session& session);
/// Which channels have something of this decision.
[[nodiscard]] std::vector<std::string> channels_of(Session& session, std::string_view public_id);

void add_attempt(Session& session, std::int64_t delivery_id, const DeliveryAttempt& attempt);
[[nodiscard]] std::vector<DeliveryAttempt> attempts_of(Session& session, std::int64_t delivery_id);

/// Not paused when nothing is kept of it.
[[nodiscard]] ChannelHold channel_hold(Session& session, std::string_view channel);
void save_channel_hold(Session& session, const ChannelHold& hold);

void add_act(Session& session, const OutboxAct& act);
[[nodiscard]] std::vector<OutboxAct> acts_on(Session& session, std::int64_t delivery_id);

}  // namespace mingcha::store
