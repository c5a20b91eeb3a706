// SPDX-License-Identifier: Apache-2.0
// Looks into one recording, prints one report. Links no database and no network of ours.
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <iostream>
#include <new>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "media/probe.h"
#include "media/probe/cage.h"
#include "media/probe/film.h"
#include "media/probe/look.h"
#include "media/report_codec.h"

namespace mingcha::media {
namespace {

struct Wishes {
  std::string file;
  std::string level = "quick";
  LookRequest look;
  ProbeLimits limits;
};

void add_options(CLI::App& app, Wishes& wishes) {
  auto& from = wishes.look.thresholds;
  app.add_option("file", wishes.file, "音像文件 / the recording")->required();
  app.add_option("--level", wishes.level, "quick | full")->check(CLI::IsMember({"quick", "full"}));
  app.add_option("--gap-ms", from.gap_ms, "录制中断 / time jumps by more");
  app.add_option("--truncated-ms", from.truncated_ms, "提前结束 / ends earlier than promised");
  app.add_option("--black-ms", from.black_ms, "画面全黑 / black for as long");
  app.add_option("--frozen-ms", from.frozen_ms, "画面静止 / still for as long (full)");
  app.add_option("--silence-ms", from.silence_ms, "没有声音 / silent for as long");
  app.add_option("--clock-ms", from.clock_ms, "时钟偏差 / the clock is off by more");
  app.add_option("--black-luma", from.black_luma, "0–255");
  app.add_option("--frozen-change", from.frozen_change, "0–255");
  app.add_option("--silence-decibel", from.silence_decibel, "dBFS");
  app.add_option("--began-at-ms", wishes.look.began_at_ms,
                 "实际开始时间（UTC 毫秒）/ when it began, ms since 1970");
  app.add_option("--memory-mib", wishes.limits.memory_mib)->check(CLI::Range(1, 1 << 20));
  app.add_option("--processor-seconds", wishes.limits.processor_seconds)
      ->check(CLI::Range(1, 1 << 20));
}

/// A regular file has an end; a pipe or device may have none.
int open_regular(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status {};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return -1;
  return descriptor;
}

/// Past the destructors and exit handlers, which ask for more than the cage has.
[[noreturn]] void leave(ProbeExit how) { std::_Exit(static_cast<int>(how)); }

/// Not a stream of the library: before its first byte it asks what kind of file it has.
void say(std::string_view words) {
  while (!words.empty()) {
    const auto written = ::write(STDOUT_FILENO, words.data(), words.size());
    if (written <= 0) return;
    words.remove_prefix(static_cast<std::size_t>(written));
  }
}

[[noreturn]] void run(const Wishes& wishes) {
  av_log_set_level(AV_LOG_QUIET);
  // The zone is read from a file at its first use, and there will be no opening files then.
  ::setenv("TZ", "UTC0", 1);
  ::tzset();
  if (!limit_resources(wishes.limits.memory_mib, wishes.limits.processor_seconds)) {
    leave(ProbeExit::no_cage);
  }
  const int descriptor = open_regular(wishes.file);
  if (descriptor < 0) {
    std::cerr << "无法打开 / cannot open " << wishes.file << '\n';
    leave(ProbeExit::cannot_open);
  }
  if (!close_cage()) leave(ProbeExit::no_cage);
  try {
    say(encode(look(descriptor, wishes.look)) + '\n');
    leave(ProbeExit::reported);
  } catch (const OutOfMemory&) {
    leave(ProbeExit::out_of_memory);
  } catch (const std::bad_alloc&) {
    leave(ProbeExit::out_of_memory);
  }
}

}  // namespace
}  // namespace mingcha::media

int main(int argc, char** argv) {
  using namespace mingcha::media;
  CLI::App app{
      "检测一份音像记录，输出一行 JSON。\n"
      "Looks into one recording and prints one line of JSON, into a pipe or terminal: it may write "
      "no file.",
      "mingcha-probe"};
  Wishes wishes;
  add_options(app, wishes);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ProbeExit::misused);
  }
  wishes.look.level = level_named(wishes.level).value_or(Level::quick);
  run(wishes);
}
