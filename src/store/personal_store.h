// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace mingcha::store {

class Session;

/// What somebody typed and has not submitted.
struct StoredFormDraft {
  std::string person_id, place;
  std::int64_t revision = 0;
  std::int64_t case_version = 0;
  Instant saved_at;
  std::string sealed;
};

/// For the whole list, without what is sealed; by place.
[[nodiscard]] std::vector<StoredFormDraft> form_drafts_of(Session& session,
                                                          std::string_view person_id);
[[nodiscard]] std::optional<StoredFormDraft> find_form_draft(Session& session,
                                                             std::string_view person_id,
                                                             std::string_view place);
/// Over revision `draft.revision - 1`, or a new one where that is 0. False when another is there.
[[nodiscard]] bool save_form_draft(Session& session, const StoredFormDraft& draft);
bool remove_form_draft(Session& session, std::string_view person_id, std::string_view place);

struct StoredListView {
  std::string person_id, name;
  Instant saved_at;
  std::string body;  ///< JSON object.
};

/// By name.
[[nodiscard]] std::vector<StoredListView> list_views_of(Session& session,
                                                        std::string_view person_id);
void save_list_view(Session& session, const StoredListView& view);
bool remove_list_view(Session& session, std::string_view person_id, std::string_view name);

}  // namespace mingcha::store
