// SPDX-License-Identifier: Apache-2.0
#include "programs/portal_command.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <limits>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "desk/services.h"
#include "http/application.h"
#include "http/site/static_copy.h"
#include "programs/demo.h"
#include "programs/report.h"
#include "programs/runtime.h"
#include "programs/serve.h"
#include "registers/publication_register.h"
#include "store/database.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;

/// In every copy: no other folder is ever replaced by one.
constexpr const char* kMark = ".mingcha-portal";
/// What has to be answered with 410, for the web server (deploy/nginx-static.conf).
constexpr const char* kGone = "gone.conf";

Settings settings_from(const std::string& config, const fs::path& data, const fs::path& root) {
  if (!data.empty()) return demo_settings({.port = 80, .data = data, .root = root});
  auto settings = load_settings(config);
  if (!settings) throw Fault(describe(settings.error()));
  return *std::move(settings);
}

http::Response ask(http::Application& application, const std::string& target) {
  http::Request request;
  if (auto read = http::read_target(target, request); !read) return {400, {}, {}};
  http::read_preferences(request);
  auto admission = application.admit(request);
  return admission.refusal ? *std::move(admission.refusal) : application.answer(request);
}

/// Only what everybody may see, and nothing that is sent to: forms need the program.
std::optional<std::string> media_type(const http::Router& router, std::string_view path) {
  http::Request request;
  if (!http::read_target(path, request)) return std::nullopt;
  const auto outcome = router.find(request);
  if (outcome.route == nullptr ||
      outcome.route->may.permission != people::Permission::public_access) {
    return std::nullopt;
  }
  const auto type = std::string{outcome.route->answer.media_type};
  const auto address = path.substr(0, 5);
  if (address == "/api/" || path.starts_with("/console")) return std::nullopt;
  request.verb = http::Verb::post;
  return router.find(request).route == nullptr ? std::optional{type} : std::nullopt;
}

void write(const fs::path& file, const http::Response& response) {
  fs::create_directories(file.parent_path());
  if (const auto* on_disk = std::get_if<http::FileBody>(&response.body)) {
    fs::copy_file(on_disk->path, file, fs::copy_options::overwrite_existing);
    return;
  }
  std::ofstream out{file, std::ios::binary};
  out << std::get<std::string>(response.body);
  if (!out.flush()) throw Fault("cannot write " + file.string());
}

void write_gone(const fs::path& folder, const std::vector<std::string>& gone) {
  std::ofstream out{folder / kGone};
  for (const auto& link : gone) {
    const auto bare = link.substr(0, link.size() - 1);
    for (const auto& address : {bare, link}) {
      out << fmt::format("location = {} {{ error_page 410 {}index.html; return 410; }}\n", address,
                         link);
    }
  }
  if (!out.flush()) throw Fault("cannot write " + (folder / kGone).string());
}

/// Tiles are only ever added to: with those of now the copied checkpoint can be checked.
void copy_tiles(const fs::path& log, const fs::path& folder) {
  if (!fs::is_directory(log / "tile")) return;
  fs::create_directories(folder / "log");
  fs::copy(log / "tile", folder / "log" / "tile",
           fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

/// Pages that nothing links to any more: whoever kept the address is told why.
std::vector<std::string> ended(store::Database& database) {
  std::vector<std::string> out;
  database.read([&](store::Session& session) {
    out.clear();
    constexpr auto kAll = std::numeric_limits<std::int64_t>::max();
    for (const auto group : {registers::Group::withdrawn, registers::Group::expired}) {
      // How they are grouped depends on no moment.
      for (const auto& row : registers::publication_queue(session, group, {}, {}, 0, kAll)) {
        if (!row.public_id.empty()) out.push_back("/decisions/" + row.public_id);
      }
    }
  });
  return out;
}

/// At once: nobody meets half a copy.
void replace(const fs::path& fresh, const fs::path& folder) {
  const fs::path old{folder.string() + ".old"};
  fs::remove_all(old);
  if (fs::exists(folder)) fs::rename(folder, old);
  fs::rename(fresh, folder);
  fs::remove_all(old);
}

}  // namespace

PortalCommand::PortalCommand(CLI::App& program)
    : command_{program.add_subcommand("portal", "公示门户 the public portal")} {
  command_->require_subcommand(1);
  auto* copy = command_->add_subcommand(
      "export", "把整个门户和公开日志写成静态文件 write the whole portal and the log as files");
  copy->add_option("folder", folder_, "目标目录，每次整体替换 folder, replaced as a whole")
      ->required();
  copy->add_option("--live", live_,
                   "表单和查询仍指向的门户 where forms and queries still lead; base_url otherwise");
  auto* config = copy->add_option("--config", config_, "设置文件 settings file");
  copy->add_option("--data", data_, "演示数据目录 data directory of a demonstration")
      ->excludes(config);
  copy->add_option("--root", root_, "含 packs 的目录 folder with packs/");
}

bool PortalCommand::chosen() const { return command_->parsed(); }

int PortalCommand::run() const {
  const auto folder = fs::absolute(folder_).lexically_normal();
  if (fs::exists(folder) && !fs::exists(folder / kMark)) {
    throw Fault(fmt::format("{} 不是门户的静态副本，不会覆盖 is no copy of a portal: left alone",
                            folder.string()));
  }
  Ground ground{settings_from(config_, data_, root_)};
  SystemClock clock;
  Office office{clock, ground};
  const auto application = make_application(ground, office, RequestLog::silent);
  const auto router = make_router();
  const fs::path fresh{folder.string() + ".new"};
  fs::remove_all(fresh);
  fs::create_directories(fresh);
  const bool shows = isatty(STDERR_FILENO) != 0;
  http::StaticCopy copy{
      {.get = [&](const std::string& target) { return ask(*application, target); },
       .media_type = [&](std::string_view path) { return media_type(router, path); },
       .put = [&](const std::string& file,
                  const http::Response& response) { write(fresh / file, response); },
       .live = live_.empty() ? ground.settings.base_url : live_,
       .progress =
           [&](std::size_t done, std::size_t known) {
             if (shows) std::cerr << fmt::format("\r{} / {}", done, known) << std::flush;
           }}};
  auto targets = ended(ground.database());
  // The checkpoint first: tiles that come meanwhile do no harm.
  targets.insert(targets.begin(),
                 {"/log/checkpoint", "/log/policy", "/log/fields.json", "/offline.js", "/"});
  const auto made = copy.run(targets);
  if (shows) std::cerr << "\n";
  copy_tiles(office.services().site.log_folder, fresh);
  write_gone(fresh, made.gone);
  std::ofstream{fresh / kMark} << "1\n";
  for (const auto& target : made.broken) {
    std::cerr << fmt::format("没有应答，未写入 does not answer: {}\n", target);
  }
  replace(fresh, folder);
  std::cout << fmt::format("已写出 {} 个文件，其中已撤下 {} 个：{}\n", made.files, made.gone.size(),
                           folder.string());
  return made.broken.empty() ? 0 : 1;
}

}  // namespace mingcha::programs
