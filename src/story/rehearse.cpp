// SPDX-License-Identifier: Apache-2.0
#include "story/rehearse.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "base/encoding.h"
#include "crypto/random.h"
#include "pack/definition.h"
#include "story/parse.h"
#include "story/player.h"
#include "story/stage.h"

namespace mingcha::story {
namespace {

namespace fs = std::filesystem;

/// Gone when it goes out of scope.
class Scratch {
 public:
  Scratch() : path_{fs::temp_directory_path() / ("mingcha-" + to_hex(crypto::random_bytes(8)))} {
    fs::create_directories(path_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Findings played(const pack::Pack& pack, const fs::path& file, const std::string& agency) {
  const auto story = read(file);
  if (!story) return story.error().findings;
  const auto scenes = arrange(*story, pack.calendar);
  if (!scenes) return scenes.error().findings;
  const Scratch scratch;
  Stage stage{pack, scratch.path()};
  stage.desks().clock.set(scenes->empty() ? Instant{} : scenes->front().at);
  if (const auto taken = stage.take_agency(agency); !taken) return taken.error().findings;
  return play(*scenes, stage.desks(), "story");
}

}  // namespace

Rehearsal rehearse(const pack::Pack& pack, const fs::path& folder, const std::string& agency) {
  std::vector<fs::path> files;
  const auto stories = folder / "stories";
  if (fs::is_directory(stories)) {
    for (const auto& entry : fs::directory_iterator{stories}) {
      if (entry.path().extension() == ".story") files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  // Each story has an office of its own: as many at once as there are processors.
  std::vector<Findings> found(files.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t at = next++; at < files.size(); at = next++) {
      found[at] = played(pack, files[at], agency);
    }
  };
  std::vector<std::future<void>> others;
  const auto processors = std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 1; i < processors && i < files.size(); ++i) {
    others.push_back(std::async(std::launch::async, work));
  }
  work();
  for (auto& other : others) other.get();
  Rehearsal out;
  out.stories = files.size();
  for (auto& findings : found) std::ranges::move(findings, std::back_inserter(out.findings));
  return out;
}

}  // namespace mingcha::story
