// SPDX-License-Identifier: Apache-2.0
#include "desk/beyond.h"

#include <algorithm>

#include "desk/case_rows.h"
#include "registers/elsewhere_register.h"
#include "registers/review_register.h"

namespace mingcha::desk {

Beyond nothing_beyond(bool& asked) {
  return {[&asked](const std::string&, const std::string&) {
            asked = true;
            return std::string{};
          },
          {[&asked](const std::string&, const std::vector<std::string>&, Instant, Instant) {
             asked = true;
             return std::vector<acts::Engagement>{};
           },
           [&asked](const std::string&, const std::string&) {
             asked = true;
             return false;
           },
           [&asked](const std::string&) {
             asked = true;
             return std::int64_t{0};
           }}};
}

acts::Elsewhere elsewhere_in(store::Session& session, const std::string& case_id) {
  return {
      [&session, case_id](const std::string& rule, std::vector<std::string> persons, Instant from,
                          Instant until) {
        std::ranges::sort(persons);  // Everybody asks in one order, so that nobody waits in a ring.
        std::vector<acts::Engagement> out;
        for (const auto& person : persons) {
          for (const auto& row :
               registers::engagements_elsewhere(session, case_id, {rule, person, from, until})) {
            out.push_back({row.person, row.began, row.ended});
          }
        }
        return out;
      },
      [&session, case_id](const std::string& rule, const std::string& key) {
        return registers::settled_elsewhere(session, case_id, {rule, digest_of_same(key)});
      },
      [&session](const std::string& person) {
        return registers::review_burden_of(session, person);
      }};
}

}  // namespace mingcha::desk
