// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "recording/event.h"

/// The stored form of each kind of event: its name, and its fields as a JSON object. Decoding
/// throws Fault when a stored body is not one of ours.
namespace mingcha::recording {

[[nodiscard]] std::string_view kind_of(const RecordingEvent& event);
[[nodiscard]] std::string_view kind_of(const DeviceEvent& event);
[[nodiscard]] std::string_view kind_of(const GapEvent& event);
[[nodiscard]] std::string_view kind_of(const DestructionEvent& event);
[[nodiscard]] std::string_view kind_of(const ViewingEvent& event);

[[nodiscard]] std::string encode(const RecordingEvent& event);
[[nodiscard]] std::string encode(const DeviceEvent& event);
[[nodiscard]] std::string encode(const GapEvent& event);
[[nodiscard]] std::string encode(const DestructionEvent& event);
[[nodiscard]] std::string encode(const ViewingEvent& event);

void decode(std::string_view kind, std::string_view body, RecordingEvent& event);
void decode(std::string_view kind, std::string_view body, DeviceEvent& event);
void decode(std::string_view kind, std::string_view body, GapEvent& event);
void decode(std::string_view kind, std::string_view body, DestructionEvent& event);
void decode(std::string_view kind, std::string_view body, ViewingEvent& event);

/// The kinds that every stream begins with.
inline constexpr const char* kRecordingReceived = "recording.received";
inline constexpr const char* kDeviceRegistered = "device.registered";
inline constexpr const char* kDestructionProposed = "destruction.proposed";
inline constexpr const char* kViewingGranted = "viewing.granted";

}  // namespace mingcha::recording
