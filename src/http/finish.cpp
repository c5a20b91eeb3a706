// SPDX-License-Identifier: Apache-2.0
#include "http/finish.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <zlib.h>

#include "http/problem.h"

namespace mingcha::http {
namespace {

constexpr std::size_t kGzipFromBytes = 1024;  // Below, the gain is less than a packet.

std::optional<std::uint64_t> read_number(std::string_view text) {
  std::uint64_t number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  if (text.empty() || error != std::errc{} || end != last) return std::nullopt;
  return number;
}

std::string_view opaque(std::string_view etag) {
  return etag.starts_with("W/") ? etag.substr(2) : etag;
}

/// Weak comparison, as If-None-Match asks for.
bool names_etag(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const auto end = std::min(list.find(','), list.size());
    const std::string_view entry = trim(list.substr(0, end));
    if (entry == "*" || opaque(entry) == opaque(etag)) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool is_read(const Request& request) {
  return request.verb == Verb::get || request.verb == Verb::head;
}

bool become_not_modified(const Request& request, Response& response) {
  const auto etag = response.headers.find("ETag");
  const auto known = request.headers.find("If-None-Match");
  if (!etag || !known || !names_etag(*known, *etag)) return false;
  response.status = 304;
  response.body = std::string{};
  response.headers.remove("Content-Type");
  return true;
}

void become_unsatisfiable(const Request& request, Response& response, std::uint64_t size) {
  response =
      plain_problem(416, {"请求的范围超出文件", "The range is outside of the file"}, request);
  response.headers.set("Content-Range", fmt::format("bytes */{}", size));
}

void cut_range(const Request& request, Response& response, FileBody& file) {
  const std::uint64_t size = *file.length;
  response.headers.set("Accept-Ranges", "bytes");
  const auto header = request.headers.find("Range");
  if (!header || response.status != 200) return;
  if (const auto condition = request.headers.find("If-Range")) {
    const auto etag = response.headers.find("ETag");
    if (!etag || etag->starts_with("W/") || *condition != *etag) return;
  }
  ByteRange range{0, size};
  switch (read_range(*header, size, range)) {
    case RangeOutcome::whole: return;
    case RangeOutcome::unsatisfiable: become_unsatisfiable(request, response, size); return;
    case RangeOutcome::part: break;
  }
  response.status = 206;
  response.headers.set("Content-Range",
                       fmt::format("bytes {}-{}/{}", range.begin, range.end - 1, size));
  file.offset += range.begin;
  file.length = range.end - range.begin;
}

void measure_and_cut(const Request& request, Response& response) {
  auto& file = std::get<FileBody>(response.body);
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(file.path, error);
  if (error == std::errc::no_such_file_or_directory) {
    response = problem({Refusal::not_found, {}, {}}, request);
    return;
  }
  if (error) throw Fault{"cannot look at " + file.path.string() + ": " + error.message()};
  const std::uint64_t rest = size - std::min(size, file.offset);
  file.length = std::min(file.length.value_or(rest), rest);
  if (is_read(request)) cut_range(request, response, file);
}

bool is_compressible(std::string_view type) {
  type = trim(type.substr(0, type.find(';')));
  constexpr std::array<std::string_view, 8> kTypes{
      "application/json",     "application/problem+json", "application/javascript",
      "application/xml",      "application/atom+xml",     "application/ld+json",
      "application/geo+json", "application/feed+json"};
  return type.starts_with("text/") || type == "image/svg+xml" ||
         std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

std::string gzip(std::string_view text) {
  z_stream stream{};
  constexpr int kGzipWindow = 15 + 16;
  if (deflateInit2(&stream, 5, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw Fault{"zlib does not start"};
  }
  std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) throw Fault{"zlib does not finish"};
  return packed;
}

/// Vary is said also where nothing was compressed: a cache must not give the one for the other.
void vary_by_encoding(Response& response) {
  const auto vary = response.headers.find("Vary");
  const std::string before = vary ? std::string{*vary} + ", " : std::string{};
  response.headers.set("Vary", before + "Accept-Encoding");
}

/// Whether a text that long, of that type, is worth packing.
bool is_worth_packing(const Response& response) {
  const auto* text = std::get_if<std::string>(&response.body);
  const auto type = response.headers.find("Content-Type");
  return text != nullptr && text->size() >= kGzipFromBytes && text->size() <= UINT32_MAX && type &&
         is_compressible(*type) && !response.headers.has("Content-Encoding");
}

}  // namespace

bool accepts_gzip(std::string_view header) {
  std::optional<bool> any;
  while (!header.empty()) {
    const auto end = std::min(header.find(','), header.size());
    const std::string_view entry = trim(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    const auto semicolon = std::min(entry.find(';'), entry.size());
    const std::string_view coding = trim(entry.substr(0, semicolon));
    const auto weight = entry.find("q=", semicolon);
    const bool wanted =
        weight == std::string_view::npos ||
        entry.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
    if (same_ignoring_case(coding, "gzip")) return wanted;
    if (coding == "*") any = wanted;
  }
  return any.value_or(false);
}

void compress(Response& response) {
  if (!is_worth_packing(response)) return;
  vary_by_encoding(response);
  auto& text = std::get<std::string>(response.body);
  text = gzip(text);
  response.headers.set("Content-Encoding", "gzip");
  if (const auto etag = response.headers.find("ETag"); etag && !etag->starts_with("W/")) {
    response.headers.set("ETag", "W/" + std::string{*etag});  // No longer the same bytes.
  }
}

RangeOutcome read_range(std::string_view header, std::uint64_t size, ByteRange& range) {
  constexpr std::string_view kUnit = "bytes=";
  if (!header.starts_with(kUnit)) return RangeOutcome::whole;
  const std::string_view set = trim(header.substr(kUnit.size()));
  const auto dash = set.find('-');
  if (dash == std::string_view::npos || set.find(',') != std::string_view::npos) {
    return RangeOutcome::whole;
  }
  const auto first = read_number(set.substr(0, dash));
  const auto last = read_number(set.substr(dash + 1));
  if (dash == 0) {  // "-500": the last 500 bytes.
    if (!last) return RangeOutcome::whole;
    if (*last == 0 || size == 0) return RangeOutcome::unsatisfiable;
    range = {size - std::min(size, *last), size};
    return RangeOutcome::part;
  }
  if (!first || (!last && dash + 1 < set.size()) || (last && *last < *first)) {
    return RangeOutcome::whole;
  }
  if (*first >= size) return RangeOutcome::unsatisfiable;
  range = {*first, last && *last < size - 1 ? *last + 1 : size};
  return RangeOutcome::part;
}

void finish(const Request& request, Response& response) {
  if (is_read(request) && response.status == 200 && become_not_modified(request, response)) return;
  if (std::holds_alternative<FileBody>(response.body)) {
    measure_and_cut(request, response);
    return;
  }
  if (response.stream || !is_worth_packing(response)) return;
  if (accepts_gzip(request.headers.find("Accept-Encoding").value_or(""))) {
    compress(response);
  } else {
    vary_by_encoding(response);
  }
}

}  // namespace mingcha::http
