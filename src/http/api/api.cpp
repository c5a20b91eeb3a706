// SPDX-License-Identifier: Apache-2.0
#include "http/api/api.h"

namespace mingcha::http {

std::vector<std::span<const Route>> api_tables() {
  return {amend_routes(),       annual_routes(),   case_routes(),        change_routes(),
          channel_routes(),     chart_routes(),    credit_routes(),      desk_routes(),
          evidence_routes(),    feedback_routes(), history_routes(),     item_routes(),
          job_routes(),         limit_routes(),    list_change_routes(), list_routes(),
          outside_routes(),     paper_routes(),    penalty_routes(),     personal_routes(),
          publication_routes(), review_routes(),   search_routes(),      standing_in_routes(),
          coverage_routes(),    device_routes(),   keeping_routes(),     recording_routes(),
          upload_routes()};
}

std::vector<SharedSchema> api_schemas() {
  std::vector<SharedSchema> all;
  for (const auto& schemas :
       {amend_schemas(),       annual_schemas(),   case_schemas(),        change_schemas(),
        channel_schemas(),     chart_schemas(),    command_schemas(),     credit_schemas(),
        desk_schemas(),        feedback_schemas(), history_schemas(),     item_schemas(),
        job_schemas(),         limit_schemas(),    list_change_schemas(), list_schemas(),
        outside_schemas(),     paper_schemas(),    penalty_schemas(),     personal_schemas(),
        publication_schemas(), review_schemas(),   search_schemas(),      standing_in_schemas(),
        device_schemas(),      keeping_schemas(),  recording_schemas()}) {
    all.insert(all.end(), schemas.begin(), schemas.end());
  }
  return all;
}

}  // namespace mingcha::http
