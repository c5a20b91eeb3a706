// SPDX-License-Identifier: Apache-2.0
#include "media/report.h"

#include <gtest/gtest.h>

#include "media/report_codec.h"

namespace mingcha::media {
namespace {

Report full_report() {
  return {.level = Level::full,
          .container = "mp4",
          .video_codec = "h264",
          .audio_codec = "aac",
          .width = 1920,
          .height = 1080,
          .frames_per_second = 29.97,
          .duration_ms = 60000,
          .started_at = from_millis(1757679300000),
          .device = "执法记录仪 “7”",
          .plays_in_browsers = true,
          .findings = {{FindingKind::clock, 0, 0, -10800000, Limit::none},
                       {FindingKind::black, 192000, 200000, 0, Limit::none}},
          .left_out = 3};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

TEST(ReportCodec, ReadsWhatItWrote) {
  EXPECT_EQ(decode_report(encode(full_report())).value(), full_report());
  EXPECT_EQ(decode_report(encode(Report{})).value(), Report{});
}

TEST(ReportCodec, RefusesWhatItCannotHaveWritten) {
  const auto written = encode(full_report());
  ASSERT_TRUE(decode_report(written));
  for (const auto& [from, to] : std::vector<std::pair<const char*, const char*>>{
           {"\"width\":1920", "\"width\":-1"},
           {"\"width\":1920", "\"width\":1920.5"},
           {"\"width\":1920", "\"width\":9223372036854775809"},
           {"\"width\":1920,", ""},
           {"\"width\"", "\"breadth\""},
           {"\"full\"", "\"fuller\""},
           {"\"black\"", "\"blue\""},
           {"\"left_out\":3", "\"left_out\":3,\"more\":1"},
           {"\"h264\"", "\"h\\u0000\""},
           {"29.97", "1e300"},
           {"1757679300000", "-1"},
           {"\"findings\":[", "\"findings\":[[],"}}) {
    EXPECT_FALSE(decode_report(replaced(written, from, to))) << from << " → " << to;
  }
  EXPECT_FALSE(decode_report(""));
  EXPECT_FALSE(decode_report(written + written));
}

TEST(ReportSentence, SaysTimesAsPeopleWriteThem) {
  EXPECT_EQ(moment(192000), (Text{"第3分12秒", "0:03:12"}));
  EXPECT_EQ(moment(3723999), (Text{"第1小时2分3秒", "1:02:03"}));
  EXPECT_EQ(moment(0), (Text{"第0秒", "0:00:00"}));
  EXPECT_EQ(
      sentence({.kind = FindingKind::black, .from_ms = 192000, .to_ms = 200000}),
      (Text{"第3分12秒至第3分20秒画面全黑（8秒）", "0:03:12 to 0:03:20: black picture (0:00:08)"}));
  EXPECT_EQ(sentence({.kind = FindingKind::clock, .amount = -10800000}),
            (Text{"设备时钟慢3小时0分0秒", "the recorder's clock is 3:00:00 behind"}));
  EXPECT_EQ(sentence({.kind = FindingKind::probe_killed, .limit = Limit::memory}),
            (Text{"检测中止，未检测完毕：内存超限",
                  "the probe was stopped before its end: too much memory"}));
}

TEST(ReportSentence, IsThereForEveryFindingInBothLanguages) {
  for (int i = 0; i <= static_cast<int>(FindingKind::probe_killed); ++i) {
    const auto kind = static_cast<FindingKind>(i);
    const auto text = sentence({.kind = kind});
    EXPECT_FALSE(text.zh.empty() || text.en.empty()) << to_string(kind);
    EXPECT_EQ(finding_named(to_string(kind)), kind);
  }
  EXPECT_EQ(to_string(FindingKind::probe_killed), "probe_killed");
  EXPECT_EQ(to_string(Limit::duration), "duration");
}

}  // namespace
}  // namespace mingcha::media
