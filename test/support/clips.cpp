// SPDX-License-Identifier: Apache-2.0
#include "test/support/clips.h"

#include <functional>
#include <stdexcept>
#include <unistd.h>

#include <fmt/format.h>

#include "media/child.h"
#include "test/support/child.h"

namespace mingcha::test {
namespace {

namespace fs = std::filesystem;

fs::path folder() {
  const auto place = fs::path{MINGCHA_BINARY_DIR} / "clips";
  fs::create_directories(place);
  return place;
}

}  // namespace

fs::path clip(const std::string& name, const std::vector<std::string>& arguments) {
  std::string all;
  for (const auto& word : arguments) all += word + '\n';
  const auto place = folder() / fmt::format("{:x}-{}", std::hash<std::string>{}(all), name);
  if (fs::exists(place)) return place;
  // Two programs may want it at once: each makes its own, and the last is as good as the first.
  const auto made = folder() / fmt::format("{}-{}", ::getpid(), name);
  media::Errand errand;
  errand.program = "/usr/bin/ffmpeg";
  errand.arguments = {"-nostdin", "-v", "error", "-y"};
  errand.arguments.insert(errand.arguments.end(), arguments.begin(), arguments.end());
  errand.arguments.push_back(made.string());
  errand.deadline = std::chrono::minutes{4};
  const auto ended = media::run(errand);
  if (ended.how != media::Ending::by_itself || ended.status != 0) {
    throw std::runtime_error("ffmpeg: " + ended.complaint);
  }
  fs::rename(made, place);
  return place;
}

fs::path filmed(const std::string& name, int seconds, const std::vector<std::string>& options) {
  const auto length = std::to_string(seconds);
  std::vector<std::string> words{
      "-f",       "lavfi",   "-t",      length,     "-i", "testsrc2=size=320x240:rate=25",
      "-f",       "lavfi",   "-t",      length,     "-i", "sine=frequency=440:sample_rate=48000",
      "-c:v",     "libx264", "-preset", "veryfast", "-g", "25",
      "-pix_fmt", "yuv420p", "-c:a",    "aac"};
  words.insert(words.end(), options.begin(), options.end());
  return clip(name, words);
}

fs::path written(const std::string& name, std::string_view bytes) {
  const auto place = folder() / name;
  write_file(place, bytes);
  return place;
}

}  // namespace mingcha::test
