// SPDX-License-Identifier: Apache-2.0
#include "media/probe.h"

#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test/support/child.h"
#include "test/support/clips.h"

namespace mingcha::media {
namespace {

namespace fs = std::filesystem;
using test::filmed;

Report probe(const fs::path& file, Level level = Level::quick, ProbeRequest request = {}) {
  request.level = level;
  return Probe{MINGCHA_PROBE}.run(file, request);
}

std::vector<FindingKind> kinds(const Report& report) {
  std::vector<FindingKind> kinds;
  for (const auto& finding : report.findings) kinds.push_back(finding.kind);
  return kinds;
}

MATCHER_P3(Spans, kind, from_ms, to_ms, "") {
  return arg.kind == kind && std::abs(arg.from_ms - from_ms) <= 100 &&
         std::abs(arg.to_ms - to_ms) <= 100;
}

fs::path good() {
  return filmed("good.mp4", 6,
                {"-movflags", "+faststart", "-metadata", "creation_time=2025-09-12T12:15:00Z",
                 "-metadata", "title=DSJ-A7 330112"});
}

/// Its index at the end, as recorders write it.
fs::path plain() { return filmed("plain.mp4", 6); }

std::string half(const fs::path& file) {
  auto bytes = test::read_file(file);
  bytes.resize(bytes.size() / 2);
  return bytes;
}

TEST(Probe, DescribesARecordingWithNothingWrong) {
  for (const auto level : {Level::quick, Level::full}) {
    const auto report = probe(good(), level);

    EXPECT_EQ(report.level, level);
    EXPECT_EQ(report.container, "mp4");
    EXPECT_EQ(report.video_codec, "h264");
    EXPECT_EQ(report.audio_codec, "aac");
    EXPECT_EQ(report.width, 320);
    EXPECT_EQ(report.height, 240);
    EXPECT_EQ(report.frames_per_second, 25);
    EXPECT_NEAR(static_cast<double>(report.duration_ms), 6000, 50);
    EXPECT_EQ(report.started_at, parse_instant("2025-09-12T12:15:00Z"));
    EXPECT_EQ(report.device, "DSJ-A7 330112");
    EXPECT_TRUE(report.plays_in_browsers);
    EXPECT_THAT(report.findings, testing::IsEmpty());
  }
}

TEST(Probe, ReadsTheDeviceFromAMakersOwnTag) {
  const auto file = filmed("tagged.mp4", 1,
                           {"-movflags", "use_metadata_tags", "-metadata",
                            "com.example.device=DSJ-B2 330113", "-metadata", "title=现场"});

  EXPECT_EQ(probe(file).device, "DSJ-B2 330113");
}

TEST(Probe, SeesThatARecordingWasCutOff) {
  const auto report = probe(test::written("cut.mp4", half(good())));

  ASSERT_THAT(kinds(report), testing::ElementsAre(FindingKind::truncated));
  EXPECT_NEAR(static_cast<double>(report.findings[0].from_ms), 3000, 300);
  EXPECT_NEAR(static_cast<double>(report.findings[0].to_ms), 6000, 50);
}

TEST(Probe, CannotReadARecordingWithoutItsIndex) {
  EXPECT_THAT(kinds(probe(test::written("headless.mp4", half(plain())))),
              testing::ElementsAre(FindingKind::unreadable));
}

TEST(Probe, OpensNothingThatIsNoRecording) {
  const std::vector<std::pair<std::string, std::string>> files{
      {"text.mp4", std::string(5000, 'a') + "\n"},
      {"noise.mp4", test::read_file("/proc/self/exe").substr(0, 100000)},
      {"concat.mp4", "ffconcat version 1.0\nfile '/etc/passwd'\n"},
      {"hls.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n"},
      {"dash.mp4",
       "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
       "profiles=\"urn:mpeg:dash:profile:isoff-main:2011\"><BaseURL>http://127.0.0.1/"
       "</BaseURL></MPD>"},
      {"sdp.mp4", "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"}};
  for (const auto& [name, bytes] : files) {
    EXPECT_THAT(kinds(probe(test::written(name, bytes))),
                testing::ElementsAre(FindingKind::not_media))
        << name;
  }
  EXPECT_THAT(kinds(probe(test::clip(
                  "picture.png", {"-f", "lavfi", "-i", "testsrc2=size=64x64", "-frames:v", "1"}))),
              testing::ElementsAre(FindingKind::not_media));
  EXPECT_THAT(kinds(probe(test::written("nothing.mp4", ""))),
              testing::ElementsAre(FindingKind::empty));
}

/// One deflated member of 1 GiB of zeros would be 1 MiB; what matters is that nobody unpacks it.
TEST(Probe, TakesAZipForNoRecordingWithoutUnpackingIt) {
  const auto file = fs::path{MINGCHA_BINARY_DIR} / "clips" / "bomb.zip";
  const auto made = test::run(
      {"/usr/bin/python3", "-c",
       "import sys, zipfile\n"
       "with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as z:\n"
       "  z.writestr('a.mp4', bytes(200_000_000))\n",
       file.string()});
  ASSERT_EQ(made.status, 0) << made.output;
  ProbeRequest request;
  request.limits.memory_mib = 64;  // Less than it unpacks to.

  EXPECT_THAT(kinds(probe(file, Level::full, request)),
              testing::ElementsAre(FindingKind::not_media));
}

TEST(Probe, SeesThatTimeJumpsByAMinute) {
  const auto file =
      filmed("gap.mp4", 4,
             {"-vf", "setpts=PTS+if(gte(T\\,2)\\,60/TB\\,0)", "-af",
              "asetpts=PTS+if(gte(T\\,2)\\,60/TB\\,0)", "-vsync", "passthrough", "-async", "0"});

  for (const auto level : {Level::quick, Level::full}) {
    EXPECT_THAT(probe(file, level).findings,
                testing::ElementsAre(Spans(FindingKind::gap, 1960, 62000)));
  }
}

TEST(Probe, SeesBlackPicture) {
  const auto file =
      filmed("black.mp4", 7, {"-vf", "drawbox=enable='between(t,2,5)':color=black:t=fill"});

  for (const auto level : {Level::quick, Level::full}) {
    EXPECT_THAT(probe(file, level).findings,
                testing::ElementsAre(Spans(FindingKind::black, 2000, 5040)));
  }
}

TEST(Probe, SeesOnlyWithEverythingDecodedThatThePictureStands) {
  const auto file = filmed("frozen.mp4", 9, {"-vf", "loop=loop=150:size=1:start=25"});

  EXPECT_THAT(probe(file, Level::full).findings,
              testing::ElementsAre(Spans(FindingKind::frozen, 1000, 7960)));
  EXPECT_THAT(probe(file, Level::quick).findings, testing::IsEmpty());
}

TEST(Probe, HearsSilence) {
  const auto file = filmed("silence.mp4", 8, {"-af", "volume=enable='between(t,2,7)':volume=0"});
  ProbeRequest request;
  request.thresholds.silence_ms = 4000;

  EXPECT_THAT(probe(file, Level::quick, request).findings,
              testing::ElementsAre(Spans(FindingKind::silence, 2000, 7000)));
  request.thresholds.silence_ms = 6000;
  EXPECT_THAT(probe(file, Level::quick, request).findings, testing::IsEmpty());
}

TEST(Probe, SeesBytesThatWereDamagedInTheMiddle) {
  auto bytes = test::read_file(plain());
  for (std::size_t i = 0; i < 4000; ++i) {
    auto& byte = bytes[bytes.size() / 2 + i];
    byte = static_cast<char>(byte ^ static_cast<char>(i * 37 + 1));
  }

  const auto report = probe(test::written("damaged.mp4", bytes), Level::full);

  ASSERT_THAT(kinds(report), testing::ElementsAre(FindingKind::damaged));
  EXPECT_NEAR(static_cast<double>(report.findings[0].from_ms), 3000, 500);
  EXPECT_GT(report.findings[0].amount, 0);
}

TEST(Probe, SaysWhatIsMissingAndWhatBrowsersDoNotPlay) {
  EXPECT_THAT(kinds(probe(filmed("mute.mp4", 1, {"-an"}))),
              testing::ElementsAre(FindingKind::no_audio));
  EXPECT_THAT(kinds(probe(filmed("blind.mp4", 1, {"-vn"}))),
              testing::ElementsAre(FindingKind::no_video));

  const auto avi = probe(filmed("old.avi", 1, {"-c:v", "mpeg4", "-c:a", "mp3"}));
  EXPECT_EQ(avi.container, "avi");
  EXPECT_FALSE(avi.plays_in_browsers);
  const auto hevc = probe(
      filmed("hevc.mp4", 1, {"-c:v", "libx265", "-x265-params", "log-level=none"}), Level::full);
  EXPECT_EQ(hevc.video_codec, "hevc");
  EXPECT_FALSE(hevc.plays_in_browsers);
  EXPECT_THAT(hevc.findings, testing::IsEmpty());
  const auto disc = probe(filmed("disc.mpg", 1, {"-c:v", "mpeg2video", "-c:a", "mp2"}));
  EXPECT_FALSE(disc.plays_in_browsers);
  EXPECT_TRUE(probe(filmed("open.webm", 1, {"-c:v", "libvpx-vp9", "-c:a", "libopus"}), Level::full)
                  .plays_in_browsers);
}

/// It looks for a table of character sets, which the cage refuses without ending it.
TEST(Probe, ReadsATransportStreamInItsCage) {
  const auto report = probe(filmed("stream.ts", 2), Level::full);

  EXPECT_EQ(report.container, "mpegts");
  EXPECT_THAT(report.findings, testing::IsEmpty());
}

TEST(Probe, SeesAClockThatIsThreeHoursAhead) {
  ProbeRequest request;
  request.began_at = parse_instant("2025-09-12T09:15:00Z");

  const auto report = probe(good(), Level::quick, request);

  ASSERT_THAT(kinds(report), testing::ElementsAre(FindingKind::clock));
  EXPECT_EQ(report.findings[0].amount, 3 * 3600 * 1000);
  request.began_at = parse_instant("2025-09-12T12:14:30Z");
  EXPECT_THAT(probe(good(), Level::quick, request).findings, testing::IsEmpty());
}

TEST(Probe, RefusesWhatIsNoFileAtAll) {
  EXPECT_THROW(static_cast<void>(probe("/nowhere/film.mp4")), Fault);
  EXPECT_THROW(static_cast<void>(probe("/dev/zero")), Fault);
  EXPECT_THROW(Probe{"/nowhere/mingcha-probe"}, Fault);
}

}  // namespace
}  // namespace mingcha::media
