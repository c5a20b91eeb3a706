// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "http/openapi.h"
#include "http/route.h"

namespace mingcha::http {

// One file, one subject: a table of routes, and the schemas that only its answers use.
[[nodiscard]] std::span<const Route> amend_routes();
[[nodiscard]] std::span<const Route> annual_routes();
[[nodiscard]] std::span<const Route> case_routes();
[[nodiscard]] std::span<const Route> change_routes();
[[nodiscard]] std::span<const Route> channel_routes();
[[nodiscard]] std::span<const Route> chart_routes();
[[nodiscard]] std::span<const Route> coverage_routes();
[[nodiscard]] std::span<const Route> credit_routes();
[[nodiscard]] std::span<const Route> desk_routes();
[[nodiscard]] std::span<const Route> device_routes();
[[nodiscard]] std::span<const Route> evidence_routes();
[[nodiscard]] std::span<const Route> feedback_routes();
[[nodiscard]] std::span<const Route> history_routes();
[[nodiscard]] std::span<const Route> item_routes();
[[nodiscard]] std::span<const Route> job_routes();
[[nodiscard]] std::span<const Route> keeping_routes();
[[nodiscard]] std::span<const Route> limit_routes();
[[nodiscard]] std::span<const Route> outside_routes();
[[nodiscard]] std::span<const Route> list_change_routes();
[[nodiscard]] std::span<const Route> list_routes();
[[nodiscard]] std::span<const Route> paper_routes();
[[nodiscard]] std::span<const Route> penalty_routes();
[[nodiscard]] std::span<const Route> personal_routes();
[[nodiscard]] std::span<const Route> publication_routes();
[[nodiscard]] std::span<const Route> recording_routes();
[[nodiscard]] std::span<const Route> review_routes();
[[nodiscard]] std::span<const Route> search_routes();
[[nodiscard]] std::span<const Route> standing_in_routes();
[[nodiscard]] std::span<const Route> upload_routes();
[[nodiscard]] std::span<const SharedSchema> amend_schemas();
[[nodiscard]] std::span<const SharedSchema> annual_schemas();
[[nodiscard]] std::span<const SharedSchema> case_schemas();
[[nodiscard]] std::span<const SharedSchema> command_schemas();
[[nodiscard]] std::span<const SharedSchema> change_schemas();
[[nodiscard]] std::span<const SharedSchema> channel_schemas();
[[nodiscard]] std::span<const SharedSchema> chart_schemas();
[[nodiscard]] std::span<const SharedSchema> credit_schemas();
[[nodiscard]] std::span<const SharedSchema> desk_schemas();
[[nodiscard]] std::span<const SharedSchema> device_schemas();
[[nodiscard]] std::span<const SharedSchema> feedback_schemas();
[[nodiscard]] std::span<const SharedSchema> history_schemas();
[[nodiscard]] std::span<const SharedSchema> item_schemas();
[[nodiscard]] std::span<const SharedSchema> job_schemas();
[[nodiscard]] std::span<const SharedSchema> keeping_schemas();
[[nodiscard]] std::span<const SharedSchema> limit_schemas();
[[nodiscard]] std::span<const SharedSchema> outside_schemas();
[[nodiscard]] std::span<const SharedSchema> list_change_schemas();
[[nodiscard]] std::span<const SharedSchema> list_schemas();
[[nodiscard]] std::span<const SharedSchema> paper_schemas();
[[nodiscard]] std::span<const SharedSchema> penalty_schemas();
[[nodiscard]] std::span<const SharedSchema> personal_schemas();
[[nodiscard]] std::span<const SharedSchema> publication_schemas();
[[nodiscard]] std::span<const SharedSchema> recording_schemas();
[[nodiscard]] std::span<const SharedSchema> review_schemas();
[[nodiscard]] std::span<const SharedSchema> search_schemas();
[[nodiscard]] std::span<const SharedSchema> standing_in_schemas();

/// All of them; a new subject gets its two lines in api.cpp.
[[nodiscard]] std::vector<std::span<const Route>> api_tables();
[[nodiscard]] std::vector<SharedSchema> api_schemas();

}  // namespace mingcha::http
