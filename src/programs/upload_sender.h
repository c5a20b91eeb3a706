// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace mingcha::programs {

/// Where to send to, and as whom.
struct UploadServer {
  std::string url;  ///< Without a slash at the end.
  std::string login, password;
  std::string authority{};           ///< File with the certificate of a CA of one's own.
  std::uint64_t bytes_a_second = 0;  ///< Of one sender; 0: as fast as it goes.
};

/// What the server answered; status 0: nothing, and `words` say why.
struct UploadAnswer {
  long status = 0;
  std::map<std::string, std::string> headers{};  ///< Names in lower case.
  std::string words{};                           ///< For people.

  [[nodiscard]] std::string header(const std::string& name) const;
};

/// One session that several senders share. Any thread.
class UploadSession {
 public:
  explicit UploadSession(UploadServer server) : server_{std::move(server)} {}

  struct Ticket {
    std::string cookie, csrf;
  };
  /// Signs in when nobody has; nothing when that fails, and `answer` says why.
  [[nodiscard]] std::optional<Ticket> ticket(UploadAnswer& answer);
  /// This one is not taken any more.
  void drop(const Ticket& ticket);
  [[nodiscard]] const UploadServer& server() const { return server_; }

 private:
  UploadServer server_;
  std::mutex mutex_;
  std::optional<Ticket> ticket_;
};

/// The four requests of the tus protocol that a sender needs. One thread.
class UploadSender {
 public:
  explicit UploadSender(UploadSession& session);
  UploadSender(const UploadSender&) = delete;
  UploadSender& operator=(const UploadSender&) = delete;
  ~UploadSender();

  /// 201 and "location".
  [[nodiscard]] UploadAnswer create(std::uint64_t length, const std::string& metadata);
  /// 200 and "upload-offset".
  [[nodiscard]] UploadAnswer state(const std::string& address);
  /// Sends the file from `offset` to its end; counts along in `sent`. 204 and "upload-offset".
  [[nodiscard]] UploadAnswer append(const std::string& address, const std::filesystem::path& file,
                                    std::uint64_t offset, std::uint64_t length,
                                    std::atomic<std::uint64_t>& sent);

 private:
  struct Call;
  [[nodiscard]] UploadAnswer send(const Call& call);

  UploadSession& session_;
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace mingcha::programs
