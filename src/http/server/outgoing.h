// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/ready.h"
#include "http/request.h"
#include "http/response.h"

namespace mingcha::http {

/// A response as bytes: the head, then the text or what is still to be read of a file.
class Outgoing {
 public:
  enum class Persistence { close, keep_alive, keep_alive_1_0 };

  Outgoing() = default;
  Outgoing(const Outgoing&) = delete;
  Outgoing& operator=(const Outgoing&) = delete;
  ~Outgoing();

  /// Fits the response to the request (see http/finish.h) and opens its file. Throws Fault.
  void prepare(const Request& request, Response response, Persistence persistence);
  /// What lies ready already fits.
  void prepare(const Request& request, std::shared_ptr<const Ready> ready, Persistence persistence);
  /// What goes out behind the head.
  [[nodiscard]] std::string_view content() const { return ready_ ? ready_->text : text; }
  /// Up to `limit` next bytes of the file into `piece`. Throws Fault when it has become shorter.
  void read_piece(std::string& piece, std::size_t limit);

  std::string head;
  std::string text;
  std::uint64_t file_bytes_left = 0;
  std::shared_ptr<EventStream> stream;  ///< What comes after the text; null: nothing.
  int status = 0;

 private:
  void open_file(const FileBody& file);
  void close_head(Persistence persistence);

  std::shared_ptr<const Ready> ready_;
  int descriptor_ = -1;
  std::uint64_t offset_ = 0;
};

}  // namespace mingcha::http
