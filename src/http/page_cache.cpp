// SPDX-License-Identifier: Apache-2.0
#include "http/page_cache.h"

#include <functional>

#include "http/finish.h"

namespace mingcha::http {
namespace {

constexpr std::size_t kKeyLongest = 512;

/// Everything of a request that a public page may depend on.
std::string key_of(const Request& request) {
  std::string key = request.language == Language::en ? "en" : "zh";
  for (const auto& segment : request.segments) key.append("/").append(segment);
  for (const auto& [name, value] : request.query) {
    // A control character is in no decoded name or value.
    key.append("\x1f").append(name).append("\x1e").append(value);
  }
  return key;
}

bool asks_for_gzip(const Request& request) {
  return accepts_gzip(request.headers.find("Accept-Encoding").value_or(""));
}

bool can_be_kept(const Response& response) {
  const bool lasting = response.status == 200 || response.status == 410;
  return lasting && std::holds_alternative<std::string>(response.body) && !response.stream &&
         !response.headers.has("Set-Cookie") &&
         response.headers.find("Cache-Control").value_or("").find("no-store") ==
             std::string_view::npos;
}

}  // namespace

PageCache::Shelf& PageCache::shelf_of(const std::string& key) {
  return shelves_[std::hash<std::string>{}(key) % shelves_.size()];
}

std::shared_ptr<const PageCache::Page> PageCache::find(const std::string& key,
                                                       std::uint64_t version, Time now) {
  auto& shelf = shelf_of(key);
  const std::lock_guard lock{shelf.mutex};
  const auto found = shelf.pages.find(key);
  if (found == shelf.pages.end()) return nullptr;
  const auto& page = found->second;
  return page->version == version && now - page->made < kFor ? page : nullptr;
}

std::shared_ptr<const Ready> PageCache::kept(const Request& request) {
  if (!version_ || request.headers.has("If-None-Match")) return nullptr;
  const auto known = find(key_of(request), version_(), request.started);
  if (!known) return nullptr;
  return asks_for_gzip(request) ? known->ready_packed : known->ready;
}

std::shared_ptr<const Ready> PageCache::made_ready(Response response) const {
  if (dress_) dress_(response);
  finish(Request{}, response);
  Ready ready;
  ready.status = response.status;
  for (const auto& [name, value] : response.headers) append_field(ready.fields, name, value);
  ready.text = std::move(std::get<std::string>(response.body));
  append_field(ready.fields, "Content-Length", std::to_string(ready.text.size()));
  return std::make_shared<const Ready>(std::move(ready));
}

Response PageCache::answer(const Request& request, const std::function<Response()>& make) {
  const auto key = version_ ? key_of(request) : std::string{};
  if (key.empty() || key.size() > kKeyLongest) return make();
  const bool packs = asks_for_gzip(request);
  // Before the page is made: what is committed meanwhile makes it old.
  const auto version = version_();
  const auto now = request.started;
  const auto known = find(key, version, now);
  if (known && (!packs || known->packed)) return packs ? *known->packed : known->response;
  Page page{version, known ? known->made : now, known ? known->response : make()};
  if (!can_be_kept(page.response)) return std::move(page.response);
  if (packs) {
    page.packed = page.response;
    compress(*page.packed);
  }
  page.ready = known ? known->ready : made_ready(page.response);
  if (packs) page.ready_packed = made_ready(*page.packed);
  auto response = packs ? *page.packed : page.response;
  keep(key, std::move(page));
  return response;
}

void PageCache::keep(const std::string& key, Page page) {
  auto& shelf = shelf_of(key);
  // Each stands there twice: as an answer and as bytes.
  const auto size = 2 * (text_size(page.response) + (page.packed ? text_size(*page.packed) : 0));
  const std::lock_guard lock{shelf.mutex};
  // All of it is old within a second: nothing is lost by beginning anew.
  if (shelf.bytes + size > kBytesMost / shelves_.size()) {
    shelf.pages.clear();
    shelf.bytes = 0;
  }
  if (size > kBytesMost / shelves_.size()) return;
  auto& place = shelf.pages[key];
  if (place) {
    shelf.bytes -=
        2 * (text_size(place->response) + (place->packed ? text_size(*place->packed) : 0));
  }
  place = std::make_shared<const Page>(std::move(page));
  shelf.bytes += size;
}

}  // namespace mingcha::http
