// SPDX-License-Identifier: Apache-2.0
#include "cel/value.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "base/encoding.h"

namespace mingcha::cel {
namespace {

struct Printer {
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return fmt::format("{}", value); }
  std::string operator()(const std::string& value) const { return to_json_string(value); }
  std::string operator()(Day value) const { return "day(\"" + mingcha::to_string(value) + "\")"; }
  std::string operator()(const std::vector<std::string>& values) const {
    std::string out = "[";
    for (const auto& value : values) out += (out.size() > 1 ? ", " : "") + to_json_string(value);
    return out + "]";
  }
};

}  // namespace

Type type_of(const Value& value) { return static_cast<Type>(value.index()); }

std::string to_source(const Value& value) { return std::visit(Printer{}, value); }

Text name_of(Type type) {
  switch (type) {
    case Type::boolean: return {"是否", "yes/no"};
    case Type::integer: return {"整数", "whole number"};
    case Type::string: return {"文字", "text"};
    case Type::day: return {"日期", "day"};
    case Type::strings: return {"文字列表", "list of texts"};
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::cel
