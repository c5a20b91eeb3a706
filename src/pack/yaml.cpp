// SPDX-License-Identifier: Apache-2.0
#include "pack/yaml.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <sstream>
#include <tuple>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "base/assert.h"
#include "base/spelling.h"

namespace mingcha::pack {
namespace {

constexpr std::size_t kLongestFile = 1U << 20U;
constexpr std::size_t kDeepest = 32;

const Value& no_value() {
  static const Value kNothing;
  return kNothing;
}

/// Marks of yaml-cpp count from 0, columns in bytes.
class Lines {
 public:
  Lines(const std::string& file, const std::string& text) : file_{file} {
    std::size_t from = 0;
    while (from <= text.size()) {
      const auto end = std::min(text.find('\n', from), text.size());
      lines_.emplace_back(std::string_view{text}.substr(from, end - from));
      from = end + 1;
    }
  }

  [[nodiscard]] Place place(const YAML::Mark& mark) const {
    return {file_, mark.line + 1,
            static_cast<int>(count_characters(before(mark.line, mark.column))) + 1};
  }
  [[nodiscard]] std::string_view rest(const YAML::Mark& mark) const {
    const auto line = at(mark.line);
    return line.substr(std::min(line.size(), static_cast<std::size_t>(std::max(0, mark.column))));
  }

 private:
  [[nodiscard]] std::string_view at(int line) const {
    const auto index = static_cast<std::size_t>(std::max(0, line));
    return index < lines_.size() ? lines_[index] : std::string_view{};
  }
  [[nodiscard]] std::string_view before(int line, int column) const {
    return at(line).substr(0, static_cast<std::size_t>(std::max(0, column)));
  }

  std::string file_;
  std::vector<std::string_view> lines_;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const Lines& lines, Problems& problems) : lines_{lines}, problems_{problems} {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      refuse(mark, "yaml-document", {"一个文件只能有一份内容", "one document a file"});
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    plain_only(mark, "?", anchor);
    put(start(Value::Kind::nothing, mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    plain_only(mark, "?", 1);
    put(start(Value::Kind::nothing, mark));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    plain_only(mark, tag, anchor);
    auto value = start(Value::Kind::scalar, mark);
    value.scalar = text;
    const auto rest = lines_.rest(mark);
    if (rest.starts_with(text)) value.offset = 0;
    if (!rest.empty() && rest.substr(1).starts_with(text) && tag == "!") value.offset = 1;
    if (!is_text(text)) refuse(mark, "yaml-text", {"不是合法的 UTF-8 文字", "not UTF-8 text"});
    put(std::move(value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    plain_only(mark, tag, anchor);
    open(start(Value::Kind::list, mark));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    plain_only(mark, tag, anchor);
    open(start(Value::Kind::mapping, mark));
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] Value take() { return std::move(root_); }

 private:
  struct Open {
    Value value;
    std::optional<Value> key;
  };

  Value start(Value::Kind kind, const YAML::Mark& mark) const {
    Value value;
    value.kind = kind;
    value.place = lines_.place(mark);
    return value;
  }
  void refuse(const YAML::Mark& mark, const char* code, const Text& what) {
    problems_.add(lines_.place(mark), code, what);
  }
  void plain_only(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) {
      refuse(mark, "yaml-anchor", {"不使用 YAML 锚点和别名", "anchors and aliases are not used"});
    }
    if (!tag.empty() && tag != "?" && tag != "!") {
      refuse(mark, "yaml-tag", {"不使用 YAML 标签", "tags are not used"});
    }
  }
  void open(Value value) {
    if (open_.size() >= kDeepest) throw YAML::ParserException(YAML::Mark::null_mark(), "too deep");
    open_.push_back({std::move(value), std::nullopt});
  }
  void close() {
    MINGCHA_ASSERT(!open_.empty());
    auto done = std::move(open_.back().value);
    open_.pop_back();
    put(std::move(done));
  }
  void put(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return;
    }
    auto& into = open_.back();
    if (into.value.kind == Value::Kind::list) {
      into.value.list.push_back(std::move(value));
    } else if (!into.key) {
      into.key = std::move(value);
    } else {
      put_member(into, std::move(value));
    }
  }
  void put_member(Open& into, Value value) {
    const Value key = std::move(*into.key);
    into.key.reset();
    if (key.kind != Value::Kind::scalar) {
      problems_.add(key.place, "yaml-key", {"键必须是文字", "a key must be text"});
      return;
    }
    const auto& members = into.value.members;
    const auto same = std::find_if(members.begin(), members.end(), [&](const auto& member) {
      return member.first.scalar == key.scalar;
    });
    if (same != members.end()) {
      problems_.add(key.place, "duplicate-key",
                    {fmt::format("“{}”重复，第{}行已经有了", key.scalar, same->first.place.line),
                     fmt::format("'{}' is there twice, first on line {}", key.scalar,
                                 same->first.place.line)});
      return;
    }
    into.value.members.emplace_back(key, std::move(value));
  }

  const Lines& lines_;
  Problems& problems_;
  std::vector<Open> open_;
  Value root_;
  int documents_ = 0;
};

std::string join(const std::vector<std::string>& words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

Value::Value() = default;
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

std::string to_string(const Place& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

void Problems::add(const Place& place, std::string code, const Text& what) {
  const auto where = to_string(place);
  Finding finding;
  finding.code = std::move(code);
  finding.what = {where + ": " + what.zh, where + ": " + what.en};
  finding.where = where;
  findings_.emplace_back(place, std::move(finding));
}

Findings Problems::take() {
  std::stable_sort(findings_.begin(), findings_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first.file, a.first.line, a.first.column) <
           std::tie(b.first.file, b.first.line, b.first.column);
  });
  Findings findings;
  for (auto& [place, finding] : findings_) findings.push_back(std::move(finding));
  findings_.clear();
  return findings;
}

std::optional<Value> read_yaml(const std::string& file, const std::string& text,
                               Problems& problems) {
  const Place beginning{file, 1, 1};
  if (text.size() > kLongestFile) {
    problems.add(beginning, "too-large", {"文件超过 1 MiB", "the file is over 1 MiB"});
    return std::nullopt;
  }
  if (!is_text(text)) {
    problems.add(beginning, "yaml-text", {"不是合法的 UTF-8 文字", "not UTF-8 text"});
    return std::nullopt;
  }
  const Lines lines{file, text};
  TreeBuilder builder{lines, problems};
  const auto before = problems.count();
  try {
    std::istringstream in{text};
    YAML::Parser parser{in};
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& e) {
    const auto place = e.mark.is_null() ? beginning : lines.place(e.mark);
    problems.add(place, "yaml", {"YAML 写法有误：" + e.msg, "not YAML: " + e.msg});
    return std::nullopt;
  }
  if (problems.count() != before) return std::nullopt;
  return builder.take();
}

std::optional<std::int64_t> to_whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

Entry::Entry(const Value& value, std::initializer_list<std::string_view> keys, Problems& problems)
    : value_{value}, problems_{problems} {
  if (value.kind != Value::Kind::mapping) {
    problems.add(value.place, "not-a-mapping",
                 {"这里应当是“键: 值”", "expected a mapping of keys to values"});
    return;
  }
  const std::vector<std::string> known(keys.begin(), keys.end());
  for (const auto& [key, unused] : value.members) {
    if (std::find(known.begin(), known.end(), key.scalar) != known.end()) continue;
    const auto like = nearest(key.scalar, known);
    problems.add(
        key.place, "unknown-key",
        {fmt::format("不认识“{}”", key.scalar) +
             (like ? fmt::format("，是不是“{}”？", *like) : "，可用：" + join(known)),
         fmt::format("unknown key '{}'", key.scalar) +
             (like ? fmt::format(", did you mean '{}'?", *like) : "; known are " + join(known))});
  }
}

const Value* Entry::find(std::string_view key) const {
  for (const auto& [name, value] : value_.members) {
    if (name.scalar == key) return &value;
  }
  return nullptr;
}

const Place& Entry::place(std::string_view key) const {
  const auto* value = find(key);
  return value != nullptr ? value->place : value_.place;
}

const Value& Entry::required(std::string_view key) const {
  if (const auto* value = find(key)) return *value;
  if (value_.kind == Value::Kind::mapping) {
    problems_.add(value_.place, "missing-key",
                  {fmt::format("缺少“{}”", key), fmt::format("'{}' is missing", key)});
  }
  return no_value();
}

std::string Entry::text(std::string_view key) const {
  const auto& value = required(key);
  if (&value == &no_value()) return {};
  if (value.kind != Value::Kind::scalar || trim(value.scalar).empty()) {
    problems_.add(value.place, "not-text",
                  {fmt::format("“{}”应当是文字", key), fmt::format("'{}' must be text", key)});
    return {};
  }
  return value.scalar;
}

std::string Entry::text_or(std::string_view key, std::string fallback) const {
  return has(key) ? text(key) : std::move(fallback);
}

Text Entry::words(std::string_view key) const {
  const auto& value = required(key);
  if (&value == &no_value()) return {};
  const Entry entry{value, {"zh", "en"}, problems_};
  return {entry.text("zh"), entry.text("en")};
}

Text Entry::words_or_none(std::string_view key) const { return has(key) ? words(key) : Text{}; }

bool Entry::flag(std::string_view key, bool fallback) const {
  const auto* value = find(key);
  if (value == nullptr) return fallback;
  if (value->kind == Value::Kind::scalar && value->scalar == "true") return true;
  if (value->kind == Value::Kind::scalar && value->scalar == "false") return false;
  problems_.add(value->place, "not-a-flag",
                {fmt::format("“{}”应当是 true 或 false", key),
                 fmt::format("'{}' must be true or false", key)});
  return fallback;
}

std::optional<std::int64_t> Entry::whole(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return std::nullopt;
  const auto number = value->kind == Value::Kind::scalar ? to_whole(value->scalar) : std::nullopt;
  if (!number) {
    problems_.add(
        value->place, "not-a-number",
        {fmt::format("“{}”应当是整数", key), fmt::format("'{}' must be a whole number", key)});
  }
  return number;
}

const std::vector<Value>& Entry::items(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return no_value().list;
  if (value->kind != Value::Kind::list) {
    problems_.add(value->place, "not-a-list",
                  {fmt::format("“{}”应当是列表", key), fmt::format("'{}' must be a list", key)});
  }
  return value->list;
}

const std::vector<Value>& Entry::some(std::string_view key) const {
  const auto& value = required(key);
  const auto& list = items(key);
  if (&value != &no_value() && value.kind == Value::Kind::list && list.empty()) {
    problems_.add(
        value.place, "empty-list",
        {fmt::format("“{}”至少要有一项", key), fmt::format("'{}' needs at least one entry", key)});
  }
  return list;
}

std::vector<std::string> Entry::texts(std::string_view key) const {
  std::vector<std::string> out;
  for (const auto& item : items(key)) {
    if (item.kind != Value::Kind::scalar || item.scalar.empty()) {
      problems_.add(item.place, "not-text",
                    {fmt::format("“{}”的每一项应当是文字", key),
                     fmt::format("each entry of '{}' must be text", key)});
      continue;
    }
    out.push_back(item.scalar);
  }
  return out;
}

std::optional<std::size_t> Entry::one_of(std::string_view key,
                                         const std::vector<std::string>& words) const {
  const auto word = text(key);
  if (word.empty()) return std::nullopt;
  const auto at = std::find(words.begin(), words.end(), word);
  if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
  const auto like = nearest(word, words);
  problems_.add(
      place(key), "unknown-word",
      {fmt::format("“{}”不能是“{}”", key, word) +
           (like ? fmt::format("，是不是“{}”？", *like) : "，可用：" + join(words)),
       fmt::format("'{}' cannot be '{}'", key, word) +
           (like ? fmt::format(", did you mean '{}'?", *like) : "; known are " + join(words))});
  return std::nullopt;
}

}  // namespace mingcha::pack
