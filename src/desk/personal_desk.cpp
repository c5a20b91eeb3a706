// SPDX-License-Identifier: Apache-2.0
#include "desk/personal_desk.h"

#include <algorithm>

#include <fmt/format.h>

#include "crypto/sealed.h"
#include "store/database.h"
#include "store/personal_store.h"

namespace mingcha::desk {
namespace {

using store::Outcome;
using store::Session;

constexpr std::size_t kPlaceLongest = 120;
constexpr std::size_t kNameLongest = 60;

/// A draft that is moved to another person or place does not open.
std::string context_of(const std::string& person, const std::string& place) {
  return "form_draft/" + person + "/" + place;
}

std::optional<Rejection> wrong_place(const std::string& place) {
  const bool fits =
      !place.empty() && place.size() <= kPlaceLongest && std::ranges::all_of(place, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
      });
  if (fits) return std::nullopt;
  return Rejection{
      Refusal::malformed,
      {"草稿位置不正确", "not a place of a draft"},
      {{"bad-place",
        {"由小写字母、数字、点、横线和下划线组成，至多120个字符",
         "lower-case letters, digits, dot, hyphen and underscore, up to 120 characters"},
        {},
        {},
        "place"}}};
}

Rejection too_many(const Text& what, std::size_t most) {
  return {Refusal::invalid,
          what,
          {{"too-many",
            {fmt::format("至多{}个", most), fmt::format("at most {}", most)},
            {},
            {"请删除不再需要的", "remove those no longer needed"},
            {}}}};
}

}  // namespace

std::vector<FormDraft> PersonalDesk::drafts(const people::Visitor& visitor) {
  std::vector<FormDraft> out;
  database_.read([&](Session& session) {
    out.clear();
    for (auto& stored : store::form_drafts_of(session, visitor.person_id)) {
      out.push_back(
          {std::move(stored.place), stored.revision, stored.case_version, stored.saved_at, {}});
    }
  });
  return out;
}

std::optional<FormDraft> PersonalDesk::find(const people::Visitor& visitor,
                                            const std::string& place) {
  std::optional<store::StoredFormDraft> stored;
  database_.read([&](Session& session) {
    stored = store::find_form_draft(session, visitor.person_id, place);
  });
  if (!stored) return std::nullopt;
  auto values =
      crypto::open_sealed(sealing_key_, stored->sealed, context_of(visitor.person_id, place));
  if (!values) throw Fault("a form draft does not open: " + place);
  return FormDraft{place, stored->revision, stored->case_version, stored->saved_at,
                   *std::move(values)};
}

Result<FormDraft> PersonalDesk::draft(const people::Visitor& visitor, const std::string& place) {
  if (auto wrong = wrong_place(place)) return tl::unexpected<Rejection>(*std::move(wrong));
  auto found = find(visitor, place);
  if (!found) return reject(Refusal::not_found, {"没有草稿", "no draft here"});
  return *std::move(found);
}

Result<FormDraft> PersonalDesk::save(const people::Visitor& visitor, FormDraft draft,
                                     std::optional<FormDraft>& newer) {
  if (auto wrong = wrong_place(draft.place)) return tl::unexpected<Rejection>(*std::move(wrong));
  if (draft.values.size() > kFormDraftLargest) {
    return reject(Refusal::too_large, {"草稿超过1 MiB", "the draft is over 1 MiB"});
  }
  draft.revision += 1;
  draft.saved_at = clock_.now();
  const store::StoredFormDraft stored{
      visitor.person_id,
      draft.place,
      draft.revision,
      draft.case_version,
      draft.saved_at,
      crypto::seal(sealing_key_, draft.values, context_of(visitor.person_id, draft.place))};
  bool full = false;
  bool saved = false;
  database_.write([&](Session& session) {
    full = draft.revision == 1 &&
           store::form_drafts_of(session, visitor.person_id).size() >= kFormDraftsMost &&
           !store::find_form_draft(session, visitor.person_id, draft.place);
    saved = !full && store::save_form_draft(session, stored);
    return saved ? Outcome::commit : Outcome::roll_back;
  });
  if (full) {
    return tl::unexpected<Rejection>(too_many({"草稿过多", "too many drafts"}, kFormDraftsMost));
  }
  if (saved) return draft;
  newer = find(visitor, draft.place);
  return reject(
      Refusal::conflict, {"草稿已在别处修改或提交", "the draft was changed or submitted elsewhere"},
      {{"revision-stale",
        {fmt::format("您的是第{}版，现在是第{}版", draft.revision - 1, newer ? newer->revision : 0),
         fmt::format("yours is revision {}, it is now at {}", draft.revision - 1,
                     newer ? newer->revision : 0)},
        {},
        {"比较两份草稿，再以新的版本号保存", "compare both, then save over the newer revision"},
        "/revision"}});
}

void PersonalDesk::drop(const people::Visitor& visitor, const std::string& place) {
  if (wrong_place(place)) return;
  // Looked for first: most forms were submitted without a draft, and a write waits for the disk.
  bool there = false;
  database_.read([&](Session& session) {
    there = store::find_form_draft(session, visitor.person_id, place).has_value();
  });
  if (!there) return;
  database_.write([&](Session& session) {
    store::remove_form_draft(session, visitor.person_id, place);
    return Outcome::commit;
  });
}

std::vector<ListView> PersonalDesk::views(const people::Visitor& visitor) {
  std::vector<ListView> out;
  database_.read([&](Session& session) {
    out.clear();
    for (auto& stored : store::list_views_of(session, visitor.person_id)) {
      out.push_back({std::move(stored.name), stored.saved_at, std::move(stored.body)});
    }
  });
  return out;
}

Result<ListView> PersonalDesk::view(const people::Visitor& visitor, const std::string& name) {
  auto all = views(visitor);
  const auto found = std::ranges::find(all, name, &ListView::name);
  if (found == all.end()) return reject(Refusal::not_found, {"没有这个视图", "no such view"});
  return std::move(*found);
}

Result<ListView> PersonalDesk::save(const people::Visitor& visitor, ListView view) {
  const bool control =
      std::ranges::any_of(view.name, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (view.name.empty() || control || count_characters(view.name) > kNameLongest) {
    return reject(Refusal::malformed, {"视图名称不正确", "not a name of a view"},
                  {{"bad-name", {"1至60字", "1 to 60 characters"}, {}, {}, "name"}});
  }
  view.saved_at = clock_.now();
  bool full = false;
  database_.write([&](Session& session) {
    const auto known = store::list_views_of(session, visitor.person_id);
    full = known.size() >= kListViewsMost &&
           std::ranges::find(known, view.name, &store::StoredListView::name) == known.end();
    if (full) return Outcome::roll_back;
    store::save_list_view(session, {visitor.person_id, view.name, view.saved_at, view.body});
    return Outcome::commit;
  });
  if (full) {
    return tl::unexpected<Rejection>(too_many({"视图过多", "too many views"}, kListViewsMost));
  }
  return view;
}

void PersonalDesk::drop_view(const people::Visitor& visitor, const std::string& name) {
  database_.write([&](Session& session) {
    store::remove_list_view(session, visitor.person_id, name);
    return Outcome::commit;
  });
}

}  // namespace mingcha::desk
