// SPDX-License-Identifier: Apache-2.0
#include "programs/settings.h"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "programs/channel_settings.h"

namespace mingcha::programs {
namespace {

using Setter = std::function<bool(const toml::node&, Settings&)>;

Setter text(std::string Settings::*member) {
  return [member](const toml::node& node, Settings& settings) {
    const auto value = node.value<std::string>();
    if (value) settings.*member = *value;
    return value.has_value();
  };
}

Setter path(std::filesystem::path Settings::*member) {
  return [member](const toml::node& node, Settings& settings) {
    const auto value = node.value<std::string>();
    if (value) settings.*member = *value;
    return value.has_value() && !value->empty();
  };
}

Setter texts(std::vector<std::string> Settings::*member) {
  return [member](const toml::node& node, Settings& settings) {
    const auto* array = node.as_array();
    if (array == nullptr) return false;
    for (const auto& entry : *array) {
      const auto value = entry.value<std::string>();
      if (!value) return false;
      (settings.*member).push_back(*value);
    }
    return true;
  };
}

/// "https://www.example.gov.cn:8443": they are written into a header as they stand.
bool is_origin(std::string_view text) {
  const auto scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  const auto name = text.substr(0, scheme), host = text.substr(scheme + 3);
  return (name == "https" || name == "http") && !host.empty() &&
         host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-:") ==
             std::string_view::npos;
}

Setter origins(std::vector<std::string> Settings::*member) {
  return [=](const toml::node& node, Settings& settings) {
    return texts(member)(node, settings) && std::ranges::all_of(settings.*member, is_origin);
  };
}

template <typename T>
Setter number(T Settings::*member, std::int64_t low, std::int64_t high) {
  return [=](const toml::node& node, Settings& settings) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < low || *value > high) return false;
    settings.*member =
        T(static_cast<typename std::conditional_t<std::is_integral_v<T>, std::type_identity<T>,
                                                  std::type_identity<std::int64_t>>::type>(*value));
    return true;
  };
}

const std::map<std::string, Setter>& setters() {
  static const std::map<std::string, Setter> kSetters{
      {"server.address", text(&Settings::address)},
      {"server.port", number(&Settings::port, 0, 65535)},
      {"server.base_url", text(&Settings::base_url)},
      {"server.threads", number(&Settings::threads, 1, 1024)},
      {"server.trusted_proxies", texts(&Settings::trusted_proxies)},
      {"server.metrics_token", text(&Settings::metrics_token)},
      {"portal.requests_per_minute", number(&Settings::public_per_minute, 0, 1'000'000)},
      {"portal.embed_origins", origins(&Settings::embed_origins)},
      {"store.database", text(&Settings::database)},
      {"data.directory", path(&Settings::data)},
      {"papers.fonts", path(&Settings::paper_fonts)},
      {"papers.seal", path(&Settings::paper_seal)},
      {"recordings.folder", path(&Settings::recordings_folder)},
      {"pack.directory", path(&Settings::pack)},
      {"log.origin", text(&Settings::origin)},
      {"log.key_file", path(&Settings::log_key)},
      {"log.sm2_key_file", path(&Settings::sm2_key)},
      {"log.kek_file", path(&Settings::wrapping_key)},
      {"log.interval_ms", number(&Settings::interval, 10, 60'000)},
      {"log.witnesses", texts(&Settings::witnesses)},
      {"looks.batch_seconds", number(&Settings::looks_every, 1, 24 * 3600)},
      {"looks.batch_most", number(&Settings::looks_most, 1, 100'000)},
      {"sign_in.idle_minutes", number(&Settings::idle, 1, 24 * 60)},
      {"sign_in.absolute_hours", number(&Settings::absolute, 1, 24 * 7)},
  };
  return kSetters;
}

Finding finding(const std::string& where, Text what) {
  return {"setting",
          std::move(what),
          {},
          {"见 doc/operating/install.md", "see doc/operating/install.md"},
          where};
}

void read_section(const std::string& file, const std::string& name, const toml::table& section,
                  Settings& settings, Findings& findings) {
  for (const auto& [key, node] : section) {
    const auto full = name + "." + std::string{key.str()};
    const auto where = fmt::format("{}:{}", file, node.source().begin.line);
    const auto found = setters().find(full);
    if (found == setters().end()) {
      findings.push_back(finding(where, {"没有这个设置项：" + full, "no such setting: " + full}));
    } else if (!found->second(node, settings)) {
      findings.push_back(finding(where, {"设置项的值无效：" + full, "wrong value for " + full}));
    }
  }
}

}  // namespace

Result<Settings> load_settings(const std::filesystem::path& file) {
  Settings settings;
  Findings findings;
  try {
    const auto root = toml::parse_file(file.string());
    for (const auto& [name, node] : root) {
      const auto* section = node.as_table();
      if (section == nullptr) {
        findings.push_back(
            finding(file.string(), {"设置项须在节内：" + std::string{name.str()},
                                    "outside of any section: " + std::string{name.str()}}));
        continue;
      }
      if (name.str() == "channel") {
        auto more = read_channels(file.string(), *section, settings.channels);
        findings.insert(findings.end(), more.begin(), more.end());
        continue;
      }
      read_section(file.string(), std::string{name.str()}, *section, settings, findings);
    }
  } catch (const toml::parse_error& error) {
    findings.push_back(
        finding(fmt::format("{}:{}", file.string(), error.source().begin.line),
                {std::string{error.description()}, std::string{error.description()}}));
  }
  for (const auto* required :
       {&settings.data, &settings.pack, &settings.log_key, &settings.wrapping_key}) {
    if (findings.empty() && required->empty()) {
      findings.push_back(
          finding(file.string(),
                  {"缺少必填设置：data.directory、pack.directory、log.key_file、log.kek_file",
                   "data.directory, pack.directory, log.key_file and log.kek_file are needed"}));
    }
  }
  if (findings.empty() && (settings.database.empty() || settings.origin.empty())) {
    findings.push_back(finding(file.string(), {"缺少必填设置：store.database、log.origin",
                                               "store.database and log.origin are needed"}));
  }
  if (findings.empty()) return settings;
  return reject(Refusal::invalid, {"设置有误", "the settings are wrong"}, std::move(findings));
}

}  // namespace mingcha::programs
