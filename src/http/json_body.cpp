// SPDX-License-Identifier: Apache-2.0
#include "http/json_body.h"

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

const Text kUnreadable{"请求内容无法读取", "The request cannot be read"};

Finding finding(std::string code, Text what, std::string where) {
  return {std::move(code), std::move(what), "", {}, std::move(where)};
}

/// RFC 6901 escapes.
std::string pointer_token(std::string_view name) {
  std::string token;
  for (const char c : name) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

/// Builds the value itself instead of checking afterwards: the library's own parser keeps the last
/// of two equal keys silently, and recurses as deep as the sender likes when destroying.
class StrictReader : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return place(nullptr) != nullptr; }
  bool boolean(bool value) override { return place(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return place(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return refuse_number();
    return place(static_cast<std::int64_t>(value)) != nullptr;
  }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return refuse_number();
  }
  bool string(string_t& value) override {
    if (!is_text(value)) {
      return refuse("bad-text", {"文字中含有空字符或不是 UTF-8", "Text with U+0000 or not UTF-8"});
    }
    return place(value) != nullptr;
  }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.key = name;
    if (!is_text(name)) {
      return refuse("bad-text", {"字段名不是合法文字", "A field's name is not proper text"});
    }
    if (level.value->contains(name)) {
      return refuse("duplicate-field", {"字段重复出现", "The field occurs twice"});
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return refuse("not-json", {"第" + std::to_string(position) + "字节处不是合法的 JSON",
                               "Not JSON at byte " + std::to_string(position)});
  }

  Json root;
  std::optional<Finding> complaint;

 private:
  struct Level {
    Json* value;
    std::string key;
  };

  bool refuse(std::string code, Text what) {
    if (!complaint) complaint = finding(std::move(code), std::move(what), pointer());
    return false;
  }

  bool refuse_number() {
    return refuse("not-whole",
                  {"数字须为 64 位以内的整数", "Numbers have to be whole, of 64 bits"});
  }

  Json* place(Json value) {
    if (levels_.empty()) {
      root = std::move(value);
      return &root;
    }
    Level& level = levels_.back();
    if (level.value->is_array()) return &level.value->emplace_back(std::move(value));
    return &((*level.value)[level.key] = std::move(value));
  }

  bool open(Json empty) {
    if (levels_.size() >= kJsonDepthLimit) {
      return refuse("too-deep", {"JSON 嵌套过深", "The JSON is nested too deeply"});
    }
    levels_.push_back({place(std::move(empty)), {}});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  std::string pointer() const {
    std::string text;
    for (const Level& level : levels_) {
      if (level.value->is_array()) {
        // In the innermost the value is still to come; in the others it is the last one.
        const bool innermost = &level == &levels_.back();
        text += "/" + std::to_string(level.value->size() - (innermost ? 0 : 1));
      } else if (!level.key.empty()) {
        text += "/" + pointer_token(level.key);
      }
    }
    return text;
  }

  std::vector<Level> levels_;
};

}  // namespace

Result<Json> read_json_object(std::string_view text) {
  StrictReader reader;
  if (!is_text(text)) {
    return reject(Refusal::malformed, kUnreadable,
                  {finding("bad-text", {"内容须为 UTF-8 文字", "The body has to be UTF-8"}, "")});
  }
  const bool complete = Json::sax_parse(text, &reader);
  if (reader.complaint) {
    return reject(Refusal::malformed, kUnreadable, {*std::move(reader.complaint)});
  }
  if (!complete || !reader.root.is_object()) {
    return reject(
        Refusal::malformed, kUnreadable,
        {finding("not-an-object", {"内容须为 JSON 对象", "The body has to be a JSON object"}, "")});
  }
  return std::move(reader.root);
}

FieldReader::FieldReader(const Json& object, std::string where)
    : object_{object}, where_{std::move(where)} {}

void FieldReader::complain(const char* name, std::string code, Text what) {
  findings_.push_back(finding(std::move(code), std::move(what), where_ + "/" + name));
}

void FieldReader::complain_of_type(const char* name, std::string code, Text what) {
  kind_ = Refusal::malformed;
  complain(name, std::move(code), std::move(what));
}

const Json* FieldReader::take(const char* name) {
  taken_.insert(name);
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

const Json* FieldReader::require(const char* name) {
  const Json* value = take(name);
  if (value == nullptr) complain(name, "missing", {"此项必填", "This field is required"});
  return value;
}

std::string FieldReader::checked_text(const char* name, const Json& value, std::size_t shortest,
                                      std::size_t longest) {
  if (!value.is_string()) {
    complain_of_type(name, "not-text", {"此项须为文字", "This field has to be text"});
    return {};
  }
  const auto composed = to_nfc(value.get_ref<const std::string&>());
  const std::string text{trim(composed.value_or(""))};
  const std::size_t length = count_characters(text);
  if (length >= shortest && length <= longest) return text;
  const auto bounds = std::to_string(shortest) + "–" + std::to_string(longest);
  complain(name, length < shortest ? "too-short" : "too-long",
           {"须为" + bounds + "个字", "It has to have " + bounds + " characters"});
  return {};
}

std::string FieldReader::text(const char* name, std::size_t shortest, std::size_t longest) {
  const Json* value = require(name);
  return value == nullptr ? std::string{} : checked_text(name, *value, shortest, longest);
}

std::string FieldReader::exact_text(const char* name, std::size_t longest) {
  const Json* value = require(name);
  if (value == nullptr) return {};
  if (!value->is_string()) {
    complain_of_type(name, "not-text", {"此项须为文字", "This field has to be text"});
    return {};
  }
  const auto& text = value->get_ref<const std::string&>();
  if (!text.empty() && text.size() <= longest) return text;
  complain(name, text.empty() ? "too-short" : "too-long", {"长度有误", "The length is not right"});
  return {};
}

std::optional<std::string> FieldReader::optional_text(const char* name, std::size_t longest) {
  const Json* value = take(name);
  if (value == nullptr) return std::nullopt;
  return checked_text(name, *value, 0, longest);
}

std::int64_t FieldReader::checked_integer(const char* name, const Json& value, std::int64_t low,
                                          std::int64_t high) {
  if (!value.is_number_integer()) {
    complain_of_type(name, "not-an-integer",
                     {"此项须为整数", "This field has to be a whole number"});
    return low;
  }
  const auto number = value.get<std::int64_t>();
  if (number >= low && number <= high) return number;
  const auto bounds = std::to_string(low) + "–" + std::to_string(high);
  complain(name, "out-of-range", {"须在" + bounds + "之间", "It has to be within " + bounds});
  return low;
}

std::int64_t FieldReader::integer(const char* name, std::int64_t low, std::int64_t high) {
  const Json* value = require(name);
  return value == nullptr ? low : checked_integer(name, *value, low, high);
}

std::optional<std::int64_t> FieldReader::optional_integer(const char* name, std::int64_t low,
                                                          std::int64_t high) {
  const Json* value = take(name);
  if (value == nullptr) return std::nullopt;
  return checked_integer(name, *value, low, high);
}

std::optional<bool> FieldReader::optional_flag(const char* name) {
  const Json* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  complain_of_type(name, "not-a-flag",
                   {"此项须为 true 或 false", "This field has to be true or false"});
  return false;
}

bool FieldReader::flag(const char* name) {
  return require(name) != nullptr && optional_flag(name).value_or(false);
}

const Json& FieldReader::array(const char* name, std::size_t most) {
  static const Json kEmpty = Json::array();
  const Json* value = require(name);
  if (value == nullptr) return kEmpty;
  if (!value->is_array()) {
    complain_of_type(name, "not-a-list", {"此项须为列表", "This field has to be a list"});
    return kEmpty;
  }
  if (value->size() <= most) return *value;
  complain(
      name, "too-many-entries",
      {"列表最多" + std::to_string(most) + "项", "The list has more than " + std::to_string(most)});
  return kEmpty;
}

std::vector<std::string> FieldReader::texts(const char* name, std::size_t most,
                                            std::size_t longest) {
  std::vector<std::string> texts;
  for (const Json& entry : array(name, most)) {
    const std::string place = std::string{name} + "/" + std::to_string(texts.size());
    texts.push_back(checked_text(place.c_str(), entry, 1, longest));
  }
  return texts;
}

const Json* FieldReader::optional_object(const char* name) {
  const Json* value = take(name);
  if (value == nullptr || value->is_object()) return value;
  complain_of_type(name, "not-an-object", {"此项须为对象", "This field has to be an object"});
  return nullptr;
}

const Json& FieldReader::object(const char* name) {
  static const Json kNothing = Json::object();
  if (require(name) == nullptr) return kNothing;
  const Json* value = optional_object(name);
  return value == nullptr ? kNothing : *value;
}

Result<void> FieldReader::finish() {
  for (const auto& [name, value] : object_.items()) {
    if (taken_.contains(name)) continue;
    kind_ = Refusal::malformed;
    findings_.push_back(finding("unknown-field", {"没有此字段", "There is no such field"},
                                where_ + "/" + pointer_token(name)));
  }
  if (findings_.empty()) return {};
  const Text title = kind_ == Refusal::malformed
                         ? kUnreadable
                         : Text{"填写的内容有误", "What was entered is not right"};
  return reject(kind_, title, std::move(findings_));
}

}  // namespace mingcha::http
