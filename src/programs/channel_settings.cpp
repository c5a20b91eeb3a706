// SPDX-License-Identifier: Apache-2.0
#include "programs/channel_settings.h"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "base/text.h"

namespace mingcha::programs {
namespace {

using channels::ChannelOptions;
using channels::Kind;
using Setter = std::function<bool(const toml::node&, ChannelOptions&)>;

constexpr std::size_t kSecretLongest = 4096;

bool keep_text(const toml::node& node, std::string& to) {
  const auto value = node.value_exact<std::string>();
  if (value) to = *value;
  return value.has_value();
}

bool keep_flag(const toml::node& node, bool& to) {
  const auto value = node.value_exact<bool>();
  if (value) to = *value;
  return value.has_value();
}

template <typename T>
bool keep_number(const toml::node& node, T& to, std::int64_t low, std::int64_t high) {
  const auto value = node.value_exact<std::int64_t>();
  if (!value || *value < low || *value > high) return false;
  to = T(*value);
  return true;
}

template <typename Duration>
bool keep_seconds(const toml::node& node, Duration& to, std::int64_t low, std::int64_t high) {
  std::int64_t seconds = 0;
  if (!keep_number(node, seconds, low, high)) return false;
  to = std::chrono::seconds{seconds};
  return true;
}

bool keep_kind(const toml::node& node, ChannelOptions& options) {
  std::string word;
  if (!keep_text(node, word)) return false;
  for (const auto kind : {Kind::webhook, Kind::weibo, Kind::wechat}) {
    if (word != to_string(kind)) continue;
    options.kind = kind;
    return true;
  }
  return false;
}

bool keep_categories(const toml::node& node, ChannelOptions& options) {
  const auto* array = node.as_array();
  if (array == nullptr) return false;
  for (const auto& entry : *array) {
    const auto value = entry.value_exact<std::string>();
    if (!value) return false;
    options.categories.push_back(*value);
  }
  return true;
}

/// Only its own text is taken, without the line's end that editors add.
bool keep_secret(std::string_view text, ChannelOptions& options) {
  const auto trimmed = trim(text);
  if (trimmed.empty() || trimmed.size() > kSecretLongest || !is_text(trimmed)) return false;
  options.secret = trimmed;
  return true;
}

bool read_secret_file(const toml::node& node, ChannelOptions& options) {
  std::string path;
  if (!keep_text(node, path)) return false;
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return in.good() && keep_secret(bytes.str(), options);
}

bool read_secret_variable(const toml::node& node, ChannelOptions& options) {
  std::string name;
  if (!keep_text(node, name)) return false;
  const char* value = std::getenv(name.c_str());
  return value != nullptr && keep_secret(value, options);
}

bool keep_path(const toml::node& node, ChannelOptions& options) {
  std::string path;
  if (!keep_text(node, path) || !std::ifstream{path}.good()) return false;
  options.ca_file = path;
  return true;
}

Setter text(std::string ChannelOptions::*member) {
  return [member](const auto& node, auto& options) { return keep_text(node, options.*member); };
}

Setter flag(bool ChannelOptions::*member) {
  return [member](const auto& node, auto& options) { return keep_flag(node, options.*member); };
}

const std::map<std::string, Setter>& setters() {
  constexpr std::int64_t kDay = 24 * 3600;
  static const std::map<std::string, Setter> kSetters{
      {"kind", keep_kind},
      {"title", text(&ChannelOptions::title)},
      {"url", text(&ChannelOptions::url)},
      {"secret_file", read_secret_file},
      {"secret_env", read_secret_variable},
      {"categories", keep_categories},
      {"footer", text(&ChannelOptions::footer)},
      {"rip", text(&ChannelOptions::rip)},
      {"app_id", text(&ChannelOptions::app_id)},
      {"thumb_media_id", text(&ChannelOptions::thumb_media_id)},
      {"author", text(&ChannelOptions::author)},
      {"allow_internal", flag(&ChannelOptions::allow_internal)},
      {"allow_plain", flag(&ChannelOptions::allow_plain)},
      {"ca_file", keep_path},
      {"attempts",
       [](const auto& node, auto& to) { return keep_number(node, to.attempts, 1, 1000); }},
      {"first_wait_seconds",
       [](const auto& node, auto& to) { return keep_seconds(node, to.back_off.first, 1, kDay); }},
      {"longest_wait_seconds",
       [](const auto& node, auto& to) { return keep_seconds(node, to.back_off.longest, 1, kDay); }},
      {"answer_seconds",
       [](const auto& node, auto& to) { return keep_seconds(node, to.answer_within, 1, 120); }},
      {"settle_seconds",
       [](const auto& node, auto& to) { return keep_seconds(node, to.settle, 1, kDay); }},
  };
  return kSetters;
}

const char* default_url(Kind kind) {
  switch (kind) {
    case Kind::weibo: return "https://api.weibo.com";
    case Kind::wechat: return "https://api.weixin.qq.com";
    case Kind::webhook: break;
  }
  return "";
}

Finding finding(const std::string& where, Text what) {
  return {"setting",
          std::move(what),
          {},
          {"见 doc/operating/channels.md", "see doc/operating/channels.md"},
          where};
}

std::string place(const std::string& file, const toml::node& node) {
  return fmt::format("{}:{}", file, node.source().begin.line);
}

/// The value is left out: it may be a secret.
Findings read_channel(const std::string& file, const toml::table& table, ChannelOptions& options) {
  Findings findings;
  const auto name = "channel." + options.id;
  for (const auto& [key, node] : table) {
    const auto full = name + "." + std::string{key.str()};
    const auto found = setters().find(std::string{key.str()});
    if (found == setters().end()) {
      findings.push_back(
          finding(place(file, node), {"没有这个设置项：" + full, "no such setting: " + full}));
    } else if (!found->second(node, options)) {
      findings.push_back(
          finding(place(file, node), {"设置项的值无效：" + full, "wrong value for " + full}));
    }
  }
  if (!table.contains("kind")) {
    findings.push_back(
        finding(place(file, table), {"缺少 " + name + ".kind：webhook、weibo 或 wechat",
                                     name + ".kind is webhook, weibo or wechat"}));
  }
  if (options.url.empty()) options.url = default_url(options.kind);
  while (options.kind != Kind::webhook && options.url.ends_with('/')) options.url.pop_back();
  if (options.title.empty()) options.title = options.id;
  if (!findings.empty()) return findings;
  findings = channels::check(options);
  for (auto& each : findings) each.where = place(file, table) + " " + name;
  return findings;
}

}  // namespace

Findings read_channels(const std::string& file, const toml::table& section,
                       std::vector<ChannelOptions>& out) {
  Findings findings;
  for (const auto& [id, node] : section) {
    const auto* table = node.as_table();
    if (table == nullptr) {
      findings.push_back(finding(place(file, node), {"渠道应写成 [channel.<名称>]",
                                                     "a channel is a table: [channel.<name>]"}));
      continue;
    }
    ChannelOptions options;
    options.id = id.str();
    auto more = read_channel(file, *table, options);
    findings.insert(findings.end(), more.begin(), more.end());
    out.push_back(std::move(options));
  }
  return findings;
}

}  // namespace mingcha::programs
