// SPDX-License-Identifier: Apache-2.0
#include "http/api/tus.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "base/encoding.h"
#include "http/problem.h"

namespace mingcha::http::tus {
namespace {

tl::unexpected<Rejection> malformed(std::string_view header, Text what) {
  return reject(Refusal::malformed, {},
                {{"upload-header", std::move(what), {}, {}, std::string{header}}});
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<std::uint64_t> to_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (text.empty() || !whole || number > most) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Response> check_version(const Request& request) {
  if (request.headers.find("Tus-Resumable") == kVersion) return std::nullopt;
  auto response = plain_problem(
      412, {"须有 Tus-Resumable: 1.0.0", "The header Tus-Resumable: 1.0.0 is needed"}, request);
  response.headers.set("Tus-Version", std::string{kVersion});
  return response;
}

bool has_content_type(const Request& request) {
  const auto type = request.headers.find("Content-Type").value_or("");
  return same_ignoring_case(trim(type.substr(0, type.find(';'))), kContentType);
}

std::optional<Response> check_content_type(const Request& request) {
  if (has_content_type(request)) return std::nullopt;
  return plain_problem(415,
                       {"内容类型须为 " + std::string{kContentType},
                        "The content has to be " + std::string{kContentType}},
                       request);
}

Result<std::uint64_t> read_number(const Request& request, std::string_view header) {
  const auto number = to_number(request.headers.find(header).value_or(""));
  if (number) return *number;
  return malformed(header, {"须为非负整数", "a whole number is needed"});
}

Result<std::optional<std::uint64_t>> read_length(const Request& request) {
  const auto deferred = request.headers.find("Upload-Defer-Length");
  const bool declared = request.headers.has("Upload-Length");
  if (declared == deferred.has_value()) {
    return malformed("Upload-Length", {"Upload-Length 与 Upload-Defer-Length 须有且仅有一个",
                                       "one of Upload-Length and Upload-Defer-Length is needed"});
  }
  if (!declared) {
    if (*deferred == "1") return std::nullopt;
    return malformed("Upload-Defer-Length", {"只能是 1", "it can only be 1"});
  }
  const auto length = read_number(request, "Upload-Length");
  if (!length) return tl::unexpected{length.error()};
  return std::optional{*length};
}

Result<std::map<std::string, std::string>> read_metadata(const Request& request) {
  constexpr std::string_view kHeader = "Upload-Metadata";
  std::map<std::string, std::string> metadata;
  const auto sent = trim(request.headers.find(kHeader).value_or(""));
  if (sent.empty()) return metadata;
  for (const auto pair : split(sent, ',')) {
    const auto words = split(trim(pair), ' ');
    const auto value = from_base64(words.size() == 2 ? words[1] : "");
    const bool text = std::ranges::all_of(words[0], [](char c) { return c > 0x20 && c < 0x7f; });
    if (words[0].empty() || !text || words.size() > 2 || !value) {
      return malformed(kHeader, {"须为“键 base64值”，以逗号分隔",
                                 "pairs of a key and a base64 value, with commas, are needed"});
    }
    if (!metadata.emplace(words[0], *value).second) {
      return malformed(kHeader, {"键不能重复", "a key stands there twice"});
    }
  }
  return metadata;
}

std::string write_metadata(const std::map<std::string, std::string>& metadata) {
  std::string out;
  for (const auto& [key, value] : metadata) {
    if (!out.empty()) out += ',';
    out += key;
    if (!value.empty()) out += ' ' + to_base64(value);
  }
  return out;
}

Result<std::optional<vault::AppendOptions::Declared>> read_checksum(const Request& request) {
  constexpr std::string_view kHeader = "Upload-Checksum";
  const auto sent = request.headers.find(kHeader);
  if (!sent) return std::nullopt;
  const auto words = split(*sent, ' ');
  const auto kind = crypto::to_checksum_kind(words[0]);
  const auto digest = from_base64(words.size() == 2 ? words[1] : "");
  if (!kind) {
    return malformed(kHeader, {"不支持这种校验算法（支持 sha1、sha256、sm3）",
                               "this checksum is not spoken here; sha1, sha256 and sm3 are"});
  }
  if (!digest || digest->empty()) {
    return malformed(kHeader,
                     {"须为“算法 base64值”", "an algorithm and a base64 value are needed"});
  }
  return vault::AppendOptions::Declared{*kind, *digest};
}

Result<Concat> read_concat(const Request& request, std::string_view folder) {
  constexpr std::string_view kHeader = "Upload-Concat";
  const auto sent = request.headers.find(kHeader);
  if (!sent) return Concat{};
  if (*sent == "partial") return Concat{vault::UploadKind::partial};
  Concat concat{vault::UploadKind::joined};
  std::string_view list = *sent;
  bool right = list.starts_with("final;");
  if (right) list.remove_prefix(6);
  for (const auto address : split(list, ' ')) {
    const auto at = address.find(folder);
    right = right && at != std::string_view::npos && address.size() > at + folder.size() + 1 &&
            address[at + folder.size()] == '/';
    if (!right) {
      return malformed(kHeader, {"须为 partial 或 final;地址 地址…",
                                 "partial, or final; and the addresses of the parts, is needed"});
    }
    concat.parts.emplace_back(address.substr(at + folder.size() + 1));
  }
  return concat;
}

std::string http_date(Instant at) {
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
  return fmt::format(
      "{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[std::chrono::weekday{day}.c_encoding()],
      static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

}  // namespace mingcha::http::tus
