// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/text.h"
#include "cel/expression.h"
#include "pack/choice.h"

/// What the pack says of recordings (音像记录): what is recorded, with what, and for how long it is
/// kept.
namespace mingcha::pack {

struct DeviceKind {
  std::string id;
  Text title;
  bool carried = false;  ///< Somebody carries it and answers for it.
};

/// How long a recording is kept at least.
struct RetentionClass {
  std::string id;
  Text title;
  std::string article;
  int months = 0;  ///< 0: for ever.

  [[nodiscard]] bool permanent() const { return months == 0; }
};

/// From how much on something is worth a word.
struct RecordingThresholds {
  int gap_seconds = 0, late_start_seconds = 0, early_stop_seconds = 0;
  int clock_seconds = 0;  ///< A device's clock may be off by so much.
  int black_seconds = 0, frozen_seconds = 0, silence_seconds = 0;  ///< In a picture, in a sound.
  int unassigned_hours = 0;  ///< In the queue of recordings that belong to no step yet.
  int idle_days = 0;         ///< A carried device that sends nothing.
  int check_days = 0;        ///< Between two checks of a device.
};

enum class RecordingGrade {
  full,      ///< The whole act.
  key,       ///< Its key moments: something of it must be there.
  optional,  ///< May be left out; what is recorded is recorded without a break.
};

/// A case that the pack's author wrote down, run as a test: a span of one day, what was recorded
/// of it, and the kinds of gaps that are found.
struct RecordingExample {
  std::string name;
  std::string span;                   ///< "09:00-10:00"
  std::vector<std::string> recorded;  ///< The same, each.
  std::vector<std::string> gives;     ///< missing | late_start | interrupted | early_stop
};

/// A step that is recorded (音像记录事项).
struct RecordingItem {
  std::string id;
  Text title;
  std::string group;
  std::vector<std::string> steps;  ///< Ids, or "kind:service" for every step of that kind.
  std::optional<cel::Expression> when;
  std::string mode;  ///< video | audio | photo
  RecordingGrade grade{};
  std::string from, to;    ///< Fields of the step that say when it began and ended; may be empty:
  int minutes_before = 0;  ///< then so long before the moment the step happened, until then.
  Text starts, ends;       ///< The same in words.
  std::vector<Text> capture;
  Text place;
  std::vector<std::string> devices;
  std::string retention;
  std::string article;
  std::optional<Day> in_force_from, in_force_to;
  std::vector<RecordingExample> examples;

  [[nodiscard]] bool in_force(Day day) const {
    return (!in_force_from || *in_force_from <= day) && (!in_force_to || day <= *in_force_to);
  }
};

struct Recordings {
  std::vector<DeviceKind> devices;
  std::string custody_article;
  std::string upload_article;
  int upload_hours = 0;  ///< After the recording ended.
  std::string explain_article;
  int explain_hours = 0;  ///< After the gap was found.
  std::vector<Choice> reasons;
  RecordingThresholds thresholds;
  std::string retention_article, hold_article, destruction_article;
  std::vector<RetentionClass> classes;  ///< The first is what an unclassified one is at least.
  std::string linked_class;             ///< What belongs to a case has at least this one.
  std::vector<Choice> groups;           ///< 执法六必录
  std::vector<RecordingItem> items;

  /// Null when there is none of that id.
  [[nodiscard]] const DeviceKind* device(const std::string& id) const;
  [[nodiscard]] const RetentionClass* retention(const std::string& id) const;
  [[nodiscard]] const RecordingItem* item(const std::string& id) const;
};

}  // namespace mingcha::pack
