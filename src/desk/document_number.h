// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "people/person.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// Takes document numbers inside one command's transaction:
/// <agency>（<unit>）<word>字〔<year>〕<serial>号, counted per unit, word and year.
class NumberTaker {
 public:
  /// `version` is the stream's before the command; numbers taken are added to `taken`.
  NumberTaker(store::Session& session, const people::Directory& people, std::string stream,
              std::int64_t version, Instant now, std::vector<std::string>& taken)
      : session_{session},
        people_{people},
        stream_{std::move(stream)},
        version_{version},
        now_{now},
        taken_{taken} {}

  [[nodiscard]] std::string take(const std::string& word, const std::string& unit);

 private:
  store::Session& session_;
  const people::Directory& people_;
  std::string stream_;
  std::int64_t version_;
  Instant now_;
  std::vector<std::string>& taken_;
};

}  // namespace mingcha::desk
