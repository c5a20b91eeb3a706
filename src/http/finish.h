// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "http/request.h"
#include "http/response.h"

namespace mingcha::http {

/// A half-open stretch of bytes.
struct ByteRange {
  std::uint64_t begin;
  std::uint64_t end;

  bool operator==(const ByteRange&) const = default;
};

enum class RangeOutcome { whole, part, unsatisfiable };

/// Reads "bytes=…" (RFC 9110 s14.1.2) against a body of `size` bytes. Only one range is served:
/// several ranges, another unit and what cannot be read mean the whole, as the RFC allows.
[[nodiscard]] RangeOutcome read_range(std::string_view header, std::uint64_t size,
                                      ByteRange& range);

/// What a client's Accept-Encoding allows: "gzip", "gzip;q=0.5" or "*", but not "gzip;q=0".
[[nodiscard]] bool accepts_gzip(std::string_view header);

/// Packs a text as gzip where that is worth it, and says so in its headers.
void compress(Response& response);

/// Makes the answer fit the request: 304 when the client has the ETag already, 206 or 416 for a
/// range of a file, gzip for text when asked for. To be called once, last of all. A file that is
/// not there any more becomes a 404. Throws Fault when a file cannot be looked at.
void finish(const Request& request, Response& response);

}  // namespace mingcha::http
