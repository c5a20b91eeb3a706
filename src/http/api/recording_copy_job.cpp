// SPDX-License-Identifier: Apache-2.0
#include "http/api/recording_copy_job.h"

#include <fstream>
#include <stop_token>

#include <nlohmann/json.hpp>

#include "crypto/random.h"
#include "desk/recording_desk.h"
#include "desk/services.h"
#include "http/json_body.h"
#include "media/encoder.h"
#include "vault/folder_vault.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kDayMillis = 86'400'000;
constexpr std::size_t kPartsMost = 100;
constexpr double kWhole = 1000;  ///< The API's thousandths.

struct CopyWish {
  people::Visitor visitor;
  std::string recording, kind, title, purpose;
  std::int64_t from_ms = 0, to_ms = 0;
  media::Redaction redaction;
  std::string said;  ///< The cut, as it goes into the record.
};

media::Box box_of(FieldReader& fields) {
  media::Box box;
  box.x = static_cast<double>(fields.integer("x", 0, 1000)) / kWhole;
  box.y = static_cast<double>(fields.integer("y", 0, 1000)) / kWhole;
  box.width = static_cast<double>(fields.integer("width", 1, 1000)) / kWhole;
  box.height = static_cast<double>(fields.integer("height", 1, 1000)) / kWhole;
  box.from_ms = fields.integer("from_ms", 0, kDayMillis);
  box.to_ms = fields.integer("to_ms", 0, kDayMillis);
  box.cover =
      fields.text("cover", 1, 20) == "pixelised" ? media::Cover::pixelised : media::Cover::filled;
  return box;
}

/// Each object of the list, read by `read`.
template <typename Read>
Result<void> each_of(const Json& list, const char* name, const Read& read) {
  std::size_t place = 0;
  for (const auto& one : list) {
    if (!one.is_object()) return reject(Refusal::malformed, {"此项须为对象", "not an object"});

    FieldReader fields{one, std::string{"/"} + name + "/" + std::to_string(place++)};
    read(fields);
    if (auto ready = fields.finish(); !ready) return ready;
  }
  return {};
}

/// How long it is, as its probe says; nothing where that is not known.
std::int64_t length_of(const recording::Recording& state) {
  const auto span = state.span();
  return span ? span->millis() : 0;
}

Result<void> encode(const CopyWish& wish, const std::filesystem::path& source,
                    std::int64_t duration_ms, const std::filesystem::path& target,
                    const media::Job& job) {
  const media::Encoder encoder;
  if (wish.kind == "redacted") {
    return encoder.redact(source, duration_ms, wish.redaction, target, job);
  }
  return encoder.clip(source, wish.from_ms, wish.to_ms, media::Cut::exact, target, job);
}

Result<desk::JobFile> make_copy(const CopyWish& wish, desk::Services& services,
                                desk::JobProgress& progress, const std::filesystem::path& folder) {
  const auto sight = services.recordings.watch(wish.visitor, wish.recording);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  const auto source = services.recordings_vault.find(sight->state.received.sha256);
  if (!source) throw Fault("recording is not in the vault: " + wish.recording);
  std::stop_source stop;
  media::Job job;
  job.stop = stop.get_token();
  job.progress = [&](double done) {
    if (!progress.reached(static_cast<std::int64_t>(done * kWhole), 1000)) stop.request_stop();
  };
  const auto target = folder / "copy.mp4";
  if (auto made = encode(wish, *source, length_of(sight->state), target, job); !made) {
    return tl::unexpected<Rejection>(made.error());
  }
  const auto kept = services.recordings_vault.keep(target, std::nullopt);
  if (!kept) return tl::unexpected<Rejection>(kept.error());
  recording::CopyMade copy;
  copy.copy = "k-" + to_hex(crypto::random_bytes(6));
  copy.kind = wish.kind;
  copy.title = wish.title;
  copy.purpose = wish.purpose;
  copy.cut = wish.said;
  copy.size = static_cast<std::int64_t>(kept->size);
  copy.sha256 = kept->sha256;
  copy.sm3 = kept->sm3;
  services.recordings.copied(wish.recording, copy, wish.visitor.person_id);
  desk::JobFile out{"copy.json", "application/json", folder / "copy.json"};
  std::ofstream{out.file} << Json{{"recording", wish.recording}, {"copy", copy.copy}}.dump();
  return out;
}

}  // namespace

Result<desk::JobWork> read_recording_copy_job(const Request& request, FieldReader& fields,
                                              desk::Services& services) {
  CopyWish wish;
  wish.visitor = request.signed_in();
  wish.recording = fields.text("recording", 1, 100);
  wish.kind = fields.text("copy", 1, 20);
  wish.title = fields.text("title", 1, 200);
  wish.purpose = fields.text("purpose", 1, 500);
  wish.from_ms = fields.optional_integer("from_ms", 0, kDayMillis).value_or(0);
  wish.to_ms = fields.optional_integer("to_ms", 0, kDayMillis).value_or(0);
  const bool redacted = wish.kind == "redacted";
  const Json boxes = redacted ? fields.array("boxes", kPartsMost) : Json::array();
  const Json muted = redacted ? fields.array("muted", kPartsMost) : Json::array();
  if (wish.kind != "clip" && !redacted) {
    fields.complain("copy", "unknown-copy", {"没有这种副本", "no such kind of copy"});
  }
  if (wish.kind == "clip" && wish.to_ms <= wish.from_ms) {
    fields.complain("to_ms", "clip-span", {"结束应当晚于开始", "it ends before it begins"});
  }
  Result<void> read = each_of(
      boxes, "boxes", [&](FieldReader& one) { wish.redaction.boxes.push_back(box_of(one)); });
  if (read) {
    read = each_of(muted, "muted", [&](FieldReader& one) {
      const auto from = one.integer("from_ms", 0, kDayMillis);
      wish.redaction.muted.push_back({from, one.integer("to_ms", 0, kDayMillis)});
    });
  }
  if (!read) return tl::unexpected<Rejection>(read.error());
  if (redacted) {
    auto sound = media::checked(std::move(wish.redaction));
    if (!sound) return tl::unexpected<Rejection>(sound.error());
    wish.redaction = *std::move(sound);
  }
  Json said{{"from_ms", wish.from_ms}, {"to_ms", wish.to_ms}};
  if (redacted) {
    said["boxes"] = boxes;
    said["muted"] = muted;
  }
  wish.said = said.dump();
  return desk::JobWork{[wish = std::move(wish), &services](desk::JobProgress& progress,
                                                           const std::filesystem::path& folder) {
    return make_copy(wish, services, progress, folder);
  }};
}

}  // namespace mingcha::http
