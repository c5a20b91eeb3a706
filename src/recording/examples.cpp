// SPDX-License-Identifier: Apache-2.0
#include "recording/examples.h"

#include <optional>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "recording/coverage.h"

namespace mingcha::recording {
namespace {

/// "09:00-10:00" of some day.
std::optional<Span> span_of(const std::string& text) {
  const auto dash = text.find('-');
  if (dash == std::string::npos) return std::nullopt;
  const auto at = [](const std::string& clock) {
    return parse_instant("2026-01-05T" + clock + ":00+08:00");
  };
  const auto from = at(text.substr(0, dash));
  const auto to = at(text.substr(dash + 1));
  if (!from || !to || *to < *from) return std::nullopt;
  return Span{*from, *to};
}

std::optional<std::vector<std::string>> given(const pack::RecordingExample& example,
                                              const pack::RecordingItem& item,
                                              const pack::RecordingThresholds& limits) {
  const auto act = span_of(example.span);
  std::vector<Span> recorded;
  for (const auto& text : example.recorded) {
    const auto span = span_of(text);
    if (!span) return std::nullopt;
    recorded.push_back(*span);
  }
  if (!act) return std::nullopt;
  std::vector<std::string> out;
  for (const auto& gap : cover(*act, joined(recorded), item.grade, limits).gaps) {
    out.emplace_back(to_string(gap.kind));
  }
  return out;
}

}  // namespace

Findings check_examples(const pack::Pack& pack) {
  Findings findings;

  for (const auto& item : pack.recordings.items) {
    for (const auto& example : item.examples) {
      const auto found = given(example, item, pack.recordings.thresholds);
      if (found == example.gives) continue;
      const auto said =
          found ? fmt::format("[{}]", fmt::join(*found, ", ")) : std::string{"09:00-10:00 …?"};
      findings.push_back({"recording-example",
                          {fmt::format("音像记录事项“{}”的例子“{}”不成立：得到{}", item.title.zh,
                                       example.name, said),
                           fmt::format("recording item “{}”, example “{}”: gives {}", item.title.en,
                                       example.name, said)},
                          item.article,
                          {"改正事项或者例子", "mend the item or the example"},
                          "recordings.yaml " + item.id});
    }
  }
  return findings;
}

}  // namespace mingcha::recording
