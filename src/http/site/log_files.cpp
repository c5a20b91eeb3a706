// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>

#include "desk/log_desk.h"
#include "desk/services.h"
#include "http/portal/page.h"
#include "http/problem.h"
#include "http/site/paper_fields.h"
#include "http/site/site.h"
#include "ledger/tile.h"

namespace mingcha::http {
namespace {

using people::Permission;

// Any web server can serve the folder instead; these routes are for the embedded default.

Response not_there(const Request& request) {
  return problem({Refusal::not_found, {"没有这个文件", "no such file"}, {}}, request);
}

Response show_checkpoint(const Request& request, desk::Services& services) {
  auto note = services.log.state().checkpoint;
  if (note.empty()) return not_there(request);
  auto response = text_response(std::move(note));
  response.headers.set("Cache-Control", "no-cache");
  return response;
}

Response show_tile(const Request& request, desk::Services& services) {
  // Only what a log can have there: a path that merely looks harmless may be absolute ("//etc").
  const auto address = ledger::parse_tile_path("tile/" + request.capture("path"));
  if (!address) return not_there(request);
  std::error_code error;
  const auto file = services.site.log_folder / address->path();
  if (!std::filesystem::is_regular_file(file, error)) return not_there(request);
  auto response = file_response(file, "application/octet-stream");
  response.headers.set("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

Response show_policy(const Request& /*request*/, desk::Services& services) {
  return text_response(services.log.policy().to_string());
}

Response show_fields(const Request& /*request*/, desk::Services& services) {
  return json_response(portal::fields_json({paper_fields(services.pack)}));
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/log/checkpoint",
     .may = Permission::public_access,
     .summary = {"公开日志的检查点", "The newest checkpoint"},
     .answer = {.media_type = "text/plain"},
     .handle = show_checkpoint},
    {.verb = Verb::get,
     .path = "/log/tile/{path*}",
     .may = Permission::public_access,
     .summary = {"公开日志的数据块", "Tiles and entry bundles"},
     .answer = {.media_type = "application/octet-stream"},
     .handle = show_tile},
    {.verb = Verb::get,
     .path = "/log/policy",
     .may = Permission::public_access,
     .summary = {"公开日志的验证策略", "Which log and which witnesses to trust"},
     .answer = {.media_type = "text/plain"},
     .handle = show_policy},
    {.verb = Verb::get,
     .path = "/log/fields.json",
     .may = Permission::public_access,
     .summary = {"核验文书要填写的内容", "Which values of a paper a verifier asks for"},
     .handle = show_fields},
});

}  // namespace

std::span<const Route> log_file_routes() { return kRoutes; }

}  // namespace mingcha::http
