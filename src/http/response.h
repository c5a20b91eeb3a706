// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "http/headers.h"

namespace mingcha::http {

class EventStream;  // http/event_stream.h

/// A file, or a part of one, to be sent without reading it into memory.
struct FileBody {
  std::filesystem::path path;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> length{};  ///< To the end of the file when absent.
};

/// What a handler answers. Content-Length, Date and Connection are the server's business; so are
/// ranges of files, gzip, and 304 for an ETag that the client has already.
struct Response {
  int status = 200;
  Headers headers;
  std::variant<std::string, FileBody> body;
  /// Goes on after the body, which is text then, until it ends; the connection is closed after it.
  std::shared_ptr<EventStream> stream{};
};

/// `json` is sent as it stands.
[[nodiscard]] Response json_response(std::string json, int status = 200);
[[nodiscard]] Response text_response(std::string text, int status = 200,
                                     std::string content_type = "text/plain; charset=utf-8");
[[nodiscard]] Response html_response(std::string html, int status = 200);
[[nodiscard]] Response no_content();
/// 303.
[[nodiscard]] Response see_other(std::string location);
/// The whole file. `etag` with its quotes, e.g. "\"ab12\""; may be empty.
[[nodiscard]] Response file_response(std::filesystem::path path, std::string content_type,
                                     std::string etag = {});

/// Length of a text body; 0 for files.
[[nodiscard]] std::size_t text_size(const Response& response);

/// "Not Found" for 404; "" for codes without a name here.
[[nodiscard]] const char* reason_phrase(int status);

}  // namespace mingcha::http
