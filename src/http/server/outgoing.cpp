// SPDX-License-Identifier: Apache-2.0
#include "http/server/outgoing.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "base/assert.h"
#include "base/instant.h"
#include "base/result.h"
#include "http/finish.h"

namespace mingcha::http {
namespace {

/// RFC 9110 s5.6.7. Not strftime: the locale has no say in a protocol.
std::string http_date() {
  const auto seconds = to_millis(SystemClock{}.now()) / 1000;
  const std::tm now = fmt::gmtime(static_cast<std::time_t>(seconds));
  constexpr const char* kDays = "SunMonTueWedThuFriSat";
  constexpr const char* kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  return fmt::format("{:.3}, {:02} {:.3} {:04} {:02}:{:02}:{:02} GMT", kDays + 3 * now.tm_wday,
                     now.tm_mday, kMonths + 3 * now.tm_mon, now.tm_year + 1900, now.tm_hour,
                     now.tm_min, now.tm_sec);
}

bool has_content(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

Outgoing::~Outgoing() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Outgoing::prepare(const Request& request, Response response, Persistence persistence) {
  finish(request, response);
  status = response.status;
  std::uint64_t length = 0;
  if (const auto* file = std::get_if<FileBody>(&response.body)) {
    length = *file->length;
    if (request.verb != Verb::head && length > 0) open_file(*file);
    file_bytes_left = descriptor_ >= 0 ? length : 0;
  } else {
    text = std::move(std::get<std::string>(response.body));
    length = text.size();
    if (request.verb == Verb::head || !has_content(status)) text.clear();
  }
  head = fmt::format("HTTP/1.1 {} {}\r\n", status, reason_phrase(status));
  append_field(head, "Date", http_date());
  for (const auto& [name, value] : response.headers) append_field(head, name, value);
  // An answer without an end has no length: closing the connection ends it.
  stream = request.verb == Verb::head ? nullptr : std::move(response.stream);
  if (stream) persistence = Persistence::close;
  if (has_content(status) && !stream) {
    append_field(head, "Content-Length", std::to_string(length));
  }
  close_head(persistence);
}

void Outgoing::prepare(const Request& request, std::shared_ptr<const Ready> ready,
                       Persistence persistence) {
  status = ready->status;
  head = fmt::format("HTTP/1.1 {} {}\r\n", status, reason_phrase(status));
  append_field(head, "Date", http_date());
  head += ready->fields;
  append_field(head, "X-Request-Id", request.id);
  close_head(persistence);
  ready_ = std::move(ready);
}

void Outgoing::close_head(Persistence persistence) {
  if (persistence == Persistence::close) append_field(head, "Connection", "close");
  if (persistence == Persistence::keep_alive_1_0) append_field(head, "Connection", "keep-alive");
  head += "\r\n";
}

void Outgoing::open_file(const FileBody& file) {
  MINGCHA_ASSERT(descriptor_ < 0);
  descriptor_ = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    throw Fault{"cannot open " + file.path.string() + ": " + std::strerror(errno)};  // NOLINT
  }
  offset_ = file.offset;
}

void Outgoing::read_piece(std::string& piece, std::size_t limit) {
  piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(limit, file_bytes_left)));
  ssize_t count = 0;
  do {
    count = ::pread(descriptor_, piece.data(), piece.size(), static_cast<off_t>(offset_));
  } while (count < 0 && errno == EINTR);
  if (count <= 0) throw Fault{"a file that is being sent has become shorter or cannot be read"};
  piece.resize(static_cast<std::size_t>(count));
  offset_ += piece.size();
  file_bytes_left -= piece.size();
}

}  // namespace mingcha::http
