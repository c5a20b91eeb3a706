// SPDX-License-Identifier: Apache-2.0
#include "media/encoder.h"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "media/child.h"
#include "media/probe.h"
#include "test/support/child.h"
#include "test/support/clips.h"
#include "test/support/temporary_folder.h"

namespace mingcha::media {
namespace {

namespace fs = std::filesystem;
using test::filmed;

constexpr std::size_t kWidth = 320;
constexpr std::size_t kHeight = 240;

/// A number in a moving picture, names in the metadata, a tone.
fs::path witness() {
  return filmed("witness.mp4", 6,
                {"-vf",
                 "drawbox=x=80:y=60:w=160:h=60:color=white:t=fill,drawtext=text=330112:x=90:y=66:"
                 "fontsize=44:fontcolor=black",
                 "-metadata", "title=WITNESS-NAME", "-metadata", "comment=+29.8683+121.5440/",
                 "-metadata", "creation_time=2025-09-12T12:15:00Z", "-metadata:s:v:0",
                 "handler_name=WITNESS-HANDLER", "-metadata:s:a:0", "language=chi"});
}

/// Luma of the frame at that time, row by row.
std::string frame_at(const fs::path& file, const std::string& seconds) {
  Errand errand;
  errand.program = "/usr/bin/ffmpeg";
  errand.arguments = {"-nostdin",  "-v", "error", "-ss",      seconds,    "-i",   file.string(),
                      "-frames:v", "1",  "-f",    "rawvideo", "-pix_fmt", "gray", "pipe:1"};
  errand.deadline = std::chrono::minutes{1};
  errand.output_bytes_max = kWidth * kHeight;
  auto ended = run(errand);
  EXPECT_EQ(ended.output.size(), kWidth * kHeight) << ended.complaint;
  ended.output.resize(kWidth * kHeight);
  return ended.output;
}

struct Area {
  std::size_t x, y, width, height;
};
constexpr Area kNumber{80, 60, 160, 60};
constexpr Area kBelow{0, 140, 320, 100};
constexpr Area kAll{0, 0, 320, 240};

int luma(const std::string& frame, std::size_t x, std::size_t y) {
  return static_cast<unsigned char>(frame.at(y * kWidth + x));
}

/// Darkest and brightest point.
std::pair<int, int> range(const std::string& frame, Area area) {
  std::pair<int, int> range{255, 0};
  for (std::size_t y = area.y; y < area.y + area.height; ++y) {
    for (std::size_t x = area.x; x < area.x + area.width; ++x) {
      range.first = std::min(range.first, luma(frame, x, y));
      range.second = std::max(range.second, luma(frame, x, y));
    }
  }
  return range;
}

double difference(const std::string& one, const std::string& other, Area area) {
  double sum = 0;
  for (std::size_t y = area.y; y < area.y + area.height; ++y) {
    for (std::size_t x = area.x; x < area.x + area.width; ++x) {
      sum += std::abs(luma(one, x, y) - luma(other, x, y));
    }
  }
  return sum / static_cast<double>(area.width * area.height);
}

class EncoderTest : public ::testing::Test {
 protected:
  fs::path target() const { return folder_.path() / "made.mp4"; }
  Report probed() const { return Probe{MINGCHA_PROBE}.run(target(), full()); }
  static ProbeRequest full() {
    ProbeRequest request;
    request.level = Level::full;
    request.thresholds.silence_ms = 1500;
    return request;
  }
  fs::path redacted(Cover cover) const {
    const Redaction redaction{{{0.25, 0.25, 0.5, 0.25, 2000, 4000, cover}}, {{2000, 4000}}};
    EXPECT_TRUE(Encoder{}.redact(witness(), 6000, redaction, target(), {}));
    return target();
  }
  void expect_untouched_outside() const {
    EXPECT_LT(difference(frame_at(target(), "1"), frame_at(witness(), "1"), kAll), 3);
    EXPECT_LT(difference(frame_at(target(), "5"), frame_at(witness(), "5"), kAll), 3);
    EXPECT_LT(difference(frame_at(target(), "3"), frame_at(witness(), "3"), kBelow), 3);
  }
  void expect_nothing_left_behind() const { EXPECT_TRUE(fs::is_empty(folder_.path())); }

  test::TemporaryFolder folder_;
};

TEST_F(EncoderTest, LeavesNoTraceOfANumberUnderAFilledBox) {
  ASSERT_GT(range(frame_at(witness(), "3"), kNumber).second, 200);

  redacted(Cover::filled);

  // From the first frame on that shows within the span to the last.
  for (const char* moment : {"2.0", "2.5", "3", "3.96"}) {
    EXPECT_LT(range(frame_at(target(), moment), kNumber).second, 24) << moment;
  }
  expect_untouched_outside();
}

TEST_F(EncoderTest, LeavesLargeCellsUnderAPixelisedBox) {
  const auto source = frame_at(witness(), "3");

  const auto frame = frame_at(redacted(Cover::pixelised), "3");

  int most_in_source = 0;
  for (std::size_t row = 0; row < 4; ++row) {
    for (std::size_t column = 0; column < 4; ++column) {
      // Without its edges, where the encoder smooths from one cell to the next.
      const Area cell{80 + column * 40 + 4, 60 + row * 15 + 4, 32, 7};
      const auto [dark, bright] = range(frame, cell);
      EXPECT_LT(bright - dark, 16) << row << ' ' << column;
      const auto [source_dark, source_bright] = range(source, cell);
      most_in_source = std::max(most_in_source, source_bright - source_dark);
    }
  }
  EXPECT_GT(most_in_source, 200);
  expect_untouched_outside();
}

TEST_F(EncoderTest, MutesWhatIsToBeMutedAndNothingElse) {
  redacted(Cover::filled);

  const auto report = probed();

  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].kind, FindingKind::silence);
  EXPECT_NEAR(static_cast<double>(report.findings[0].from_ms), 1900, 60);
  EXPECT_LE(report.findings[0].from_ms, 2000);
  EXPECT_NEAR(static_cast<double>(report.findings[0].to_ms), 4100, 60);
  EXPECT_GE(report.findings[0].to_ms, 4000);
}

TEST_F(EncoderTest, TakesNoMetadataIntoARedactedCopy) {
  const auto source = test::read_file(witness());
  for (const char* word : {"WITNESS-NAME", "WITNESS-HANDLER", "+29.8683", "Lavf"}) {
    ASSERT_NE(source.find(word), std::string::npos) << word;
  }

  const auto bytes = test::read_file(redacted(Cover::filled));

  for (const char* word : {"WITNESS-NAME", "WITNESS-HANDLER", "29.8683", "Lavf"}) {
    EXPECT_EQ(bytes.find(word), std::string::npos) << word;
  }
  EXPECT_EQ(probed().device, "");
  EXPECT_FALSE(probed().started_at);
}

TEST_F(EncoderTest, MutesWithoutCovering) {
  const Redaction redaction{{}, {{1000, 5000}}};

  ASSERT_TRUE(Encoder{}.redact(witness(), 6000, redaction, target(), {}));

  EXPECT_LT(difference(frame_at(target(), "3"), frame_at(witness(), "3"), kAll), 3);
  EXPECT_EQ(probed().findings.size(), 1U);
}

TEST_F(EncoderTest, RefusesARedactionThatCoversNothing) {
  const Redaction redaction{{{0.9, 0, 0.2, 0.1, 0, 1000}, {0, 0, 1, 1, 1000, 1000}}, {{-1, 5}}};

  const auto refused = Encoder{}.redact(witness(), 6000, redaction, target(), {});

  ASSERT_FALSE(refused);
  std::vector<std::string> places;
  for (const auto& finding : refused.error().findings) places.push_back(finding.where);
  EXPECT_THAT(places, testing::ElementsAre("/boxes/0", "/boxes/1", "/muted/0"));
  EXPECT_FALSE(Encoder{}.redact(witness(), 6000, {}, target(), {}));
  expect_nothing_left_behind();
}

TEST_F(EncoderTest, MakesAProxyThatBrowsersPlayAndTellsOfItsProgress) {
  const auto source = test::clip(
      "tall.avi", {"-f", "lavfi", "-t", "3", "-i", "testsrc2=size=960x720:rate=25", "-f", "lavfi",
                   "-t", "3", "-i", "sine=frequency=440", "-c:v", "mpeg4", "-c:a", "mp3"});
  std::vector<double> told;
  Job job;
  job.progress = [&told](double done) { told.push_back(done); };

  ASSERT_TRUE(Encoder{}.proxy(source, 3000, target(), job));

  const auto report = probed();
  EXPECT_TRUE(report.plays_in_browsers);
  EXPECT_EQ(report.height, 540);
  EXPECT_EQ(report.width, 720);
  EXPECT_TRUE(std::ranges::is_sorted(told));
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back(), 1);
}

TEST_F(EncoderTest, CutsToTheFrame) {
  ASSERT_TRUE(Encoder{}.clip(witness(), 1480, 3480, Cut::exact, target(), {}));

  EXPECT_NEAR(static_cast<double>(probed().duration_ms), 2000, 60);
  EXPECT_LT(difference(frame_at(target(), "0"), frame_at(witness(), "1.48"), kAll), 3);
  EXPECT_FALSE(Encoder{}.clip(witness(), 5, 5, Cut::exact, target(), {}));
}

TEST_F(EncoderTest, CutsWithoutEncodingFromTheKeyFrameBefore) {
  ASSERT_TRUE(Encoder{}.clip(witness(), 1480, 3480, Cut::at_key_frames, target(), {}));

  EXPECT_EQ(difference(frame_at(target(), "0"), frame_at(witness(), "1"), kAll), 0);
}

TEST_F(EncoderTest, TakesStillsFromKeyFrames) {
  const auto source =
      test::clip("wide.mp4", {"-f", "lavfi", "-t", "6", "-i", "testsrc2=size=640x360:rate=25", "-g",
                              "25", "-c:v", "libx264", "-pix_fmt", "yuv420p"});
  const auto stills = folder_.path() / "stills";

  const auto made = Encoder{}.thumbnails(source, 6000, 3, stills, {});

  ASSERT_TRUE(made);
  EXPECT_THAT(*made, testing::ElementsAre(stills / "poster.jpg", stills / "001.jpg",
                                          stills / "002.jpg", stills / "003.jpg"));
  for (const auto& file : *made) {
    EXPECT_TRUE(test::read_file(file).starts_with("\xff\xd8\xff"));
    // SOF0: height and width follow the marker's length and precision.
    const auto bytes = test::read_file(file);
    const auto head = bytes.find("\xff\xc0");
    ASSERT_NE(head, std::string::npos);
    EXPECT_EQ(bytes.substr(head + 5, 4), std::string("\0\xb4\x01\x40", 4)) << "180 by 320";
  }
}

TEST_F(EncoderTest, LeavesNothingWhenItIsCancelledOrOutOfTime) {
  const auto lengthy =
      test::clip("lengthy.mp4",
                 {"-stream_loop", "100", "-i", filmed("repeated.mp4", 6).string(), "-c", "copy"});
  std::stop_source stop;
  Job job;
  job.stop = stop.get_token();
  const std::jthread other{[&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    stop.request_stop();
  }};

  const auto cancelled = Encoder{}.proxy(lengthy, 600000, target(), job);
  Job hasty;
  hasty.deadline = std::chrono::milliseconds{300};
  const auto late = Encoder{}.proxy(lengthy, 600000, target(), hasty);

  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.error().findings[0].code, "encode-cancelled");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().findings[0].code, "encode-deadline");
  expect_nothing_left_behind();
}

TEST_F(EncoderTest, BeginsAnewWhereACrashLeftAPart) {
  test::write_file(target().string() + ".part", "half a film");

  ASSERT_TRUE(Encoder{}.clip(witness(), 0, 1000, Cut::exact, target(), {}));

  EXPECT_THAT(probed().findings, testing::IsEmpty());
  EXPECT_FALSE(fs::exists(target().string() + ".part"));
}

TEST_F(EncoderTest, OpensNothingThatAPlaylistNames) {
  // A name beside it, which ffmpeg would think safe.
  const auto named = "file '" + witness().filename().string() + "'\n";
  const auto list = test::written("list.mp4", "ffconcat version 1.0\n" + named);

  const auto refused = Encoder{}.proxy(list, 6000, target(), {});

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().findings[0].code, "encode-failed");
  expect_nothing_left_behind();
}

}  // namespace
}  // namespace mingcha::media
