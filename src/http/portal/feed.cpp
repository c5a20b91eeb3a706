// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <nlohmann/json.hpp>

#include "http/portal/data.h"
#include "http/portal/frame.h"
#include "http/portal/html.h"
#include "http/portal/view.h"

namespace mingcha::portal {
namespace {

/// Text of XML 1.0: without the control characters that no escape allows there.
std::string xml(std::string_view text) {
  std::string allowed;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 || c == '\t' || c == '\n') allowed += c;
  }
  return escape_html(allowed);
}

std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>\n", name, xml(text));
}

std::string link(std::string_view rel, std::string_view type, std::string_view href) {
  return fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", rel, type, xml(href));
}

/// RFC 3339 to the second.
std::string moment(Instant at) {
  return to_utc_string(std::chrono::floor<std::chrono::seconds>(at));
}

struct Place {
  const SiteView& site;
  Reader reader{site};

  [[nodiscard]] std::string address(std::string_view path) const {
    return site.base_url + reader.link(path);
  }
  /// The same in every language: it names the decision, not a page about it.
  [[nodiscard]] std::string permanent(const FeedEntry& entry) const {
    return site.base_url + "/decisions/" + percent_encode(entry.id);
  }
};

std::string atom_entry(const Place& place, const FeedEntry& entry) {
  const std::string id = place.permanent(entry);
  if (entry.withdrawn) {
    return fmt::format(
        "<at:deleted-entry ref=\"{}\" when=\"{}\">\n<at:comment>{}</at:comment>\n"
        "</at:deleted-entry>\n",
        xml(id), moment(entry.updated), xml(place.reader.say(Phrase::feed_gone_text)));
  }
  std::string out = "<entry>\n" + element("id", id) + element("title", entry.title);
  out += link("alternate", "text/html", place.address("/decisions/" + percent_encode(entry.id)));
  out += element("published", moment(entry.published));
  out += element("updated", moment(entry.updated));
  if (entry.corrected) out += "<category term=\"corrected\"/>\n";
  out += element("summary", place.reader.say(entry.summary));
  return out + "</entry>\n";
}

Instant newest(const FeedView& view) {
  Instant at{};
  for (const FeedEntry& entry : view.entries) at = std::max(at, entry.updated);
  return at;
}

nlohmann::ordered_json json_item(const Place& place, const FeedEntry& entry) {
  const std::string id = place.permanent(entry);
  const Reader& reader = place.reader;
  if (entry.withdrawn) {
    return {{"id", id},
            {"url", place.address("/decisions/" + percent_encode(entry.id))},
            {"title", reader.say(Phrase::feed_gone)},
            {"content_text", reader.say(Phrase::feed_gone_text)},
            {"date_modified", moment(entry.updated)},
            {"_mingcha", {{"state", "withdrawn"}}}};
  }
  nlohmann::ordered_json item{{"id", id},
                              {"url", place.address("/decisions/" + percent_encode(entry.id))},
                              {"title", entry.title},
                              {"content_text", reader.say(entry.summary)},
                              {"date_published", moment(entry.published)},
                              {"date_modified", moment(entry.updated)}};
  if (entry.corrected) item["tags"] = {"corrected"};
  item["_mingcha"] = {{"state", "published"}};
  return item;
}

}  // namespace

std::string atom_feed(const SiteView& site, const FeedView& view) {
  const Place place{site};
  const Reader& reader = place.reader;
  const std::string language = site.language == Language::zh ? "zh-CN" : "en";
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xmlns:at=\"http://purl.org/atompub/tombstones/1.0\" xml:lang=\"" +
      language + "\">\n";
  out += element("id", site.base_url + "/feed.atom");
  out += element("title",
                 fmt::format("{} {}", reader.say(site.bureau), reader.say(Phrase::feed_title)));
  out += element("updated", moment(newest(view)));
  out += link("self", "application/atom+xml", place.address("/feed.atom"));
  out += link("alternate", "text/html", place.address("/decisions"));
  if (view.next) out += link("next", "application/atom+xml", site.base_url + *view.next);
  out += "<author>" + element("name", reader.say(site.bureau)) + "</author>\n";
  for (const FeedEntry& entry : view.entries) out += atom_entry(place, entry);
  return out + "</feed>\n";
}

std::string json_feed(const SiteView& site, const FeedView& view) {
  const Place place{site};
  const Reader& reader = place.reader;
  nlohmann::ordered_json feed{
      {"version", "https://jsonfeed.org/version/1.1"},
      {"title", fmt::format("{} {}", reader.say(site.bureau), reader.say(Phrase::feed_title))},
      {"home_page_url", place.address("/decisions")},
      {"feed_url", place.address("/feed.json")},
      {"language", site.language == Language::zh ? "zh-CN" : "en"},
      {"authors", {{{"name", reader.say(site.bureau)}}}}};
  if (view.next) feed["next_url"] = site.base_url + *view.next;
  feed["items"] = nlohmann::ordered_json::array();
  for (const FeedEntry& entry : view.entries) feed["items"].push_back(json_item(place, entry));
  return feed.dump(1) + "\n";
}

}  // namespace mingcha::portal
