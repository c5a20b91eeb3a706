// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <sstream>

#include "law/calendar.h"
#include "story/parse.h"

namespace mingcha::story {
namespace {

constexpr int kLongestChain = 8;

tl::unexpected<Rejection> wrong(const Place& place, Text what) {
  const auto title = what;
  return reject(Refusal::malformed, title,
                {{"story-syntax", std::move(what), {}, {}, place.to_string()}});
}

std::optional<std::string> bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) return std::nullopt;
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

Result<Story> join_at(Story story, const Neighbour& neighbour, int depth) {
  if (!story.continues) return story;
  const auto& at = story.continues->place;
  if (depth == kLongestChain) {
    return wrong(at,
                 {"故事互相接续，没有开头", "the stories continue each other without a beginning"});
  }
  const auto bytes = neighbour(story.continues->file);
  if (!bytes) {
    return wrong(
        at, {"没有这个故事：" + story.continues->file, "no such story: " + story.continues->file});
  }
  auto earlier = parse(story.continues->file, *bytes);
  if (!earlier) return earlier;
  earlier = join_at(std::move(*earlier), neighbour, depth + 1);
  if (!earlier) return earlier;
  const auto mark = std::ranges::find_if(earlier->lines, [&](const Line& line) {
    const auto* found = std::get_if<Mark>(&line);
    return found != nullptr && found->name == story.continues->mark;
  });
  if (mark == earlier->lines.end()) {
    return wrong(at, {"“" + story.continues->file + "”没有标记“" + story.continues->mark + "”",
                      "no mark “" + story.continues->mark + "” in " + story.continues->file});
  }
  std::vector<Line> lines{earlier->lines.begin(), mark};
  lines.insert(lines.end(), story.lines.begin(), story.lines.end());
  story.lines = std::move(lines);
  return story;
}

Day later(const Time& time, Day from, const law::Calendar& calendar) {
  if (time.when == When::days_later) return from + std::chrono::days{time.count};
  for (int left = time.count; left > 0;) {
    from += std::chrono::days{1};
    if (calendar.is_working_day(from)) --left;
  }
  return from;
}

}  // namespace

Result<Story> join(Story story, const Neighbour& neighbour) {
  return join_at(std::move(story), neighbour, 0);
}

Result<Story> read(const std::filesystem::path& file) {
  const auto bytes = bytes_of(file);
  if (!bytes) throw Fault("cannot read " + file.string());
  auto story = parse(file.filename().string(), *bytes);
  if (!story) return story;
  return join(std::move(*story),
              [&](const std::string& name) { return bytes_of(file.parent_path() / name); });
}

Result<std::vector<Scene>> arrange(const Story& story, const law::Calendar& calendar) {
  std::vector<Scene> scenes;
  std::optional<Day> day;
  std::optional<Instant> now;
  for (const auto& line : story.lines) {
    if (const auto* time = std::get_if<Time>(&line)) {
      if (time->when == When::moment) day = time->day;
      if (!day)
        return wrong(time->place, {"故事的第一个时间须写明日期", "the first time needs a day"});
      if (time->when != When::moment) day = later(*time, *day, calendar);
      const auto at = start_of(*day) + time->time_of_day;
      if (now && at < *now) return wrong(time->place, {"时间倒退了", "the clock runs backwards"});
      now = at;
    }
    if (!now) {
      return wrong(place_of(line),
                   {"此前没有写明时间：“at 2026-03-02 09:10”", "no time before this line"});
    }
    scenes.push_back({*now, line});
  }
  return scenes;
}

}  // namespace mingcha::story
