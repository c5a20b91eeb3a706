// SPDX-License-Identifier: Apache-2.0
#include "render/specimens.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/result.h"
#include "pack/load.h"

namespace mingcha::render {
namespace {

const std::filesystem::path kSource{MINGCHA_SOURCE_DIR};
const std::filesystem::path kTexts = kSource / "test/golden/papers";

const pack::Pack& pack_in_use() {
  static const auto kPack = [] {
    auto loaded = pack::load(kSource / "packs/public-security");
    if (!loaded) throw Fault(loaded.error().findings.front().what.zh);
    return *loaded;
  }();
  return *kPack;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw Fault("cannot read " + path.string());
  return bytes.str();
}

}  // namespace

std::vector<std::string> specimen_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator{kTexts}) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

Paper specimen(const std::string& name) {
  const auto& pack = pack_in_use();
  // "penalty_decision__long": another text for the layout of penalty_decision.
  const auto& document = pack.documents.at(name.substr(0, name.find("__")));
  Paper paper;
  paper.title = document.title.zh;
  paper.text = bytes_of(kTexts / (name + ".txt"));
  paper.layout = document.layout ? &*document.layout : nullptr;
  paper.fields = &pack.fields;
  paper.made = Instant{std::chrono::milliseconds{1'774'000'000'000}};
  paper.marks.link =
      "https://mingcha.example/v#1.0a1b2c3d.482.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  const auto png = bytes_of(kTexts / "signature.png");
  paper.marks.signatures = {{"inquiry.signature", png}, {"service.signature", png}};
  paper.marks.refusals = {{"notice.unsigned", "拒绝签名，见证人：李建国"}};
  return paper;
}

}  // namespace mingcha::render
