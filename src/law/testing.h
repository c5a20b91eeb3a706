// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "law/calendar.h"

namespace mingcha::law::testing {

/// The calendars of the pack: 2025 and 2026, nothing else.
inline Calendar official_calendar() {
  Calendar calendar;
  for (const auto* year : {"2025", "2026"}) {
    const auto path =
        std::string{MINGCHA_SOURCE_DIR} + "/packs/public-security/calendar/" + year + ".csv";
    std::ifstream file{path};
    std::stringstream csv;
    csv << file.rdbuf();
    if (const auto loaded = calendar.load(csv.str(), path); !loaded) {
      throw std::runtime_error(path + ": " + loaded.error().message.en);
    }
  }
  return calendar;
}

}  // namespace mingcha::law::testing
