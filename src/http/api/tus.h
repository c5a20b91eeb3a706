// SPDX-License-Identifier: Apache-2.0
// The words of the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload), as values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "http/request.h"
#include "http/response.h"
#include "vault/upload.h"

namespace mingcha::http::tus {

inline constexpr std::string_view kVersion = "1.0.0";
inline constexpr std::string_view kExtensions =
    "creation,creation-with-upload,creation-defer-length,checksum,termination,concatenation,"
    "expiration";
inline constexpr std::string_view kChecksums = "sha1,sha256,sm3";
inline constexpr std::string_view kContentType = "application/offset+octet-stream";

/// 412 when the client speaks another version; nothing when it speaks this one.
[[nodiscard]] std::optional<Response> check_version(const Request& request);
/// 415 for another type of content.
[[nodiscard]] std::optional<Response> check_content_type(const Request& request);
[[nodiscard]] bool has_content_type(const Request& request);

/// A whole number that fits into 63 bits; malformed for anything else, absence among it.
[[nodiscard]] Result<std::uint64_t> read_number(const Request& request, std::string_view header);
/// The length of a new upload: absent with "Upload-Defer-Length: 1". Malformed when there are
/// both or neither.
[[nodiscard]] Result<std::optional<std::uint64_t>> read_length(const Request& request);
/// "key base64,key base64"; a value may be missing.
[[nodiscard]] Result<std::map<std::string, std::string>> read_metadata(const Request& request);
[[nodiscard]] std::string write_metadata(const std::map<std::string, std::string>& metadata);
/// "sha1 base64". Nothing when none is sent.
[[nodiscard]] Result<std::optional<vault::AppendOptions::Declared>> read_checksum(
    const Request& request);

struct Concat {
  vault::UploadKind kind = vault::UploadKind::whole;
  std::vector<std::string> parts{};  ///< Ids, from addresses with or without a host.
};
[[nodiscard]] Result<Concat> read_concat(const Request& request, std::string_view folder);

/// "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(Instant at);

}  // namespace mingcha::http::tus
