// SPDX-License-Identifier: Apache-2.0
#include "programs/upload_command.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <fstream>
#include <iostream>
#include <mutex>
#include <random>
#include <thread>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <curl/curl.h>
#include <fmt/format.h>

#include "base/encoding.h"
#include "base/result.h"
#include "channels/back_off.h"
#include "crypto/hash.h"
#include "programs/upload_memory.h"
#include "programs/upload_sender.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr channels::BackOff kBackOff{std::chrono::milliseconds{500}, std::chrono::seconds{60}};
constexpr std::size_t kReadBytes = 1024U * 1024;

std::string sha256_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  crypto::Sha256Hasher hasher;
  std::string piece(kReadBytes, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    hasher.update(std::string_view{piece}.substr(0, static_cast<std::size_t>(in.gcount())));
  }
  if (!in.eof()) throw Fault("文件无法读取 cannot be read: " + file.string());
  return to_hex(as_bytes(hasher.digest()));
}

std::vector<fs::path> all_files(const std::vector<fs::path>& named) {
  std::vector<fs::path> files;
  for (const auto& path : named) {
    if (fs::is_regular_file(path)) files.push_back(path);
    if (!fs::is_directory(path)) continue;
    for (const auto& entry : fs::recursive_directory_iterator{path}) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

std::string password_from(const std::string& file) {
  std::string password;
  if (const char* given = std::getenv("MINGCHA_PASSWORD"); file.empty() && given != nullptr) {
    return given;
  }
  if (!file.empty()) {
    std::ifstream in{file};
    std::getline(in, password);
    if (!in) throw Fault("密码文件无法读取 cannot be read: " + file);
    return password;
  }
  std::cerr << "密码：" << std::flush;
  std::getline(std::cin, password);
  return password;
}

/// Whether trying again can help.
bool may_pass(const UploadAnswer& answer) {
  constexpr std::array kPassing{0L, 401L, 404L, 408L, 409L, 410L, 423L, 429L, 507L};
  return answer.status >= 500 || std::ranges::find(kPassing, answer.status) != kPassing.end();
}

std::optional<std::uint64_t> offset_of(const UploadAnswer& answer) {
  const auto text = answer.header("upload-offset");
  std::uint64_t offset = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return offset;
}

/// All files of one call, taken one after another by several threads.
class Sending {
 public:
  Sending(const UploadCommand::Options& options, UploadServer server)
      : options_{options},
        files_{all_files(options.files)},
        memory_{options.state.empty() ? usual_memory() : options.state, server.url},
        session_{std::move(server)} {}

  int run();

 private:
  void work();
  void show_progress();
  void send(UploadSender& sender, const fs::path& file);
  [[nodiscard]] std::string metadata_of(const fs::path& file) const;
  [[nodiscard]] UploadAnswer begin(UploadSender& sender, const fs::path& file,
                                   UploadMemory::Entry& entry);
  [[nodiscard]] UploadAnswer go_on(UploadSender& sender, const fs::path& file,
                                   UploadMemory::Entry& entry);
  void say(const std::string& line);

  const UploadCommand::Options& options_;
  std::vector<fs::path> files_;
  UploadMemory memory_;
  UploadSession session_;
  std::atomic<std::size_t> next_{0}, arrived_{0}, failed_{0};
  std::atomic<std::uint64_t> sent_{0};
  std::atomic<bool> over_{false};
  std::mutex mutex_;
  const bool terminal_ = ::isatty(STDOUT_FILENO) == 1;
};

void Sending::say(const std::string& line) {
  const std::lock_guard lock{mutex_};
  std::cout << (terminal_ ? "\r\033[K" : "") << line << std::endl;
}

std::string Sending::metadata_of(const fs::path& file) const {
  std::string metadata = "filename " + to_base64(file.filename().string()) + ",sha256 " +
                         to_base64(sha256_of(file)) + ",source " + to_base64(options_.source);
  const std::initializer_list<std::pair<const char*, const std::string&>> more{
      {"device", options_.device}, {"officer", options_.officer}, {"unit", options_.unit}};
  for (const auto& [key, value] : more) {
    if (!value.empty()) metadata.append(",").append(key).append(" ").append(to_base64(value));
  }
  return metadata;
}

UploadAnswer Sending::begin(UploadSender& sender, const fs::path& file,
                            UploadMemory::Entry& entry) {
  auto answer = sender.create(fs::file_size(file), metadata_of(file));
  if (answer.status == 201) {
    entry.address = answer.header("location");
    memory_.keep(file, entry);
  }
  return answer;
}

/// From where the server stands to the end.
UploadAnswer Sending::go_on(UploadSender& sender, const fs::path& file,
                            UploadMemory::Entry& entry) {
  const auto size = fs::file_size(file);
  auto state = sender.state(entry.address);
  // Expired, or another server: from the beginning.
  if (state.status == 404 || state.status == 410) entry.address.clear();
  const auto offset = offset_of(state);
  if (state.status != 200 || !offset) return state;
  const bool is_over = !state.header("upload-recording").empty();
  auto answer = is_over ? state : sender.append(entry.address, file, *offset, size, sent_);
  entry.recording = answer.header("upload-recording");
  if (!entry.recording.empty()) memory_.keep(file, entry);
  return answer;
}

void Sending::send(UploadSender& sender, const fs::path& file) {
  auto entry = memory_.find(file).value_or(UploadMemory::Entry{});
  const auto patience = std::chrono::minutes{options_.patience_minutes};
  auto progress = Clock::now();
  std::uint64_t before = sent_;
  for (std::int64_t attempts = 1; entry.recording.empty(); ++attempts) {
    const auto answer =
        entry.address.empty() ? begin(sender, file, entry) : go_on(sender, file, entry);
    if (!entry.recording.empty()) break;
    if (answer.status == 201) continue;
    if (sent_ != before) {
      before = sent_;
      progress = Clock::now();
      attempts = 1;
    }
    if (!may_pass(answer) || Clock::now() - progress > patience) {
      failed_ += 1;
      say(fmt::format("未上传 not sent: {}: {}", file.string(), answer.words));
      return;
    }
    const auto wait = channels::wait_after(attempts, kBackOff, std::random_device{}());
    say(fmt::format("{}: {}；{:.1f} 秒后再试 trying again in {:.1f} s", file.string(), answer.words,
                    static_cast<double>(wait.count()) / 1000,
                    static_cast<double>(wait.count()) / 1000));
    std::this_thread::sleep_for(wait);
  }
  arrived_ += 1;
  say(fmt::format("已上传 sent: {}: {}", file.string(), entry.recording));
}

void Sending::work() {
  UploadSender sender{session_};
  for (auto i = next_++; i < files_.size(); i = next_++) {
    try {
      send(sender, files_[i]);
    } catch (const std::exception& error) {
      failed_ += 1;
      say(fmt::format("未上传 not sent: {}: {}", files_[i].string(), error.what()));
    }
  }
}

void Sending::show_progress() {
  const auto began = Clock::now();
  while (!over_) {
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    const std::chrono::duration<double> took = Clock::now() - began;
    const std::lock_guard lock{mutex_};
    std::cout << fmt::format("\r\033[K{}/{}  {:.1f} MB  {:.1f} MB/s", arrived_.load(),
                             files_.size(), static_cast<double>(sent_) / 1e6,
                             static_cast<double>(sent_) / 1e6 / took.count())
              << std::flush;
  }
  std::cout << "\r\033[K" << std::flush;
}

int Sending::run() {
  if (files_.empty()) throw Fault("没有可上传的文件 nothing to send");
  {
    std::vector<std::jthread> threads;
    const auto count = std::min<std::size_t>(std::max(options_.parallel, 1U), files_.size());
    for (std::size_t i = 0; i < count; ++i) threads.emplace_back([this] { work(); });
    std::optional<std::jthread> progress;
    if (terminal_) progress.emplace([this] { show_progress(); });
    threads.clear();
    over_ = true;
  }
  say(fmt::format("共 {} 个文件，已上传 {} 个，未上传 {} 个 of {} files {} sent", files_.size(),
                  arrived_.load(), failed_.load(), files_.size(), arrived_.load()));
  return failed_ == 0 ? 0 : 1;
}

}  // namespace

UploadCommand::UploadCommand(CLI::App& program)
    : command_{program.add_subcommand("upload", "上传音像记录 send recordings to a server")} {
  auto& o = options_;
  command_->add_option("--server", o.server, "服务器 https://…")->required();
  command_->add_option("--login", o.login, "登录名 login")->required();
  command_->add_option("--password-file", o.password_file,
                       "密码文件 file with the password; else $MINGCHA_PASSWORD, else asked");
  command_->add_option("--ca", o.authority, "自建 CA 证书 certificate of a CA of one's own");
  command_->add_option("--parallel", o.parallel, "同时上传的文件数 files at once")
      ->check(CLI::Range(1U, 64U));
  command_
      ->add_option("--limit", o.bytes_a_second,
                   "每秒字节数，如 5MB bytes a second of all together; 0: no limit")
      ->transform(CLI::AsSizeValue(false));
  command_->add_option("--state", o.state, "断点记录文件 where it is kept what has been sent");
  command_->add_option("--patience", o.patience_minutes,
                       "无进展多少分钟后放弃 minutes without progress until a file is given up");
  command_->add_option("--source", o.source, "来源 dock phone browser room folder");
  command_->add_option("--device", o.device, "记录仪编号 number of the recorder");
  command_->add_option("--officer", o.officer, "民警编号或警号 person id or police number");
  command_->add_option("--unit", o.unit, "单位 unit");
  command_->add_option("files", o.files, "文件或文件夹 files and folders")
      ->required()
      ->check(CLI::ExistingPath);
}

bool UploadCommand::chosen() const { return command_->parsed(); }

int UploadCommand::run() const {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  UploadServer server;
  server.url = options_.server;
  while (server.url.ends_with('/')) server.url.pop_back();
  server.login = options_.login;
  server.password = password_from(options_.password_file);
  server.authority = options_.authority;
  server.bytes_a_second = (options_.bytes_a_second + options_.parallel - 1) / options_.parallel;
  return Sending{options_, std::move(server)}.run();
}

}  // namespace mingcha::programs
