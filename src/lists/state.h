// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "lists/event.h"

namespace mingcha::lists {

/// An entry as it holds from one day to another, both included.
struct Span {
  Values values;
  std::string from, to;     ///< Days; `to` is empty while no end is known.
  std::int64_t number = 0;  ///< Version of the list that made it so.

  bool operator==(const Span&) const = default;
};

/// One entry through time: spans in order, none overlaps another.
using Timeline = std::vector<Span>;

/// A set of changes that waits for its second person.
struct ChangeSet {
  ListPrepared prepared;
  std::string by;
  Instant at;
  std::int64_t version = 0;  ///< Of the stream, that prepared it.
};

struct State {
  std::int64_t version = 0;  ///< Of the stream.
  std::int64_t number = 0;   ///< Of the list: how many sets were confirmed.
  std::int64_t sets = 0;
  std::map<std::string, Timeline> entries;  ///< By key.
  std::map<std::int64_t, ChangeSet> waiting;

  /// The entry's spans; none when there never was one.
  [[nodiscard]] const Timeline& timeline(const std::string& key) const;
};

[[nodiscard]] State evolve(State state, const Event& event, const std::string& actor, Instant at);

/// The timeline with one more change: from its day on, nothing of what was there remains.
[[nodiscard]] Timeline applied(Timeline timeline, const Change& change, std::int64_t number);

/// The span that holds on the day; null when none does.
[[nodiscard]] const Span* holding_on(const Timeline& timeline, std::string_view day);
[[nodiscard]] bool holds_on(const Span& span, std::string_view day);

/// The day before / after, as text.
[[nodiscard]] std::string day_before(const std::string& day);
[[nodiscard]] std::string day_after(const std::string& day);

}  // namespace mingcha::lists
