// SPDX-License-Identifier: Apache-2.0
#include "media/report_codec.h"

#include <cmath>

#include <nlohmann/json.hpp>

namespace mingcha::media {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::int64_t kMillisMax = 10'000'000'000'000;  // Three centuries.
constexpr std::int64_t kSideMax = 1 << 20;
constexpr std::size_t kWordMax = 200;

/// Takes members out of one object; what was wrong with any of them is remembered.
class Members {
 public:
  Members(const json& object, std::size_t count)
      : object_{object}, good_{object.is_object() && object.size() == count} {}

  void take(const char* name, std::int64_t& value, std::int64_t least, std::int64_t most) {
    const auto* found = find(name);
    if (found == nullptr || !found->is_number_integer()) return spoil();
    // A number above 2^63 would come out negative.
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX) return spoil();
    value = found->get<std::int64_t>();
    if (value < least || value > most) spoil();
  }
  void take(const char* name, int& value) {
    std::int64_t wide = 0;
    take(name, wide, 0, kSideMax);
    if (good_) value = static_cast<int>(wide);
  }
  void take(const char* name, double& value) {
    const auto* found = find(name);
    if (found == nullptr || !found->is_number()) return spoil();
    value = found->get<double>();
    if (!std::isfinite(value) || value < 0 || value > 1e6) spoil();
  }
  void take(const char* name, bool& value) {
    const auto* found = find(name);
    if (found == nullptr || !found->is_boolean()) return spoil();
    value = found->get<bool>();
  }
  void take(const char* name, std::string& value) {
    const auto* found = find(name);
    if (found == nullptr || !found->is_string()) return spoil();
    value = found->get<std::string>();
    if (!is_text(value) || value.size() > kWordMax) spoil();
  }
  void take(const char* name, std::optional<Instant>& value) {
    const auto* found = find(name);
    if (found == nullptr) return spoil();
    if (found->is_null()) return;
    std::int64_t millis = 0;
    take(name, millis, 0, kMillisMax);
    value = from_millis(millis);
  }
  template <typename Enum>
  void take(const char* name, Enum& value, std::optional<Enum> (*named)(std::string_view)) {
    std::string word;
    take(name, word);
    const auto known = named(word);
    if (!known) return spoil();
    value = *known;
  }
  [[nodiscard]] const json* find(const char* name) const {
    if (!good_) return nullptr;
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }
  void spoil() { good_ = false; }
  [[nodiscard]] bool good() const { return good_; }

 private:
  const json& object_;
  bool good_;
};

bool read(const json& object, Finding& finding) {
  Members members{object, 5};
  members.take("kind", finding.kind, finding_named);
  members.take("from_ms", finding.from_ms, 0, kMillisMax);
  members.take("to_ms", finding.to_ms, 0, kMillisMax);
  members.take("amount", finding.amount, -kMillisMax, kMillisMax);
  members.take("limit", finding.limit, limit_named);
  return members.good();
}

bool read(const json* list, std::vector<Finding>& findings) {
  if (list == nullptr || !list->is_array() || list->size() > kFindingsMax) return false;
  for (const auto& object : *list) {
    if (!read(object, findings.emplace_back())) return false;
  }
  return true;
}

bool read(const json& object, Report& report) {
  Members members{object, 13};
  members.take("level", report.level, level_named);
  members.take("container", report.container);
  members.take("video_codec", report.video_codec);
  members.take("audio_codec", report.audio_codec);
  members.take("width", report.width);
  members.take("height", report.height);
  members.take("frames_per_second", report.frames_per_second);
  members.take("duration_ms", report.duration_ms, 0, kMillisMax);
  members.take("started_at_ms", report.started_at);
  members.take("device", report.device);
  members.take("plays_in_browsers", report.plays_in_browsers);
  members.take("left_out", report.left_out, 0, kMillisMax);
  return read(members.find("findings"), report.findings) && members.good();
}

}  // namespace

std::string encode(const Report& report) {
  auto findings = ordered_json::array();
  for (const auto& finding : report.findings) {
    findings.push_back({{"kind", to_string(finding.kind)},
                        {"from_ms", finding.from_ms},
                        {"to_ms", finding.to_ms},
                        {"amount", finding.amount},
                        {"limit", to_string(finding.limit)}});
  }
  ordered_json object{{"level", to_string(report.level)},
                      {"container", report.container},
                      {"video_codec", report.video_codec},
                      {"audio_codec", report.audio_codec},
                      {"width", report.width},
                      {"height", report.height},
                      {"frames_per_second", report.frames_per_second},
                      {"duration_ms", report.duration_ms},
                      {"started_at_ms", nullptr},
                      {"device", report.device},
                      {"plays_in_browsers", report.plays_in_browsers},
                      {"findings", std::move(findings)},
                      {"left_out", report.left_out}};
  if (report.started_at) object["started_at_ms"] = to_millis(*report.started_at);
  return object.dump();
}

Result<Report> decode_report(std::string_view bytes) {
  const auto object = json::parse(bytes, nullptr, /*allow_exceptions=*/false);
  Report report;
  if (object.is_discarded() || !read(object, report)) {
    return reject(Refusal::malformed, {"检测报告无法识读", "the probe's report cannot be read"});
  }
  return report;
}

}  // namespace mingcha::media
