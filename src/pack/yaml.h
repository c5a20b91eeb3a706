// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/text.h"

/// YAML as packs use it: mappings, lists and scalars. No anchors, aliases, tags or second
/// documents: what a lawyer reads is what is there. Every value knows its place.
namespace mingcha::pack {

/// Counted from 1; columns in characters, as an editor shows them.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  bool operator==(const Place&) const = default;
};

/// "rules/r.yaml:3:7".
[[nodiscard]] std::string to_string(const Place& place);

struct Value {
  // Declared, since a compiler may need all of them while Value is not yet complete.
  Value();
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  enum class Kind { nothing, scalar, list, mapping };

  Kind kind = Kind::nothing;
  Place place;
  std::string scalar;
  /// How far the text of the scalar is from its place (1 for an opening quote); nothing where the
  /// text runs over several lines or has escapes, so that columns in it mean nothing.
  std::optional<int> offset;
  std::vector<Value> list;
  std::vector<std::pair<Value, Value>> members;  ///< Keys are scalars, no key twice.
};

/// Collects what is wrong with a pack, so that its author gets all of it at once.
class Problems {
 public:
  void add(const Place& place, std::string code, const Text& what);
  [[nodiscard]] bool empty() const { return findings_.empty(); }
  [[nodiscard]] std::size_t count() const { return findings_.size(); }
  /// In the order of file, line, column.
  [[nodiscard]] Findings take();

 private:
  std::vector<std::pair<Place, Finding>> findings_;
};

/// Nothing when the text is no YAML of the kind above; the reason is in `problems`.
[[nodiscard]] std::optional<Value> read_yaml(const std::string& file, const std::string& text,
                                             Problems& problems);

/// A mapping being read: its keys are known beforehand, others are refused at once.
class Entry {
 public:
  Entry(const Value& value, std::initializer_list<std::string_view> keys, Problems& problems);

  [[nodiscard]] const Place& place() const { return value_.place; }
  /// Of the key's value; of the whole entry where the key is missing.
  [[nodiscard]] const Place& place(std::string_view key) const;
  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }

  /// Each of these adds a problem and gives an empty value when the key is missing or misshapen;
  /// the ones with a fallback allow it to be missing.
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::string text_or(std::string_view key, std::string fallback) const;
  [[nodiscard]] Text words(std::string_view key) const;  ///< {zh: …, en: …}
  [[nodiscard]] Text words_or_none(std::string_view key) const;
  [[nodiscard]] bool flag(std::string_view key, bool fallback) const;
  [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// The items of a list, or none when the key is missing.
  [[nodiscard]] const std::vector<Value>& items(std::string_view key) const;
  /// As `items`, but at least one.
  [[nodiscard]] const std::vector<Value>& some(std::string_view key) const;
  /// One of the words; the index of it, or nothing with a problem.
  [[nodiscard]] std::optional<std::size_t> one_of(std::string_view key,
                                                  const std::vector<std::string>& words) const;

 private:
  const Value& required(std::string_view key) const;

  const Value& value_;
  Problems& problems_;
};

/// A whole number without fraction or exponent.
[[nodiscard]] std::optional<std::int64_t> to_whole(std::string_view text);

}  // namespace mingcha::pack
