// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/instant.h"

namespace mingcha::lists {
struct State;
}  // namespace mingcha::lists

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class ListDesk;

/// The list that says who may enforce, and its columns.
inline constexpr const char* kOfficerList = "officers";

/// An officer as the list has them on a day.
struct Officer {
  std::string name, unit, post, badge, certificate, category, area;
  std::optional<Day> from, to;  ///< Of the certificate, both included.
};

/// Whether somebody may enforce today.
struct OfficerStanding {
  enum class Kind {
    valid,
    withheld,  ///< Valid; the law keeps everything else from the public.
    not_yet,
    expired,
    ended,    ///< Was in the list and is not today.
    unknown,  ///< No officer has this code or number.
  };
  Kind kind = Kind::unknown;
  std::optional<Officer> officer;  ///< None for withheld, ended and unknown.
  Instant at;
};

struct OfficerPage {
  std::int64_t total = 0;
  std::vector<Officer> officers;
};

/// Who may enforce, as the public may know it: from the published list, as of today. Safe to use
/// from any thread.
class OfficerDesk {
 public:
  /// `key` makes the codes: whoever has not got it cannot make one up.
  OfficerDesk(ListDesk& lists, const pack::Pack& pack, Clock& clock, const Digest& key);

  /// Those that are public, by badge number. Each of the words stands in some column.
  [[nodiscard]] OfficerPage find(const std::string& words, std::int64_t offset, std::int64_t limit);
  /// By badge or certificate number. Of whoever is withheld: as if there were nobody.
  [[nodiscard]] OfficerStanding by_number(const std::string& number);
  /// By what stands in the QR code of a certificate.
  [[nodiscard]] OfficerStanding by_code(const std::string& code);
  /// What stands in the QR code of that officer's certificate; nothing when they are not in the
  /// list.
  [[nodiscard]] std::optional<std::string> code_of(const std::string& badge);

 private:
  using Loaded = std::shared_ptr<const lists::State>;
  [[nodiscard]] Loaded load();
  [[nodiscard]] std::string make_code(const std::string& badge) const;
  enum class Asked { number, code };
  [[nodiscard]] OfficerStanding standing(const lists::State& state, const std::string& badge,
                                         Asked asked);

  ListDesk& lists_;
  const pack::Pack& pack_;
  Clock& clock_;
  Digest key_;
  std::mutex mutex_;
  Loaded coded_;                              ///< The list that `codes_` was made of.
  std::map<std::string, std::string> codes_;  ///< Code → badge.
};

}  // namespace mingcha::desk
