// SPDX-License-Identifier: Apache-2.0
#include "pack/load.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <tuple>

#include <fmt/format.h>

#include "crypto/hash.h"
#include "pack/fragments.h"
#include "pack/prove.h"
#include "pack/reading.h"

namespace mingcha::pack {
namespace {

constexpr std::size_t kLargestFile = 1U << 20U;

Text refused_title() { return {"法规包有误，未予加载", "the pack has errors and was not loaded"}; }

std::string eight_bytes(std::size_t size) {
  std::string out(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) out[7 - i] = static_cast<char>((size >> (8 * i)) & 255U);
  return out;
}

/// The files of a pack by what they are; each must be one of the kinds below.
class Loader {
 public:
  Loader(const PackFiles& files, Pack& pack) : files_{files}, reading_{pack} {}

  Findings run() {
    read_one("pack.yaml", read_pack_file);
    read_fragments();
    read_folder("statutes/", read_statute);
    if (files_.contains("approval.yaml")) read_one("approval.yaml", read_approval);
    if (files_.contains("corrections.yaml")) read_one("corrections.yaml", read_corrections);
    read_calendars();
    read_one("ladder.yaml", read_ladder);
    read_folder("fields/", read_fields);
    read_one("conditions.yaml", read_conditions);
    read_all_penalties();
    read_folder("procedures/", read_procedure);
    read_folder("items/", read_item);
    read_one("guide.yaml", read_guides);
    check_tiers(reading_);
    read_documents();
    read_folder("rules/", read_rules);
    read_one("review.yaml", read_review);
    read_one("disclosure.yaml", read_disclosure);
    if (files_.contains("lists.yaml")) read_one("lists.yaml", read_lists);
    if (files_.contains("credit.yaml")) read_one("credit.yaml", read_credit);
    if (files_.contains("annual.yaml")) read_one("annual.yaml", read_annual);
    if (files_.contains("participation.yaml")) read_one("participation.yaml", read_participation);
    if (files_.contains("recordings.yaml")) read_one("recordings.yaml", read_recordings);
    refuse_strangers();
    fragments_.refuse_unused(reading_.problems);
    check_references(reading_);
    sort_questions();
    return reading_.problems.take();
  }

 private:
  using Reader = void (*)(Reading&, const Value&);

  void read_file(const std::string& name, const std::string& bytes, Reader reader) {
    known_.insert(name);
    if (const auto root = read_tree(name, bytes)) reader(reading_, *root);
  }

  /// With its questions taken out and its shared parts put in.
  std::optional<Value> read_tree(const std::string& name, const std::string& bytes) {
    auto root = read_yaml(name, bytes, reading_.problems);
    if (!root) return root;
    take_questions(*root, reading_.pack.questions, reading_.problems);
    fragments_.expand(*root, reading_.problems);
    return root;
  }

  void read_fragments() {
    for (const auto& [name, bytes] : files_) {
      if (!name.starts_with("fragments/") || !name.ends_with(".yaml")) continue;
      known_.insert(name);
      auto root = read_yaml(name, bytes, reading_.problems);
      if (!root) continue;
      take_questions(*root, reading_.pack.questions, reading_.problems);
      fragments_.read(*root, reading_.problems);
    }
  }

  void sort_questions() {
    std::ranges::sort(reading_.pack.questions, {},
                      [](const OpenQuestion& one) { return std::tie(one.file, one.line); });
  }

  void read_one(const std::string& name, Reader reader) {
    const auto found = files_.find(name);
    if (found == files_.end()) {
      reading_.wrong({name, 1, 1}, "missing-file", "缺少这个文件", "this file is missing");
      return;
    }
    read_file(name, found->second, reader);
  }

  /// A pack need not say what may be imposed; if it does, both are there.
  void read_all_penalties() {
    const bool any = std::ranges::any_of(files_, [](const auto& file) {
      return file.first == "penalties.yaml" || file.first.starts_with("penalties/");
    });
    if (!any) return;
    read_one("penalties.yaml", read_penalties);
    if (!reading_.pack.penalties) return;
    read_folder("penalties/", read_tiers);
    reading_.penalties_read = true;
  }

  void read_folder(const std::string& folder, Reader reader) {
    bool any = false;
    for (const auto& [name, bytes] : files_) {
      if (!name.starts_with(folder) || !name.ends_with(".yaml")) continue;
      any = true;
      read_file(name, bytes, reader);
    }
    if (!any) {
      reading_.wrong({folder, 1, 1}, "missing-file", "这个文件夹里没有内容",
                     "there is nothing in this folder");
    }
  }

  void read_calendars() {
    for (const auto& [name, bytes] : files_) {
      if (!name.starts_with("calendar/") || !name.ends_with(".csv")) continue;
      known_.insert(name);
      const auto loaded = reading_.pack.calendar.load(bytes, name);
      if (loaded) continue;
      reading_.problems.add({name, loaded.error().line, 1}, "calendar", loaded.error().message);
    }
  }

  void read_documents() {
    constexpr std::string_view kForm = "/form.yaml";
    for (const auto& [name, bytes] : files_) {
      if (!name.starts_with("documents/") || !name.ends_with(kForm)) continue;
      known_.insert(name);
      const auto folder = name.substr(0, name.size() - kForm.size());
      const auto text = files_.find(folder + "/template.txt");
      if (text == files_.end()) {
        reading_.wrong({folder + "/template.txt", 1, 1}, "missing-file", "缺少模板",
                       "the template is missing");
        continue;
      }
      known_.insert(text->first);
      const auto root = read_tree(name, bytes);
      if (!root) continue;
      read_document(reading_, folder.substr(10), *root, text->first, text->second);
      read_paper_layout(folder, text->first, text->second);
    }
  }

  void read_paper_layout(const std::string& folder, const std::string& template_file,
                         const std::string& template_text) {
    const auto found = files_.find(folder + "/layout.yaml");
    const auto document = reading_.pack.documents.find(folder.substr(10));
    if (found == files_.end() || document == reading_.pack.documents.end()) return;
    known_.insert(found->first);
    const auto root = read_yaml(found->first, found->second, reading_.problems);
    if (root) {
      document->second.layout = read_layout(reading_, *root, template_file, template_text);
    }
  }

  void refuse_strangers() {
    for (const auto& [name, bytes] : files_) {
      const bool story = (name.starts_with("stories/") && name.ends_with(".story")) ||
                         name == "stories/agency.json";  // The persons of its stories.
      if (story || known_.contains(name)) continue;
      reading_.wrong({name, 1, 1}, "unknown-file", "法规包里不应有这个文件",
                     "a pack has no such file");
    }
  }

  const PackFiles& files_;
  Reading reading_;
  Fragments fragments_;
  std::set<std::string> known_;
};

}  // namespace

PackFiles read_files(const std::filesystem::path& directory) {
  namespace fs = std::filesystem;
  PackFiles files;
  try {
    for (const auto& entry : fs::recursive_directory_iterator{directory}) {
      if (!entry.is_regular_file()) continue;
      const auto name = entry.path().lexically_relative(directory).generic_string();
      if (entry.file_size() > kLargestFile) throw Fault("file too large in pack: " + name);
      std::ifstream in{entry.path(), std::ios::binary};
      std::ostringstream bytes;
      bytes << in.rdbuf();
      if (!in) throw Fault("cannot read " + entry.path().string());
      files[name] = bytes.str();
    }
  } catch (const fs::filesystem_error& e) {
    throw Fault("cannot read pack " + directory.string() + ": " + e.code().message());
  }
  return files;
}

Digest digest_of(const PackFiles& files) {
  crypto::Sha256Hasher hasher;
  for (const auto& [name, bytes] : files) {
    hasher.update(eight_bytes(name.size()));
    hasher.update(name);
    hasher.update(eight_bytes(bytes.size()));
    hasher.update(bytes);
  }
  return hasher.digest();
}

Result<std::shared_ptr<const Pack>> load(const PackFiles& files, Proofs proofs) {
  auto pack = std::make_shared<Pack>();
  pack->digest = digest_of(files);
  if (auto findings = Loader{files, *pack}.run(); !findings.empty()) {
    return reject(Refusal::invalid, refused_title(), std::move(findings));
  }
  if (proofs == Proofs::known) return pack;
  if (auto findings = prove(*pack); !findings.empty()) {
    return reject(Refusal::invalid, {"法规包通不过证明，未予加载", "the pack fails its proofs"},
                  std::move(findings));
  }
  return pack;
}

Result<std::shared_ptr<const Pack>> load(const std::filesystem::path& directory, Proofs proofs) {
  return load(read_files(directory), proofs);
}

}  // namespace mingcha::pack
