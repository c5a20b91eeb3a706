// SPDX-License-Identifier: Apache-2.0
#include "programs/mingcha_verify.h"

#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace mingcha::verify {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (!in.is_open() || in.bad()) throw Fault(fmt::format("cannot read {}", path.string()));
  return bytes;
}

namespace {

void add_proof(CLI::App& app, ProofOptions& options) {
  auto* proof = app.add_subcommand("proof", "核验一份存证凭证 / check one receipt");
  proof->add_option("file", options.proof, ".tlog-proof")->required();
  proof->add_option("--policy", options.policy, "信任策略 / whom to trust")->required();
  proof->add_option("--fields", options.fields, "应有的字段值（JSON）/ expected values");
  proof->add_option("--record-key", options.record_key,
                    "二维码中的密钥：核对全部字段 / key from the QR code: check all fields");
  proof->add_option("--document", options.document, "公开的文书 / published document");
  proof->add_option("--salt", options.salt, "文书盐值（base64url）/ the document's salt");
  proof->add_option("--log", options.log, "日志目录 / folder of the log");
  proof->add_option("--review", options.review, "法制审核的凭证 / receipt of the review");
  proof->add_option("--sm2", options.sm2_key, "另须此国密公钥的签名 / demand this SM2 key's line");
}

void add_text(CLI::App& app, TextOptions& options) {
  auto* text = app.add_subcommand(
      "text", "核验公示文本遮盖之外未改动 / check that a published text is only masked");
  text->add_option("file", options.document, "公示文本 / the published text")->required();
  text->add_option("--proof", options.proof, "核验材料 / its proof.json")->required();
  text->add_option("--log", options.log, "日志目录 / folder of the log")->required();
  text->add_option("--policy", options.policy, "信任策略 / whom to trust")->required();
}

void add_log(CLI::App& app, LogOptions& options) {
  auto* log = app.add_subcommand("log", "核验整个日志 / check a whole log");
  log->add_option("folder", options.log, "日志目录 / folder of the log")->required();
  log->add_option("--policy", options.policy, "信任策略 / whom to trust")->required();
  log->add_option("--older", options.older, "以前保存的检查点 / checkpoints kept from before");
}

void add_look(CLI::App& app, LookOptions& options) {
  auto* look = app.add_subcommand("look", "核验一条查阅记录 / check the proof of one look");
  look->add_option("file", options.proof, "查阅凭证（JSON）/ proof of the look")->required();
  look->add_option("--policy", options.policy, "信任策略 / whom to trust")->required();
}

void add_bundle(CLI::App& app, BundleOptions& options) {
  auto* bundle = app.add_subcommand("bundle", "核验一份开放数据包 / check a bundle of open data");
  bundle->add_option("folder", options.folder, "解压后的目录 / folder it was unpacked to")
      ->required();
  bundle->add_option("--policy", options.policy, "信任策略 / whom to trust")->required();
}

Exit print(const Result<std::vector<Text>>& outcome, Language language) {
  if (outcome) {
    for (const auto& line : *outcome) std::cout << line.in(language) << '\n';
    return Exit::proven;
  }
  const auto& rejection = outcome.error();
  const bool unread = rejection.kind == Refusal::malformed;
  const Text verdict =
      unread ? Text{"无法读取：", "Unreadable: "} : Text{"未能证明：", "Not proven: "};
  std::cout << verdict.in(language) << rejection.title.in(language) << '\n';
  for (const auto& finding : rejection.findings) {
    std::cout << "  " << finding.what.in(language) << '\n';
  }
  return unread ? Exit::unreadable : Exit::not_proven;
}

Exit run(int argc, char** argv) {
  CLI::App app{
      "明察存证核验：不依赖、不连接任何机关的系统。\n"
      "Checks receipts and logs of Mingcha without asking anyone.\n"
      "0 已证明 proven, 1 未能证明 not proven, 2 无法读取 unreadable",
      "mingcha-verify"};
  ProofOptions proof;
  LogOptions log;
  TextOptions text;
  LookOptions look;
  BundleOptions bundle;
  bool english = false;
  app.add_flag("--english", english, "speak English");
  app.fallthrough();
  app.require_subcommand(1);
  add_proof(app, proof);
  add_text(app, text);
  add_log(app, log);
  add_look(app, look);
  add_bundle(app, bundle);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? Exit::proven : Exit::unreadable;
  }
  const auto language = english ? Language::en : Language::zh;
  try {
    if (app.got_subcommand("bundle")) return print(check_bundle(bundle), language);
    if (app.got_subcommand("text")) return print(check_text(text), language);
    if (app.got_subcommand("look")) return print(check_look(look), language);
    return print(app.got_subcommand("proof") ? check_proof(proof) : check_log(log), language);
  } catch (const Fault& fault) {
    const Text verdict{"无法读取：", "Unreadable: "};
    std::cout << verdict.in(language) << fault.what() << '\n';
    return Exit::unreadable;
  }
}

}  // namespace
}  // namespace mingcha::verify

int main(int argc, char** argv) { return static_cast<int>(mingcha::verify::run(argc, argv)); }
