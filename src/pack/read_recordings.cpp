// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "pack/reading.h"

namespace mingcha::pack {
namespace {

template <typename Things>
bool is_known(const Things& things, const std::string& id) {
  return std::ranges::any_of(things, [&](const auto& thing) { return thing.id == id; });
}

template <typename Things>
void check_id(Reading& reading, const Entry& entry, const Things& things, const std::string& id) {
  if (!is_identifier(id)) {
    reading.wrong(entry.place("id"), "bad-id", "编号只能是小写字母、数字和下划线",
                  "an id is of small letters, digits and underscores");
  }
  if (is_known(things, id)) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("“{}”重复", id),
                  fmt::format("'{}' is there twice", id));
  }
}

template <typename Things>
void check_known(Reading& reading, const Place& place, const Things& things, const std::string& id,
                 const char* zh, const char* en) {
  if (is_known(things, id)) return;
  reading.wrong(place, "unknown-name", fmt::format("没有{}“{}”", zh, id),
                fmt::format("no {} '{}'", en, id));
}

int positive(Reading& reading, const Entry& entry, std::string_view key) {
  const auto value = entry.whole(key);
  if (value && *value >= 1 && *value <= 100'000) return static_cast<int>(*value);
  if (value) {
    reading.wrong(entry.place(key), "bad-number", "应当是一到十万之间的整数",
                  "a whole number from 1 to 100000");
  }
  return 1;
}

std::vector<Choice> titled(Reading& reading, const Entry& entry, std::string_view key) {
  std::vector<Choice> out;
  for (const auto& value : entry.some(key)) {
    const Entry one{value, {"id", "title"}, reading.problems};
    Choice choice{one.text("id"), one.words("title")};
    check_id(reading, one, out, choice.id);
    out.push_back(std::move(choice));
  }
  return out;
}

void read_devices(Reading& reading, const Entry& entry, Recordings& out) {
  for (const auto& value : entry.some("devices")) {
    const Entry one{value, {"id", "title", "carried"}, reading.problems};
    DeviceKind kind{one.text("id"), one.words("title"), one.flag("carried", false)};
    check_id(reading, one, out.devices, kind.id);
    out.devices.push_back(std::move(kind));
  }
}

void read_terms(Reading& reading, const Entry& entry, Recordings& out) {
  if (const auto* upload = entry.find("upload")) {
    const Entry one{*upload, {"article", "hours"}, reading.problems};
    out.upload_article = reading.citation(one, "article");
    out.upload_hours = positive(reading, one, "hours");
  }
  if (const auto* explain = entry.find("explain")) {
    const Entry one{*explain, {"article", "hours", "reasons"}, reading.problems};
    out.explain_article = reading.citation(one, "article");
    out.explain_hours = positive(reading, one, "hours");
    out.reasons = titled(reading, one, "reasons");
  }
}

void read_thresholds(Reading& reading, const Value& value, RecordingThresholds& out) {
  const Entry entry{
      value,
      {"gap_seconds", "late_start_seconds", "early_stop_seconds", "clock_seconds", "black_seconds",
       "frozen_seconds", "silence_seconds", "unassigned_hours", "idle_days", "check_days"},
      reading.problems};
  out.gap_seconds = positive(reading, entry, "gap_seconds");
  out.late_start_seconds = positive(reading, entry, "late_start_seconds");
  out.early_stop_seconds = positive(reading, entry, "early_stop_seconds");
  out.clock_seconds = positive(reading, entry, "clock_seconds");
  out.black_seconds = positive(reading, entry, "black_seconds");
  out.frozen_seconds = positive(reading, entry, "frozen_seconds");
  out.silence_seconds = positive(reading, entry, "silence_seconds");
  out.unassigned_hours = positive(reading, entry, "unassigned_hours");
  out.idle_days = positive(reading, entry, "idle_days");
  out.check_days = positive(reading, entry, "check_days");
}

void read_class(Reading& reading, const Value& value, Recordings& out) {
  const Entry one{value, {"id", "title", "article", "months", "permanent"}, reading.problems};
  RetentionClass kept{one.text("id"), one.words("title"), reading.citation(one, "article"), 0};
  const bool permanent = one.flag("permanent", false);
  if (permanent == one.has("months")) {
    reading.wrong(one.place(), "retention-term", "months 和 permanent 应当写明其中一个",
                  "exactly one of months and permanent");
  }
  if (!permanent && one.has("months")) kept.months = positive(reading, one, "months");
  check_id(reading, one, out.classes, kept.id);
  out.classes.push_back(std::move(kept));
}

void read_retention(Reading& reading, const Value& value, Recordings& out) {
  const Entry entry{value,
                    {"article", "hold_article", "destruction_article", "classes", "linked_class"},
                    reading.problems};
  out.retention_article = reading.citation(entry, "article");
  out.hold_article = reading.citation(entry, "hold_article");
  out.destruction_article = reading.citation(entry, "destruction_article");
  for (const auto& one : entry.some("classes")) read_class(reading, one, out);
  out.linked_class = entry.text("linked_class");
  check_known(reading, entry.place("linked_class"), out.classes, out.linked_class, "保存类别",
              "retention class");
}

void read_examples(Reading& reading, const Entry& entry, RecordingItem& item) {
  static const std::vector<std::string> kGaps{"missing", "late_start", "interrupted", "early_stop"};
  bool any_gap = false;
  for (const auto& value : entry.some("examples")) {
    const Entry one{value, {"name", "span", "recorded", "gives"}, reading.problems};
    RecordingExample example{one.text("name"), one.text("span"), one.texts("recorded"),
                             one.texts("gives")};
    for (const auto& gap : example.gives) {
      any_gap = true;
      if (std::ranges::find(kGaps, gap) != kGaps.end()) continue;
      reading.wrong(one.place("gives"), "unknown-gap", fmt::format("没有这种缺口“{}”", gap),
                    fmt::format("no gap '{}'", gap));
    }
    item.examples.push_back(std::move(example));
  }
  if (any_gap) return;
  reading.wrong(entry.place("examples"), "examples", "至少要有一个不合格的例子",
                "at least one example must fail");
}

void read_span(Reading& reading, const Entry& entry, RecordingItem& item) {
  item.from = entry.text_or("from", {});
  item.to = entry.text_or("to", {});
  for (const auto* key : {"from", "to"}) {
    const auto& name = key == std::string_view{"from"} ? item.from : item.to;
    if (name.empty()) continue;
    const auto* field = reading.pack.field(name);
    if (field != nullptr && field->type == FieldType::moment) continue;
    reading.wrong(entry.place(key), "not-a-moment", fmt::format("“{}”不是时间字段", name),
                  fmt::format("'{}' is no field with a moment", name));
  }
  if (item.from.empty() != item.to.empty() || item.from.empty() != entry.has("minutes_before")) {
    reading.wrong(entry.place(), "recording-span", "写明 from 和 to，或者只写 minutes_before",
                  "either from and to, or minutes_before");
  }
  if (entry.has("minutes_before")) {
    item.minutes_before = positive(reading, entry, "minutes_before");
  }
}

void read_place(Reading& reading, const Entry& entry, const Recordings& out, RecordingItem& item) {
  item.starts = entry.words("starts");
  item.ends = entry.words("ends");
  for (const auto& value : entry.some("capture")) {
    const Entry one{value, {"zh", "en"}, reading.problems};
    item.capture.push_back({one.text("zh"), one.text("en")});
  }
  item.place = entry.words("place");
  item.devices = entry.texts("devices");
  for (const auto& device : item.devices) {
    check_known(reading, entry.place("devices"), out.devices, device, "设备种类", "kind of device");
  }
}

void read_recording_item(Reading& reading, const Value& value, Recordings& out) {
  const Entry entry{value,
                    {"id", "title", "group", "steps", "when", "mode", "grade", "from", "to",
                     "minutes_before", "starts", "ends", "capture", "place", "devices", "retention",
                     "article", "in_force", "examples"},
                    reading.problems};
  RecordingItem item;
  item.id = entry.text("id");
  item.title = entry.words("title");
  check_id(reading, entry, out.items, item.id);
  item.group = entry.text("group");
  check_known(reading, entry.place("group"), out.groups, item.group, "类别", "group");
  item.steps = entry.texts("steps");
  for (const auto& step : entry.some("steps")) {
    reading.references.push_back({step.place, "rule-step", step.scalar, {}});
  }
  if (entry.has("when")) {
    item.when = reading.condition(entry, "when", reading.environment(all_steps(reading.pack)));
  }
  static const std::vector<std::string> kModes{"video", "audio", "photo"};
  item.mode = kModes[entry.one_of("mode", kModes).value_or(0)];
  item.grade =
      static_cast<RecordingGrade>(entry.one_of("grade", {"full", "key", "optional"}).value_or(0));
  read_span(reading, entry, item);
  read_place(reading, entry, out, item);
  item.retention = entry.text("retention");
  check_known(reading, entry.place("retention"), out.classes, item.retention, "保存类别",
              "retention class");
  item.article = reading.citation(entry, "article");
  if (const auto* in_force = entry.find("in_force")) {
    const Entry days{*in_force, {"from", "to"}, reading.problems};
    if (days.has("from")) item.in_force_from = reading.day(days, "from");
    if (days.has("to")) item.in_force_to = reading.day(days, "to");
  }
  read_examples(reading, entry, item);
  out.items.push_back(std::move(item));
}

template <typename Things>
auto* found_in(const Things& things, const std::string& id) {
  const auto found = std::ranges::find_if(things, [&](const auto& one) { return one.id == id; });
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

const DeviceKind* Recordings::device(const std::string& id) const { return found_in(devices, id); }
const RetentionClass* Recordings::retention(const std::string& id) const {
  return found_in(classes, id);
}
const RecordingItem* Recordings::item(const std::string& id) const { return found_in(items, id); }

void read_recordings(Reading& reading, const Value& root) {
  const Entry entry{root,
                    {"devices", "custody_article", "upload", "explain", "thresholds", "retention",
                     "groups", "items"},
                    reading.problems};
  Recordings out;
  read_devices(reading, entry, out);
  out.custody_article = reading.citation(entry, "custody_article");
  read_terms(reading, entry, out);
  if (const auto* thresholds = entry.find("thresholds")) {
    read_thresholds(reading, *thresholds, out.thresholds);
  }
  if (const auto* retention = entry.find("retention")) read_retention(reading, *retention, out);
  out.groups = titled(reading, entry, "groups");
  for (const auto& item : entry.some("items")) read_recording_item(reading, item, out);
  reading.pack.recordings = std::move(out);
}

}  // namespace mingcha::pack
