// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "desk/decision_audit.h"
#include "desk/integrator.h"
#include "desk/look_log.h"
#include "desk/people_desk.h"
#include "desk/rebuild.h"
#include "desk/services.h"
#include "desk/sign_in.h"
#include "people/person.h"
#include "programs/demo.h"
#include "programs/keys.h"
#include "programs/pack_command.h"
#include "programs/portal_command.h"
#include "programs/report.h"
#include "programs/runtime.h"
#include "programs/serve.h"
#include "programs/upload_command.h"

namespace mingcha::programs {
namespace {

Settings settings_from(const std::string& file) {
  auto settings = load_settings(file);
  if (!settings) throw Fault(describe(settings.error()));
  return std::move(*settings);
}

std::string read_all(const std::string& path) {
  std::ifstream in{path};
  if (!in) throw Fault("cannot read " + path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

int init(const std::string& config) {
  const auto settings = settings_from(config);
  std::filesystem::create_directories(settings.data);
  make_missing_keys(settings);
  const Ground ground{settings};
  std::cout << "已准备好：密钥、数据目录、数据库。\n公开日志的验证公钥："
            << load_log_keys(settings).signer.verifier().to_string() << "\n";
  return 0;
}

int serve_command(const std::string& config) {
  hold_stop_signals();
  Ground ground{settings_from(config)};
  SystemClock clock;
  Office office{clock, ground};
  return serve(ground, office, [](const std::string& address) {
    std::cout << "明察正在运行：" << address << std::endl;
  });
}

int take_people(const std::string& config, const std::string& file) {
  Ground ground{settings_from(config)};
  SystemClock clock;
  Office office{clock, ground};
  const auto taken = office.services().people.take("operator", clock.now(), read_all(file));
  if (!taken) throw Fault(describe(taken.error()));
  std::cout << fmt::format("已登记 {} 项变更。\n", *taken);
  return 0;
}

int open_account(const std::string& config, const std::string& person, const std::string& login) {
  Ground ground{settings_from(config)};
  SystemClock clock;
  Office office{clock, ground};
  if (office.services().people.directory()->person(person) == nullptr)
    throw Fault("没有这名人员：" + person);
  std::string password;
  std::cout << "初始密码：" << std::flush;
  std::getline(std::cin, password);
  const auto opened = office.services().sign_in.open_account(person, login, password);
  if (!opened) throw Fault(describe(opened.error()));
  std::cout << "账号已开通。\n";
  return 0;
}

int rebuild_command(const std::string& config) {
  Ground ground{settings_from(config)};
  SystemClock clock;
  Office office{clock, ground};
  const auto count =
      desk::rebuild(ground.database(), office.services().cases, other_rows(office.services()));
  std::cout << fmt::format("已由事件重建 {} 个案件的查询表。\n", count);
  return 0;
}

int audit_command(const std::string& config) {
  Ground ground{settings_from(config)};
  SystemClock clock;
  Office office{clock, ground};
  const auto audit = office.services().looks.audit();
  std::cout << fmt::format("查阅记录：{} 个批次共 {} 条，另有 {} 条待存证。\n", audit.batches,
                           audit.looks, audit.waiting);
  const auto decisions = office.services().decisions.run();
  std::cout << fmt::format("决定：{} 件，其中经法制审核 {} 件，另有 {} 件待存证。\n",
                           decisions.decisions, decisions.reviewed, decisions.waiting);
  auto findings = audit.findings;
  findings.insert(findings.end(), decisions.findings.begin(), decisions.findings.end());
  if (findings.empty()) {
    std::cout << "与公开日志一致。\n";
    return 0;
  }
  std::cout << describe({Refusal::invalid, {"与公开日志不一致", "not as the log has it"}, findings})
            << "\n";
  return 1;
}

int run(int argc, char** argv) {
  CLI::App app{"明察 Mingcha：行政执法三项制度平台"};
  app.require_subcommand(1);
  std::string config = "/etc/mingcha/mingcha.toml";
  const auto with_config = [&](CLI::App* command) {
    command->add_option("--config", config, "设置文件 settings file");
    return command;
  };
  with_config(app.add_subcommand("init", "生成密钥和空数据库 make keys and an empty database"));
  with_config(app.add_subcommand("serve", "运行服务 run the server"));
  with_config(app.add_subcommand("rebuild", "由事件重建查询表 rebuild the read tables"));
  with_config(app.add_subcommand(
      "audit", "核对查阅记录、决定与公开日志 hold looks and decisions against the log"));
  std::string people_file;
  with_config(app.add_subcommand("people", "导入机关、单位和人员 import agency, units and people"))
      ->add_option("file", people_file, "JSON")
      ->required();
  std::string person;
  std::string login;
  auto* account =
      with_config(app.add_subcommand("account", "为人员开通账号 give a person an account"));
  account->add_option("person", person, "人员编号 person id")->required();
  account->add_option("login", login, "登录名 login")->required();
  PackCommand pack_command{app};
  PortalCommand portal_command{app};
  UploadCommand upload_command{app};
  app.add_subcommand("openapi", "输出接口说明 print the OpenAPI document");
  app.add_subcommand("permissions", "输出权限矩阵 print the permission matrix");
  DemoOptions demo_options;
  auto* demo_command = app.add_subcommand("demo", "以虚构数据运行 run with fictional data");
  demo_command->add_option("--port", demo_options.port, "端口 port");
  demo_command->add_option("--data", demo_options.data, "数据目录 data directory");
  demo_command->add_option("--root", demo_options.root,
                           "含 packs 和 demo 的目录 folder with packs/ and demo/");
  demo_command->add_flag("--load-only", demo_options.load_only, "只装载，不运行 load and stop");
  CLI11_PARSE(app, argc, argv);

  if (app.got_subcommand("init")) return init(config);
  if (app.got_subcommand("serve")) return serve_command(config);
  if (app.got_subcommand("rebuild")) return rebuild_command(config);
  if (app.got_subcommand("audit")) return audit_command(config);
  if (app.got_subcommand("people")) return take_people(config, people_file);
  if (app.got_subcommand("account")) return open_account(config, person, login);
  if (app.got_subcommand("demo")) return demo(demo_options);
  if (app.got_subcommand("openapi")) return (std::cout << openapi_document() << "\n", 0);
  if (app.got_subcommand("permissions")) return (std::cout << permission_table(), 0);
  if (portal_command.chosen()) return portal_command.run();
  if (upload_command.chosen()) return upload_command.run();
  return pack_command.run();
}

}  // namespace
}  // namespace mingcha::programs

int main(int argc, char** argv) {
  try {
    return mingcha::programs::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
