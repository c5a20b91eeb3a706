// SPDX-License-Identifier: Apache-2.0
#include "programs/serve.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "desk/change_feed.h"
#include "desk/destruction_desk.h"
#include "desk/integrator.h"
#include "desk/job_desk.h"
#include "desk/log_desk.h"
#include "desk/look_log.h"
#include "desk/outbox_desk.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/rebuild.h"
#include "desk/services.h"
#include "desk/sign_in.h"
#include "desk/upload_desk.h"
#include "http/api/api.h"
#include "http/application.h"
#include "http/console/console.h"
#include "http/router.h"
#include "http/server/server.h"
#include "http/session/session_routes.h"
#include "http/site/annual_site.h"
#include "http/site/renderings.h"
#include "http/site/site.h"
#include "pack/definition.h"
#include "people/person.h"
#include "programs/recording_work.h"
#include "programs/repeated_job.h"
#include "programs/runtime.h"
#include "programs/watched_folder.h"
#include "programs/witness_post.h"
#include "store/account_store.h"
#include "store/database.h"

namespace mingcha::programs {
namespace {

constexpr std::chrono::milliseconds kChangesEvery{250};
constexpr std::chrono::milliseconds kDeliveriesEvery{500};
constexpr std::chrono::seconds kRecordingsEvery{3};
constexpr std::chrono::seconds kFolderEvery{10};

std::vector<std::span<const http::Route>> tables() {
  auto all = http::api_tables();
  for (const auto& table :
       {http::session_routes(), http::site_routes(), http::annual_site_routes(),
        http::public_list_routes(), http::follow_routes(), http::watch_routes(),
        http::speak_routes(), http::data_routes(), http::officer_routes(), http::place_routes(),
        http::log_file_routes(), http::console_routes()}) {
    all.push_back(table);
  }
  return all;
}

/// What the public is served is tested for leaks before a decision is published, or not served.
void hold_to_leak_test(const std::vector<std::span<const http::Route>>& all) {
  const http::Router router{all};
  for (const auto& path : http::untested_routes(router.routes())) {
    throw Fault("src/http/site/renderings.cpp does not say what the public route " + path +
                " serves of a decision");
  }
}

const std::vector<http::SharedSchema>& schemas() {
  static const auto kAll = [] {
    auto all = http::api_schemas();
    const auto session = http::session_schemas();
    all.insert(all.end(), session.begin(), session.end());
    return all;
  }();
  return kAll;
}

http::ApiDescription description() { return {"Mingcha 明察", "1", schemas()}; }

/// Gives committed events their place in the public log.
void integrate(Ground& ground, Office& office) {
  auto& services = office.services();
  const auto code = services.people.directory()->agency_code;
  if (!code.empty()) ground.integrator().run(code);
}

/// Also without new entries: a witness that did not answer before is asked again.
void ask_witnesses(Ground& ground, Office& office) {
  const auto& witnesses = office.services().log.policy().witnesses;
  if (!witnesses.empty()) ground.integrator().ask_witnesses(witnesses, post_over_http);
}

void batch_looks(Ground& ground, Office& office) {
  (void)office.services().looks.batch(ground.settings.looks_most);
}

/// Removes what nobody can use any more.
void sweep(Ground& ground, Office& office) {
  ground.database().write([&](store::Session& session) {
    store::end_expired_web_sessions(session, office.services().clock.now());
    return store::Outcome::commit;
  });
  office.services().jobs.sweep();
  office.services().uploads.expire();
  // After agreeing the files go at once: this is for what a crash left.
  constexpr std::int64_t kAtOnce = 1000;
  (void)office.services().destructions.sweep(kAtOnce);
}

/// What has been public for as long as the law says is public no more, nor what its class forbids.
void end_publications(Office& office) {
  constexpr std::int64_t kAtOnce = 1000;
  const auto unlawful = office.services().publications.end_unlawful(kAtOnce);
  if (unlawful > 0) spdlog::info("依法不再公开，已撤下 {} 件 publications withdrawn", unlawful);
  const auto ended = office.services().publications.end_expired(kAtOnce);
  if (ended > 0) spdlog::info("公示期满，已撤下 {} 件 publications ended", ended);
}

sigset_t stop_signals() {
  sigset_t set{};
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

http::ApplicationOptions application_options(Ground& ground, Office& office) {
  http::ApplicationOptions options;
  auto& services = office.services();
  options.transport = ground.settings.base_url.starts_with("https:") ? http::Transport::https
                                                                     : http::Transport::plain;
  options.session = [&services](std::string_view token) { return services.sign_in.visitor(token); };
  options.article_text = [&services](std::string_view article) -> std::string {
    const auto found = services.pack.articles.find(std::string{article});
    return found == services.pack.articles.end() ? std::string{} : found->second;
  };
  options.missing_page = [&services](const http::Request& request) {
    return http::missing_page(request, services);
  };
  options.too_large_page = [&services](const http::Request& request) {
    return http::too_large_page(request, services);
  };
  options.refused_page = [&services](const http::Request& request, int status,
                                     const std::string& why) {
    return http::refused_page(request, status, why, services);
  };
  options.too_many_page = [&services](const http::Request& request) {
    return http::too_many_page(request, services);
  };
  options.public_per_minute = ground.settings.public_per_minute;
  options.more_metrics = [&services] {
    const auto state = services.log.state();
    return fmt::format(
        "# TYPE mingcha_log_entries gauge\nmingcha_log_entries {}\n"
        "# TYPE mingcha_log_waiting gauge\nmingcha_log_waiting {}\n",
        state.size, state.waiting);
  };
  options.version = [&ground] { return ground.database().commits(); };
  options.metrics_token = ground.settings.metrics_token;
  options.api = description();
  return options;
}

}  // namespace

void hold_stop_signals() {
  const auto set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

std::unique_ptr<http::Application> make_application(Ground& ground, Office& office,
                                                    RequestLog log) {
  const auto all = tables();
  hold_to_leak_test(all);
  auto options = application_options(ground, office);
  if (log == RequestLog::silent) options.log = [](http::Severity, std::string_view) {};
  return std::make_unique<http::Application>(all, office.services(), std::move(options));
}

http::Router make_router() {
  const auto all = tables();
  return http::Router{all};
}

int serve(Ground& ground, Office& office, const std::function<void(const std::string&)>& started) {
  if (const auto count = desk::rebuild_if_stale(ground.database(), office.services().cases,
                                                other_rows(office.services()))) {
    spdlog::warn("查询表的定义已变更，已由事件重建 {} 个案件 read tables rebuilt", *count);
  }
  const auto application = make_application(ground, office, RequestLog::written);
  http::ServerOptions options;
  options.address = ground.settings.address;
  options.port = ground.settings.port;
  options.handler_threads = ground.settings.threads;
  options.upload_folder = ground.arrivals();
  options.trusted_proxies = ground.settings.trusted_proxies;
  http::Server server{options, application->service()};
  {
    const RepeatedJob log{"integrator", ground.settings.interval,
                          [&] { integrate(ground, office); }};
    // Apart from the log itself, which waits for nobody else's machine.
    const RepeatedJob witnesses{"witnesses", ground.settings.interval,
                                [&] { ask_witnesses(ground, office); }};
    const RepeatedJob sweeper{"sweeper", std::chrono::minutes{5}, [&] { sweep(ground, office); }};
    const RepeatedJob publicity{"publicity", std::chrono::minutes{1},
                                [&] { end_publications(office); }};
    const RepeatedJob changes{"change feed", kChangesEvery,
                              [&] { office.services().changes.run(); }};
    const RepeatedJob looks{"look batches", ground.settings.looks_every,
                            [&] { batch_looks(ground, office); }};
    // What a crash left between the vault and the record goes into the record at start.
    RecordingWork work{office.services(), ground.settings.data / "encoding"};
    const RepeatedJob recordings{"recordings", kRecordingsEvery, [&work] { work.turn(); }};
    const RepeatedJob films{"films", kRecordingsEvery, [&work] { work.long_turn(); }};
    std::optional<WatchedFolder> folder;
    std::list<RepeatedJob> watching;
    if (const auto& watched = ground.settings.recordings_folder; !watched.empty()) {
      folder.emplace(office.services(), watched, ground.settings.data / "encoding");
      watching.emplace_back("watched folder", kFolderEvery, [&folder] { (void)folder->take(20); });
    }
    // A slow remote keeps its own channel waiting and no other.
    auto& outbox = office.services().outbox;
    std::list<RepeatedJob> deliveries;
    for (const auto& channel : outbox.channels()) {
      deliveries.emplace_back("channel " + channel.id, kDeliveriesEvery,
                              [&outbox, id = channel.id] { (void)outbox.deliver(id); });
    }
    std::signal(SIGXFSZ, SIG_IGN);  // A file over the process's limit is a full disk, not the end.
    server.start();
    started(fmt::format("http://{}:{}", ground.settings.address, server.port()));
    const auto set = stop_signals();
    int signal = 0;
    sigwait(&set, &signal);
    server.stop();
    outbox.stop();
    work.stop();
  }
  batch_looks(ground, office);
  // What the last requests recorded gets its place before the process ends.
  const auto code = office.services().people.directory()->agency_code;
  if (!code.empty()) ground.integrator().run(code);
  return 0;
}

std::string openapi_document() {
  const auto all = tables();
  const http::Router router{all};
  return http::openapi(router.routes(), description());
}

std::string permission_table() {
  const auto all = tables();
  const http::Router router{all};
  return http::permission_matrix(router.routes());
}

}  // namespace mingcha::programs
