// SPDX-License-Identifier: Apache-2.0
#include "programs/demo.h"

#include <arpa/inet.h>
#include <fstream>
#include <iostream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/readable_code.h"
#include "desk/case_desk.h"
#include "desk/feedback_desk.h"
#include "desk/integrator.h"
#include "desk/outbox_desk.h"
#include "desk/people_desk.h"
#include "desk/progress_desk.h"
#include "desk/services.h"
#include "pack/load.h"
#include "pack/report.h"
#include "people/person.h"
#include "programs/demo_receiver.h"
#include "programs/demo_recordings.h"
#include "programs/keys.h"
#include "programs/report.h"
#include "programs/runtime.h"
#include "programs/serve.h"
#include "rules/check.h"
#include "story/demo.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;

/// Links and papers name the port before the server listens, so it is chosen here.
std::uint16_t free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool found = descriptor >= 0 && ::bind(descriptor, generic, size) == 0 &&
                     ::getsockname(descriptor, generic, &size) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!found) throw Fault("no free port");
  return ntohs(address.sin_port);
}

void load(Ground& ground, const fs::path& folder) {
  SetClock clock{SystemClock{}.now()};
  Office office{clock, ground};
  auto& services = office.services();
  if (services.people.directory()->persons.empty()) {
    std::cout << "正在装载虚构的演示数据……" << std::endl;
    const auto loaded =
        story::load_demo(folder,
                         {clock, services.pack, services.people, services.cases,
                          services.publications, services.lists, services.vault, ground.arrivals(),
                          services.credit, services.annual, &services.feedback},
                         [&] {
                           for (const auto& channel : services.outbox.channels()) {
                             (void)services.outbox.deliver(channel.id);
                           }
                         });
    if (!loaded) throw Fault(describe(loaded.error()));
    load_demo_recordings(services, clock, ground.settings.data / "films");
  }
  if (const auto opened = story::open_demo_accounts(folder, services.sign_in); !opened) {
    throw Fault(describe(opened.error()));
  }
  ground.integrator().run(services.people.directory()->agency_code);
}

std::vector<desk::DemonstrationAccount> accounts(const fs::path& folder) {
  std::vector<desk::DemonstrationAccount> out;
  std::ifstream in{folder / "logins.json"};
  for (const auto& login : nlohmann::json::parse(in)) {
    out.push_back({login.at("person"), login.at("login"), login.at("password")});
  }
  return out;
}

/// Codes of cases that are under way, to be followed.
void say_codes(desk::Services& services) {
  people::Visitor visitor;
  visitor.roles = {people::Role::supervisor};
  registers::CaseFilter filter;
  filter.state = "open";
  std::cout << "\n  办案进度查询码（交给当事人的；办案人员在案件页也能看到）：\n";
  for (const auto& row : services.cases.list(visitor, filter, 0, 4).rows) {
    std::cout << fmt::format("    {}  {}\n", in_groups(services.progress.code_of(row.case_id)),
                             row.title);
  }
}

void say_where_to_look(const std::string& address, const fs::path& folder,
                       desk::Services& services) {
  std::cout << fmt::format(
      "\n明察演示正在运行（数据纯属虚构）\n"
      "  公示门户    {0}/\n"
      "  办案平台    {0}/console/\n"
      "  公开日志    {0}/log\n"
      "  核验        {0}/v\n"
      "  办案进度    {0}/follow\n"
      "  公众参与    {0}/speak\n"
      "  接口说明    {0}/api/v1/openapi.json\n"
      "  全程走一遍  BASE_URL={0} tools/walk\n\n  演示账号（登录接口 POST {0}/api/v1/session）：\n",
      address);
  std::ifstream in{folder / "logins.json"};
  for (const auto& login : nlohmann::json::parse(in)) {
    std::cout << fmt::format("    {:<12} {:<24} {}\n", login.at("login").get<std::string>(),
                             login.at("password").get<std::string>(),
                             login.at("role").get<std::string>());
  }
  say_codes(services);
  std::cout << "\n按 Ctrl+C 停止。" << std::endl;
}

}  // namespace

Settings demo_settings(const DemoOptions& options) {
  Settings settings;
  settings.port = options.port == 0 ? free_port() : options.port;
  settings.base_url = fmt::format("http://127.0.0.1:{}", settings.port);
  settings.data = fs::absolute(options.data);
  settings.database = "sqlite:" + (settings.data / "mingcha.db").string();
  settings.pack = options.root / "packs" / "public-security";
  settings.origin = "demo.yunling.example/log";
  settings.log_key = settings.data / "keys" / "log.key";
  settings.sm2_key = settings.data / "keys" / "log-sm2.key";
  settings.wrapping_key = settings.data / "keys" / "record.kek";
  settings.demonstration = true;
  return settings;
}

int demo(const DemoOptions& options) {
  const DemoReceiver receiver;
  auto settings = demo_settings(options);
  settings.channels = demo_channels(receiver.port());
  fs::create_directories(settings.data);
  make_missing_keys(settings);
  if (!options.load_only) hold_stop_signals();
  Ground ground{settings};
  load(ground, options.root / "demo");
  if (options.load_only) return 0;
  SystemClock clock;
  Office office{clock, ground};
  office.services().site.accounts = accounts(options.root / "demo");
  return serve(ground, office, [&](const std::string& address) {
    say_where_to_look(address, options.root / "demo", office.services());
  });
}

}  // namespace mingcha::programs
