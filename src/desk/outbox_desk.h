// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "channels/connector.h"
#include "channels/options.h"
#include "desk/announcement.h"
#include "desk/envelope.h"
#include "people/visitor.h"
#include "store/outbox_store.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;

/// A channel as people see it: nothing secret, and no address beyond its host.
struct ChannelSight {
  std::string id, kind, title, host;
  bool configured = false;  ///< It is in the settings.
  std::vector<std::string> categories;
  store::ChannelHold hold;
  std::map<std::string, std::int64_t> counts;  ///< Deliveries by state.
};

struct DeliverySight {
  store::Delivery delivery;
  std::string title, number;              ///< Of the decision; empty when it is sealed.
  std::vector<channels::Posted> by_hand;  ///< What a person has to delete.
};

struct DeliveryDetails {
  DeliverySight sight;
  std::vector<store::DeliveryAttempt> attempts;
  std::vector<store::OutboxAct> acts;
};

/// What goes out to other people's machines. Each event of a publication is put down for every
/// channel in the event's own transaction, and sent later: by whichever instance is first, one
/// turn at a time, each turn put down before the request leaves, so that after a crash anywhere it
/// is known that something may have been sent, and the remote is asked, or told again under the
/// same key. Safe to use from any thread.
class OutboxDesk {
 public:
  using MakeHttp = std::function<std::unique_ptr<channels::Http>(const channels::ChannelOptions&,
                                                                 const std::atomic<bool>&)>;

  OutboxDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people, CaseDesk& cases,
             Clock& clock, std::vector<channels::ChannelOptions> options, std::string base_url,
             const MakeHttp& make_http = over_the_network);
  OutboxDesk(const OutboxDesk&) = delete;
  OutboxDesk& operator=(const OutboxDesk&) = delete;
  ~OutboxDesk();

  /// In the transaction of the event. Events that the public does not notice: nothing.
  void announce(store::Session& session, const Announcement& announcement);

  [[nodiscard]] const std::vector<channels::ChannelOptions>& channels() const { return options_; }
  /// Takes turns on this channel while any is due, at most a hundred. Returns how many. One thread
  /// at a time for each channel.
  std::int64_t deliver(const std::string& channel);
  /// Requests under way end; deliver() returns soon.
  void stop() { stopping_ = true; }

  // ---- for people ----
  [[nodiscard]] std::vector<ChannelSight> look();
  /// Empty `channel` or `state`: all. The newest first.
  [[nodiscard]] std::vector<DeliverySight> list(const std::string& channel,
                                                const std::string& state, std::int64_t offset,
                                                std::int64_t limit);
  [[nodiscard]] std::optional<DeliveryDetails> find(std::int64_t delivery);
  [[nodiscard]] Result<std::string> pause(const people::Visitor& visitor,
                                          const std::string& channel, const std::string& reason,
                                          const Envelope& envelope);
  [[nodiscard]] Result<std::string> resume(const people::Visitor& visitor,
                                           const std::string& channel, const Envelope& envelope);
  /// At once, with a fresh count of failures. Refused for what is settled or being sent.
  [[nodiscard]] Result<std::string> retry(const people::Visitor& visitor, std::int64_t delivery,
                                          const Envelope& envelope);
  /// A person has seen to it on the other side, and says what was done.
  [[nodiscard]] Result<std::string> settle_by_hand(const people::Visitor& visitor,
                                                   std::int64_t delivery, const std::string& note,
                                                   const Envelope& envelope);

  [[nodiscard]] static std::unique_ptr<channels::Http> over_the_network(
      const channels::ChannelOptions& options, const std::atomic<bool>& stopping);

 private:
  struct Channel;
  struct Claim;
  [[nodiscard]] Channel* channel_of(const std::string& id);
  [[nodiscard]] bool take_turn(Channel& channel);
  [[nodiscard]] std::optional<Claim> claim(const Channel& channel);
  [[nodiscard]] Findings why_blocked(const Channel& channel, const Claim& claim);
  void record(const Channel& channel, Claim claim, const channels::Turn& turn);
  void record_blocked(const Claim& claim, const Findings& findings);
  /// One instance at a time writes to a channel's deliveries.
  static void lock(store::Session& session, const std::string& channel);
  void tidy(store::Session& session, const store::Delivery& delivery, bool afresh);
  [[nodiscard]] DeliverySight sight_of(store::Session& session, store::Delivery delivery);
  [[nodiscard]] Result<std::string> change(
      const people::Visitor& visitor, std::int64_t delivery, const Envelope& envelope,
      const std::function<Result<store::OutboxAct>(store::Session&, store::Delivery&)>& act);
  [[nodiscard]] Result<std::string> hold(const people::Visitor& visitor, const std::string& channel,
                                         const std::string* reason, const Envelope& envelope);

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  Clock& clock_;
  std::vector<channels::ChannelOptions> options_;
  std::string base_url_;
  std::atomic<bool> stopping_{false};
  std::map<std::string, std::unique_ptr<Channel>> channels_;
};

}  // namespace mingcha::desk
