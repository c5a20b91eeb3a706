// SPDX-License-Identifier: Apache-2.0
#include "vault/folder_writer.h"

#include <array>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/file.h>

#include "base/assert.h"

namespace mingcha::vault {
namespace {

namespace fs = std::filesystem;

/// The disk is asked to begin with what it will have to finish later, so that waiting for it costs
/// little.
constexpr std::uint64_t kPushBytes = std::uint64_t{8} << 20U;

tl::unexpected<Rejection> no_room() {
  return refuse_upload(Refusal::no_room, "disk-full",
                       {"存储空间已满，已收到的部分保留", "the disk is full; what arrived is kept"},
                       {"请联系管理员腾出空间，然后从断点续传",
                        "have room made, then go on from where it broke off"});
}

tl::unexpected<Rejection> taken_over() {
  return refuse_upload(Refusal::locked, "upload-taken-over",
                       {"这次上传已由另一个连接接续", "another connection goes on with the upload"},
                       {"请查询断点后续传", "ask for the offset and go on from there"});
}

std::string read_text(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) throw Fault("vault: cannot read " + path.string());
  return out.str();
}

}  // namespace

tl::unexpected<Rejection> refuse_upload(Refusal kind, const char* code, Text what, Text cure) {
  return reject(kind, what, {{code, what, {}, std::move(cure), {}}});
}

Lease::Lease(const fs::path& place) : file_{place / kLeaseName, O_RDWR} {}

Lease::Held::Held(const File& file) : file_{file} {
  while (::flock(file_.descriptor(), LOCK_EX) != 0) {
    if (errno != EINTR) throw Fault("vault: cannot lock an upload");
  }
}

Lease::Held::~Held() { ::flock(file_.descriptor(), LOCK_UN); }

// A crash of the machine may lose the number. It also ends everybody who had one.
std::uint64_t Lease::Held::number() const {
  std::array<char, 8> bytes{};
  const auto count = file_.read_at(0, bytes.data(), bytes.size());
  std::uint64_t number = 0;
  for (const char c : std::string_view{bytes.data(), count})
    number = number << 8 | static_cast<unsigned char>(c);
  return number;
}

std::uint64_t Lease::Held::take() const {
  const auto number = this->number() + 1;
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  if (file_.write_at(0, bytes) < bytes.size()) throw Fault("vault: cannot take an upload over");
  return number;
}

Upload with_state(Upload upload, const UploadState& state) {
  upload.changed_at = state.changed_at;
  upload.offset = state.offset();
  upload.length = state.length;
  upload.phase = state.phase;
  upload.outcome = state.outcome;
  return upload;
}

Upload read_upload(const fs::path& place) {
  return with_state(decode_plan(read_text(place / kPlanName)),
                    StateFile{place / kStateName}.read());
}

FolderWriter::FolderWriter(const fs::path& place, std::uint64_t lease, Clock& clock,
                           DigestThreads& threads, const FolderUploadsOptions& limits,
                           AppendOptions options)
    : place_{place},
      number_{lease},
      clock_{clock},
      threads_{threads},
      limits_{limits},
      options_{std::move(options)},
      lease_{place},
      file_{place / kStateName},
      data_{place / kDataName, O_RDWR},
      state_{file_.read()},
      digests_{state_.sha256, state_.sm3},
      offset_{state_.offset()},
      pushed_{offset_},
      durable_at_{clock.now()} {
  if (options_.checksum) checksum_.emplace(options_.checksum->kind);
  if (data_.size() < offset_) throw Fault("vault: an upload lost bytes: " + place.string());
  data_.cut_to(offset_);  // What a crash left behind was not hashed.
  if (options_.length && !state_.length) {
    state_.length = options_.length;
    state_.changed_at = durable_at_;
    file_.write(state_);
  }
}

FolderWriter::~FolderWriter() {
  try {
    break_off();
  } catch (const std::exception&) {  // What was durable before stays so.
  }
}

Result<void> FolderWriter::append(std::string& piece) {
  const std::lock_guard lock{mutex_};
  if (handed_over_) return taken_over();
  MINGCHA_ASSERT(!ended_);
  if (state_.length && piece.size() > *state_.length - offset_) {
    return refuse_upload(Refusal::too_large, "past-the-length",
                         {"内容超出申报的长度", "more came than the length that was declared"});
  }
  if (checksum_) checksum_->update(piece);
  return put(piece);
}

Result<void> FolderWriter::put(std::string& piece) {
  digests_.wait();
  std::size_t written = 0;
  {
    const auto held = lease_.hold();
    if (held.number() != number_) {
      ended_ = handed_over_ = true;
      return taken_over();
    }
    digests_.begin(piece, threads_);
    written = data_.write_at(offset_, digests_.piece());
  }
  if (written < digests_.piece().size()) return keep_what_fitted(written);
  offset_ += written;
  if (offset_ - pushed_ >= kPushBytes) {
    (void)::sync_file_range(data_.descriptor(), static_cast<off_t>(pushed_),
                            static_cast<off_t>(offset_ - pushed_), SYNC_FILE_RANGE_WRITE);
    pushed_ = offset_;
  }
  const bool due = offset_ - state_.offset() >= limits_.durable_every_bytes ||
                   clock_.now() - durable_at_ >= limits_.durable_every;
  return due && !checksum_ ? settle() : Result<void>{};
}

Result<void> FolderWriter::keep_what_fitted(std::size_t written) {
  ended_ = true;
  if (checksum_) {
    discard();
    return no_room();
  }
  digests_.only_first(written);
  offset_ += written;
  (void)make_durable();
  return no_room();
}

/// Durable, or a reason why not.
Result<void> FolderWriter::settle() {
  if (make_durable()) return {};
  ended_ = true;
  return handed_over_ ? taken_over() : no_room();
}

/// First the bytes, then the state that speaks of them. False when somebody has taken over or
/// there is no room: then the state speaks of what it spoke of before.
bool FolderWriter::make_durable() {
  digests_.wait();
  if (!data_.sync()) return false;
  const auto held = lease_.hold();
  if (held.number() != number_) {
    ended_ = handed_over_ = true;
    return false;
  }
  durable_at_ = clock_.now();
  if (state_.offset() == offset_) return true;
  state_.sha256 = digests_.sha256();
  state_.sm3 = digests_.sm3();
  state_.changed_at = durable_at_;
  file_.write(state_);
  return true;
}

/// Back to where the append began.
void FolderWriter::discard() {
  digests_.go_back_to(state_.sha256, state_.sm3);
  offset_ = state_.offset();
  const auto held = lease_.hold();
  if (held.number() == number_) data_.cut_to(offset_);
}

Result<Upload> FolderWriter::close() {
  const std::lock_guard lock{mutex_};
  if (handed_over_) return taken_over();
  MINGCHA_ASSERT(!ended_);
  ended_ = true;
  if (checksum_ && checksum_->digest() != options_.checksum->digest) {
    discard();
    return refuse_upload(Refusal::invalid, "checksum-differs",
                         {"这一段的校验和不符，已弃去", "the piece has another checksum; dropped"},
                         {"请重新发送这一段", "send the piece again"});
  }
  if (auto settled = settle(); !settled) return tl::unexpected{settled.error()};
  return with_state(decode_plan(read_text(place_ / kPlanName)), state_);
}

void FolderWriter::break_off() {
  const std::lock_guard lock{mutex_};
  break_off_locked();
}

void FolderWriter::break_off_locked() {
  if (std::exchange(ended_, true)) return;
  if (checksum_) {
    discard();
  } else {
    (void)make_durable();
  }
}

void FolderWriter::hand_over() {
  const std::lock_guard lock{mutex_};
  break_off_locked();
  handed_over_ = true;
}

}  // namespace mingcha::vault
