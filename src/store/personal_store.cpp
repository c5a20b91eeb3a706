// SPDX-License-Identifier: Apache-2.0
#include "store/personal_store.h"

#include "store/database.h"

namespace mingcha::store {

std::vector<StoredFormDraft> form_drafts_of(Session& session, std::string_view person_id) {
  std::vector<StoredFormDraft> out;
  for (const auto& row : session.query(
           "SELECT place, revision, case_version, saved_at FROM form_draft WHERE person_id = $1 "
           "ORDER BY place",
           {person_id})) {
    out.push_back({std::string{person_id},
                   row.text(0),
                   row.integer(1),
                   row.integer(2),
                   from_millis(row.integer(3)),
                   {}});
  }
  return out;
}

std::optional<StoredFormDraft> find_form_draft(Session& session, std::string_view person_id,
                                               std::string_view place) {
  const auto rows = session.query(
      "SELECT revision, case_version, saved_at, sealed FROM form_draft "
      "WHERE person_id = $1 AND place = $2",
      {person_id, place});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return StoredFormDraft{std::string{person_id}, std::string{place},          row.integer(0),
                         row.integer(1),         from_millis(row.integer(2)), row.text(3)};
}

bool save_form_draft(Session& session, const StoredFormDraft& draft) {
  if (draft.revision == 1) {
    return session.run(
               "INSERT INTO form_draft (person_id, place, revision, case_version, saved_at, "
               "sealed) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
               {draft.person_id, draft.place, draft.revision, draft.case_version,
                to_millis(draft.saved_at), Blob{draft.sealed}}) == 1;
  }
  return session.run(
             "UPDATE form_draft SET revision = $3, case_version = $4, saved_at = $5, sealed = $6 "
             "WHERE person_id = $1 AND place = $2 AND revision = $3 - 1",
             {draft.person_id, draft.place, draft.revision, draft.case_version,
              to_millis(draft.saved_at), Blob{draft.sealed}}) == 1;
}

bool remove_form_draft(Session& session, std::string_view person_id, std::string_view place) {
  return session.run("DELETE FROM form_draft WHERE person_id = $1 AND place = $2",
                     {person_id, place}) == 1;
}

std::vector<StoredListView> list_views_of(Session& session, std::string_view person_id) {
  std::vector<StoredListView> out;
  for (const auto& row :
       session.query("SELECT name, saved_at, body FROM list_view WHERE person_id = $1 "
                     "ORDER BY name",
                     {person_id})) {
    out.push_back({std::string{person_id}, row.text(0), from_millis(row.integer(1)), row.text(2)});
  }
  return out;
}

void save_list_view(Session& session, const StoredListView& view) {
  session.run(
      "INSERT INTO list_view (person_id, name, saved_at, body) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (person_id, name) DO UPDATE SET saved_at = excluded.saved_at, "
      "body = excluded.body",
      {view.person_id, view.name, to_millis(view.saved_at), view.body});
}

bool remove_list_view(Session& session, std::string_view person_id, std::string_view name) {
  return session.run("DELETE FROM list_view WHERE person_id = $1 AND name = $2",
                     {person_id, name}) == 1;
}

}  // namespace mingcha::store
