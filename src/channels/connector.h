// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "channels/http.h"
#include "channels/message.h"
#include "channels/options.h"

namespace mingcha::channels {

/// What one delivery has brought about on the other side, as far as is known.
enum class Standing {
  nothing,
  unsure,  ///< A request went out and nobody knows what became of it.
  there,
};

[[nodiscard]] const char* to_string(Standing standing);
[[nodiscard]] std::optional<Standing> to_standing(std::string_view word);

/// Something on the other side.
struct Posted {
  std::string id, url;
  bool operator==(const Posted&) const = default;
};

/// Kept with the delivery from turn to turn, also over a crash. Nothing secret in it.
struct Known {
  Standing standing = Standing::nothing;
  std::string step;                          ///< Which request is next; "" the first.
  std::map<std::string, std::string> notes;  ///< Ids that the other side gave, and counts.

  [[nodiscard]] std::string note(const std::string& name) const;
  /// Counts one up and returns the new number.
  int count(const std::string& name);
  /// What the interface does not let us delete stays for a person.
  void leave(const Posted& post);
  [[nodiscard]] bool left(const Posted& post) const;
  [[nodiscard]] bool left_something() const;
  bool operator==(const Known&) const = default;
};

[[nodiscard]] std::string encode_steps(const Known& known);
/// `standing` is kept beside it. Throws Fault.
[[nodiscard]] Known decode_steps(std::string_view json, Standing standing);

struct Task {
  const Message& message;
  Known known;
  std::vector<Posted> earlier;  ///< What earlier deliveries of this decision left there.
  bool only_ask = false;        ///< It was taken back meanwhile: find out, send nothing.
  Instant now;
};

/// What came of one turn: at most one request that changes anything on the other side.
struct Turn {
  enum class End {
    delivered,
    go_on,    ///< So far, so good; the next turn after `wait`.
    again,    ///< Failed; once more after `wait`, or when the back-off says.
    refused,  ///< No use in trying again: a person has to look.
    by_hand,  ///< Done but for what only a person can delete.
    pause,    ///< Nothing will go this way until somebody has looked at the channel.
  };
  End end{};
  Known known;
  Text answer;                                    ///< What the other side said, for people.
  std::optional<std::chrono::milliseconds> wait;  ///< As the other side asked.
  bool whole_channel = false;                     ///< The wait is everybody's: too many requests.
  Posted posted;                                  ///< When delivered.
  std::vector<std::string> removed;               ///< Ids of `earlier` that are gone now.
};

/// Delivered, or by_hand when something was left.
[[nodiscard]] Turn finished(Turn turn);

/// When no whole answer came: to be tried again, with the reason.
[[nodiscard]] Turn unanswered(Turn turn, const HttpAnswer& answer);

/// The way to one remote. One thread at a time.
class Connector {
 public:
  Connector() = default;
  Connector(const Connector&) = delete;
  Connector& operator=(const Connector&) = delete;
  virtual ~Connector() = default;

  /// Everything that would go out for the message, for the leak test.
  [[nodiscard]] virtual std::vector<std::string> bytes(const Message& message) const = 0;
  /// Whether the remote can tell if it has something; else it goes by the message's key.
  [[nodiscard]] virtual bool can_ask() const = 0;
  [[nodiscard]] virtual Turn take(const Task& task) = 0;
};

/// `http` must outlive it. The options must have passed check().
[[nodiscard]] std::unique_ptr<Connector> make_connector(const ChannelOptions& options, Http& http);

/// What a remote said, cut to a line that people can read and that holds none of the secrets.
[[nodiscard]] std::string said(std::string_view body, const std::vector<std::string>& secrets);

/// That a remote did not accept, with its code and what it `said`.
[[nodiscard]] Text not_accepted(std::int64_t code, const std::string& said);

/// That an answer came which says neither yes nor no.
[[nodiscard]] Text unreadable(const std::string& said);

}  // namespace mingcha::channels
