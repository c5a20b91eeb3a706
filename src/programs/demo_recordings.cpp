// SPDX-License-Identifier: Apache-2.0
#include "programs/demo_recordings.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/encoding.h"
#include "desk/device_desk.h"
#include "desk/people_desk.h"
#include "desk/recording_desk.h"
#include "desk/services.h"
#include "media/child.h"
#include "vault/folder_vault.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;
using std::chrono::minutes;

constexpr int kLongestMinutes = 75;
constexpr std::size_t kFilmsMost = 40;

void ffmpeg(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"-nostdin", "-v", "error", "-y"});
  media::Errand errand;
  errand.program = "/usr/bin/ffmpeg";
  errand.arguments = std::move(arguments);
  errand.deadline = minutes{3};
  errand.output_bytes_max = 1 << 16;
  const auto ended = media::run(errand);
  if (ended.how != media::Ending::by_itself || ended.status != 0) {
    throw Fault("ffmpeg: " + ended.complaint);
  }
}

/// A minute of a picture that counts its seconds, and a tone; longer films repeat it.
fs::path make_master(const fs::path& folder) {
  const auto file = folder / "master.mp4";
  ffmpeg({"-f",      "lavfi",     "-i",         "testsrc=size=320x180:rate=1",
          "-f",      "lavfi",     "-i",         "sine=frequency=330:beep_factor=2:sample_rate=8000",
          "-t",      "60",        "-c:v",       "libx264",
          "-preset", "ultrafast", "-crf",       "42",
          "-g",      "5",         "-pix_fmt",   "yuv420p",
          "-c:a",    "aac",       "-b:a",       "8k",
          "-ac",     "1",         file.string()});
  return file;
}

class Maker {
 public:
  Maker(desk::Services& services, SetClock& clock, fs::path folder)
      : services_{services},
        clock_{clock},
        folder_{std::move(folder)},
        master_{make_master(folder_)} {
    keeper_.person_id = "majun";
    keeper_.roles = {people::Role::recording_administrator};
    const auto people = services_.people.directory();
    if (const auto* person = people->person(keeper_.person_id)) keeper_.unit_id = person->unit;
  }

  void cameras() {
    const auto now = clock_.now();
    clock_.set(now - std::chrono::hours{24 * 200});
    for (const auto* officer : {"wanglei", "lina", "zhaomin", "zhouqiang", "fengyu", "hanxue"}) {
      const auto* person = services_.people.directory()->person(officer);
      if (person != nullptr) camera("body_camera", person->unit, person->id);
    }
    camera("room_recorder", "chengguan", {});
    camera("fixed_camera", "order", {});
    clock_.set(now);
  }

  void films() {
    people::Visitor supervisor;
    supervisor.roles = {people::Role::supervisor};
    registers::DutyFilter all;
    all.to = clock_.now();
    std::size_t count = 0;
    for (const auto& duty : services_.recordings.duties(supervisor, all, 0, 100).rows) {
      if (count == kFilmsMost) break;
      film(duty, count++);
    }
  }

 private:
  void camera(const std::string& kind, const std::string& unit, const std::string& officer) {
    const auto number = fmt::format("DSJ-{:03}", ++cameras_);
    const auto entered = services_.devices.enter(
        keeper_, {"", number, kind, "虚构型号 A7", fmt::format("SN{:06}", 990000 + cameras_), unit},
        envelope());
    if (!entered || officer.empty()) return;
    carried_[officer] = number;
    const auto id = entered->substr(entered->find("d-"), 14);
    (void)services_.devices.act(keeper_, id, recording::DeviceChecked{96, 1200, true, ""},
                                envelope());
    (void)services_.devices.act(keeper_, id, recording::DeviceIssued{officer}, envelope());
  }

  desk::Envelope envelope() {
    return {"demo-recordings/" + std::to_string(++commands_), "demo", {}};
  }

  /// Every sixth is missing; others are whole, interrupted, or begin late; some came late.
  void film(const registers::DutyRow& duty, std::size_t place) {
    const auto from = duty.from - minutes{1};
    const auto to = std::min(duty.to + minutes{1}, from + minutes{kLongestMinutes});
    const auto middle = from + (to - from) / 2;
    switch (place % 6) {
      case 1: return;
      case 2:
        send(duty, from, middle, place);
        send(duty, middle + minutes{4}, std::max(to, middle + minutes{6}), place + 100);
        return;
      case 4: send(duty, std::min(from + minutes{5}, to - minutes{1}), to, place); return;
      default: send(duty, from, to, place); return;
    }
  }

  void send(const registers::DutyRow& duty, Instant from, Instant to, std::size_t place) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(to - from).count();
    if (seconds < 30) return;
    const bool old_format = place % 7 == 3;
    const auto file = folder_ / (old_format ? "film.avi" : "film.mp4");
    if (old_format) {
      ffmpeg({"-stream_loop", "-1", "-i", master_.string(), "-t",
              std::to_string(std::min<std::int64_t>(seconds, 120)), "-c:v", "mpeg4", "-c:a", "mp2",
              "-ar", "16000", file.string()});
    } else {
      ffmpeg({"-stream_loop", "-1", "-i", master_.string(), "-t", std::to_string(seconds), "-c",
              "copy", "-metadata", "creation_time=" + to_utc_string(from), "-movflags",
              "+faststart", file.string()});
    }
    const auto kept = services_.recordings_vault.keep(file, std::nullopt);
    if (!kept) return;
    desk::ArrivedRecording arrival;
    arrival.upload = fmt::format("demo-{}", place);
    arrival.uploader = "majun";
    const auto officer = duty.officers.substr(1, duty.officers.find(' ', 1) - 1);
    arrival.said = {{"filename", fmt::format("{}_{}.{}", to_utc_string(from).substr(0, 10),
                                             duty.case_id, old_format ? "avi" : "mp4")},
                    {"filetype", old_format ? "video/x-msvideo" : "video/mp4"},
                    {"started_at", to_local_string(from)},
                    {"ended_at", to_local_string(to)},
                    {"officer", officer},
                    {"device", carried_[officer]},
                    {"source", "dock"}};
    arrival.size = kept->size;
    arrival.sha256 = kept->sha256;
    arrival.sm3 = kept->sm3;
    arrival.begun_at = to + (place % 5 == 3 ? std::chrono::hours{29} : std::chrono::hours{2});
    const auto now = clock_.now();
    clock_.set(std::min(now, arrival.begun_at + minutes{3}));
    (void)services_.recordings.arrived(arrival);
    clock_.set(now);
  }

  desk::Services& services_;
  SetClock& clock_;
  fs::path folder_;
  fs::path master_;
  people::Visitor keeper_;
  std::map<std::string, std::string> carried_;  ///< Officer → number of his camera.
  int cameras_ = 0, commands_ = 0;
};

}  // namespace

void load_demo_recordings(desk::Services& services, SetClock& clock, const fs::path& folder) {
  people::Visitor keeper;
  keeper.roles = {people::Role::recording_administrator};
  if (!services.devices.list(keeper).empty()) return;
  fs::create_directories(folder);
  Maker maker{services, clock, folder};
  maker.cameras();
  maker.films();
  fs::remove_all(folder);
}

}  // namespace mingcha::programs
