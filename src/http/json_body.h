// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/result.h"

namespace mingcha::http {

inline constexpr std::size_t kJsonDepthLimit = 32;

/// Reads one JSON object, strictly: UTF-8 without U+0000, no key twice, at most 32 levels, whole
/// numbers within 64 bits only (money is never a fraction), nothing after the object. A refusal
/// names the place as a JSON pointer.
[[nodiscard]] Result<nlohmann::json> read_json_object(std::string_view text);

/// Takes the fields of a JSON object one by one and keeps every complaint, so that a form's errors
/// come all at once. `finish` also refuses the fields that nobody asked for.
///
///     FieldReader fields{object};
///     command.reason = fields.text("reason", 1, 2000);
///     command.fine_fen = fields.optional_integer("fine_fen", 0, kMaxFen);
///     if (auto ready = fields.finish(); !ready) return problem(ready.error(), request);
class FieldReader {
 public:
  /// `where` is the JSON pointer of the object. Both must outlive the reader.
  explicit FieldReader(const nlohmann::json& object, std::string where = {});

  /// Required text in NFC, trimmed, of `shortest` to `longest` characters. "" after a complaint.
  std::string text(const char* name, std::size_t shortest, std::size_t longest);
  /// Required text exactly as sent, 1 to `longest` bytes: passwords, which are nobody's to tidy.
  std::string exact_text(const char* name, std::size_t longest);
  /// Absent and null are the same.
  std::optional<std::string> optional_text(const char* name, std::size_t longest);
  std::int64_t integer(const char* name, std::int64_t low, std::int64_t high);
  std::optional<std::int64_t> optional_integer(const char* name, std::int64_t low,
                                               std::int64_t high);
  bool flag(const char* name);
  std::optional<bool> optional_flag(const char* name);
  std::vector<std::string> texts(const char* name, std::size_t most, std::size_t longest);
  /// An object or array inside; an empty one after a complaint.
  const nlohmann::json& object(const char* name);
  const nlohmann::json* optional_object(const char* name);
  const nlohmann::json& array(const char* name, std::size_t most);

  /// A complaint of the caller's own about a field that was read.
  void complain(const char* name, std::string code, Text what);

  /// All complaints at once, unknown fields among them. Malformed when a field is unknown or of
  /// the wrong type, else invalid.
  [[nodiscard]] Result<void> finish();

 private:
  const nlohmann::json* take(const char* name);
  const nlohmann::json* require(const char* name);
  void complain_of_type(const char* name, std::string code, Text what);
  std::string checked_text(const char* name, const nlohmann::json& value, std::size_t shortest,
                           std::size_t longest);
  std::int64_t checked_integer(const char* name, const nlohmann::json& value, std::int64_t low,
                               std::int64_t high);

  const nlohmann::json& object_;
  std::string where_;
  std::set<std::string, std::less<>> taken_;
  Findings findings_;
  Refusal kind_ = Refusal::invalid;
};

}  // namespace mingcha::http
