// SPDX-License-Identifier: Apache-2.0
// portal_preview FACTS TARGET: writes "status content-type", an empty line and the body of one page
// of the sample site, so that a few lines of any web server can show it. FACTS is a JSON file.
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "http/portal/assets.h"
#include "http/portal/page.h"
#include "test/portal/sample.h"

namespace mingcha::portal {
namespace {

using Fields = std::map<std::string, std::string>;

std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size()) {
      out += static_cast<char>(std::stoi(std::string{text.substr(at + 1, 2)}, nullptr, 16));
      at += 2;
    } else {
      out += text[at] == '+' ? ' ' : text[at];
    }
  }
  return out;
}

Fields parse_query(std::string_view query) {
  Fields fields;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    const auto equals = std::min(pair.find('='), pair.size());
    fields[decode(pair.substr(0, equals))] =
        equals < pair.size() ? decode(pair.substr(equals + 1)) : "";
  }
  return fields;
}

sample::LogFacts read_facts(const char* path) {
  std::ifstream file{path};
  if (!file) return {};
  const auto json = nlohmann::json::parse(file);
  sample::LogFacts log;
  json.at("origin").get_to(log.origin);
  json.at("key_id").get_to(log.key_id);
  json.at("vkey").get_to(log.vkey);
  json.at("root").get_to(log.root);
  json.at("checkpoint").get_to(log.checkpoint);
  json.at("size").get_to(log.size);
  json.at("published").get_to(log.published);
  return log;
}

struct Reply {
  int status{200};
  std::string type{"text/html; charset=utf-8"};
  std::string body;
};

Reply decision_reply(const SiteView& site, const sample::LogFacts& log, std::string id) {
  if (id == "withdrawn") return {.status = 410, .body = tombstone_page(site, sample::tombstone())};
  constexpr std::string_view kDocument = "/document";
  const bool document = id.ends_with(kDocument);
  if (document) id.erase(id.size() - kDocument.size());
  const auto view = sample::decision(id, log);
  if (!view) return {.status = 404, .body = message_page(site, {})};
  if (document) return {.type = "text/plain; charset=utf-8", .body = sample::document_text(*view)};
  return {.body = decision_page(site, *view)};
}

Reply reply(const sample::LogFacts& log, const std::string& path, Fields query) {
  for (const Asset& asset : assets()) {
    if (asset.path == path) {
      return {.type = std::string{asset.content_type}, .body = std::string{asset.body}};
    }
  }
  SiteView site = sample::site(log);
  if (query["lang"] == "en") site.language = Language::en;
  if (query["size"] == "large") site.size = TextSize::large;
  site.path = path;
  for (const auto& [name, value] : query) {
    if (name != "lang" && name != "size" && !value.empty()) site.query.emplace_back(name, value);
  }
  if (path == "/") return {.body = home_page(site, sample::home(log))};
  if (path == "/decisions") {
    const std::uint64_t page = query["page"].empty() ? 1 : std::stoull(query["page"]);
    return {.body = decision_list_page(
                site, sample::search(query["q"], query["year"], query["unit"], page))};
  }
  if (path.starts_with("/decisions/")) return decision_reply(site, log, path.substr(11));
  if (path == "/items") return {.body = item_list_page(site, sample::items(query["q"]))};
  if (path.starts_with("/items/")) return {.body = item_page(site, sample::item())};
  if (path == "/log") return {.body = log_page(site, sample::log_view(log))};
  if (path == "/v") return {.body = verify_page(site)};
  if (path == "/fault") {
    return {
        .status = 500,
        .body = message_page(site, {.kind = Message::fault, .detail = {}, .reference = "7f3a"})};
  }
  if (path == "/policy") return {.type = "text/plain", .body = std::string{kContentSecurityPolicy}};
  return {.status = 404, .body = message_page(site, {})};
}

}  // namespace
}  // namespace mingcha::portal

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: portal_preview FACTS TARGET\n";
    return 2;
  }
  const std::string target = argv[2];
  const auto question = std::min(target.find('?'), target.size());
  const auto answer = mingcha::portal::reply(
      mingcha::portal::read_facts(argv[1]), target.substr(0, question),
      mingcha::portal::parse_query(
          std::string_view{target}.substr(std::min(question + 1, target.size()))));
  std::cout << answer.status << ' ' << answer.type << "\n\n" << answer.body;
  return 0;
}
