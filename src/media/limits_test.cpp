// SPDX-License-Identifier: Apache-2.0
// What happens to a probe that is stopped, by whatever stops it.
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/assert.h"
#include "media/probe.h"
#include "media/probe/cage.h"
#include "test/support/child.h"
#include "test/support/clips.h"
#include "test/support/temporary_folder.h"

namespace mingcha::media {
namespace {

namespace fs = std::filesystem;

MATCHER_P(IsKilledBy, limit, "") {
  return arg.findings == std::vector<Finding>{{FindingKind::probe_killed, 0, 0, 0, limit}} &&
         arg.duration_ms == 0;
}

ProbeRequest everything() {
  ProbeRequest request;
  request.level = Level::full;
  return request;
}

/// Ten minutes that take seconds to decode, made by repeating a few.
fs::path lengthy() {
  return test::clip("lengthy.mp4", {"-stream_loop", "100", "-i",
                                    test::filmed("repeated.mp4", 6).string(), "-c", "copy"});
}

// Sanitized builds have no cage (media/probe/cage.cpp).
#if !MINGCHA_SANITIZED
TEST(ProbeLimits, ReportAProbeThatRanOutOfMemory) {
  const auto file = test::clip(
      "large.mp4", {"-f", "lavfi", "-i", "testsrc2=size=4096x2304:rate=5", "-frames:v", "3", "-c:v",
                    "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"});
  auto request = everything();
  request.limits.memory_mib = 24;

  EXPECT_THAT(Probe{MINGCHA_PROBE}.run(file, request), IsKilledBy(Limit::memory));
  request.limits.memory_mib = 512;
  EXPECT_EQ(Probe{MINGCHA_PROBE}.run(file, request).width, 4096);
}

#endif

TEST(ProbeLimits, ReportAProbeThatRanOutOfProcessorTime) {
  auto request = everything();
  request.limits.processor_seconds = 1;

  EXPECT_THAT(Probe{MINGCHA_PROBE}.run(lengthy(), request), IsKilledBy(Limit::processor));
}

TEST(ProbeLimits, ReportAProbeThatRanOutOfTime) {
  auto request = everything();
  request.limits.deadline = std::chrono::milliseconds{50};

  EXPECT_THAT(Probe{MINGCHA_PROBE}.run(lengthy(), request), IsKilledBy(Limit::time));
}

TEST(ProbeLimits, ReportAProbeThatWasCancelledFromAnotherThread) {
  std::stop_source stop;
  const std::jthread other{[&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    stop.request_stop();
  }};

  const auto report = Probe{MINGCHA_PROBE}.run(lengthy(), everything(), stop.get_token());

  EXPECT_THAT(report, IsKilledBy(Limit::cancelled));
}

/// A program in the probe's place that does as a decoder would that was taken over.
Report run_instead(const std::string& script) {
  const test::TemporaryFolder folder;
  const auto program = folder.path() / "probe";
  test::write_file(program, "#!/bin/sh\n" + script);
  fs::permissions(program, fs::perms::owner_all);
  return Probe{program}.run("/dev/null", {});
}

TEST(ProbeLimits, TakeNoAnswerThatIsTooLongOrNoReport) {
  EXPECT_THAT(run_instead("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done"),
              IsKilledBy(Limit::answer));
  EXPECT_THAT(run_instead("echo '{}'"), IsKilledBy(Limit::crash));
  EXPECT_THAT(run_instead("kill -SEGV $$"), IsKilledBy(Limit::crash));
  EXPECT_THAT(run_instead("kill -SYS $$"), IsKilledBy(Limit::call));
  EXPECT_THROW(run_instead("exit 5"), Fault);
}

#if !MINGCHA_SANITIZED
/// Leaves at once when it survives: what reports a survivor writes where the cage does not let it,
/// and would die of that.
template <typename Call>
[[noreturn]] void caged(Call call) {
  MINGCHA_ASSERT(close_cage());
  call();
  ::_exit(0);
}

TEST(CageDeathTest, EndsWhoeverAsksForTheNetworkAnotherProgramOrCode) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto killed = testing::KilledBySignal(SIGSYS);
  EXPECT_EXIT(caged([] {}), testing::ExitedWithCode(0), "");
  EXPECT_EXIT(caged([] { ::socket(AF_INET, SOCK_STREAM, 0); }), killed, "");
  EXPECT_EXIT(caged([] { ::execl("/bin/true", "true", nullptr); }), killed, "");
  EXPECT_EXIT(caged([] { ::fork(); }), killed, "");
  EXPECT_EXIT(caged([] { ::unlink("/nowhere"); }), killed, "");
  EXPECT_EXIT(caged([] { static_cast<void>(!::write(3, "", 0)); }), killed, "");
  EXPECT_EXIT(caged([] {
                ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              }),
              killed, "");
}

TEST(CageDeathTest, OpensNoFile) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        const bool closed = close_cage();
        const bool refused = ::open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES;
        ::_exit(closed && refused ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}
#endif

}  // namespace
}  // namespace mingcha::media
