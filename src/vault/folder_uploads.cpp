// SPDX-License-Identifier: Apache-2.0
#include "vault/folder_uploads.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <thread>

#include "base/assert.h"
#include "base/encoding.h"
#include "crypto/random.h"
#include "vault/folder_writer.h"

namespace mingcha::vault {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kJoinBytes = std::size_t{1} << 20U;
/// What is older was left behind by a crash: joining eighty gigabytes takes minutes.
constexpr std::chrono::hours kHalfMadeLongest{24};
constexpr std::string_view kHalfMade = ".half";  ///< At the end of a folder's name.

bool is_id(std::string_view text) {
  return text.size() == 32 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

tl::unexpected<Rejection> unknown() {
  return refuse_upload(Refusal::not_found, "no-such-upload",
                       {"没有这次上传，或者已经过期", "no such upload, or it has expired"});
}

Result<void> check_append(const Upload& upload, std::uint64_t offset,
                          const AppendOptions& options) {
  if (upload.kind == UploadKind::joined) {
    return refuse_upload(Refusal::forbidden, "upload-is-joined",
                         {"由分段合成的文件不能续传", "what is made of parts takes no more"});
  }
  if (offset != upload.offset) {
    return refuse_upload(Refusal::conflict, "offset-differs",
                         {"断点不符", "the upload stands at another offset"},
                         {"请查询断点后续传", "ask for the offset and go on from there"});
  }
  if (upload.phase != UploadPhase::arriving) {
    return refuse_upload(Refusal::out_of_order, "upload-is-over",
                         {"文件已经收齐", "the file is complete"});
  }
  const bool differs = options.length && ((upload.length && *upload.length != *options.length) ||
                                          *options.length < upload.offset);
  if (!differs) return {};
  return refuse_upload(Refusal::malformed, "length-differs",
                       {"申报的长度前后不一", "another length than was declared before"});
}

}  // namespace

FolderUploads::FolderUploads(fs::path folder, const FolderVault& vault, Clock& clock,
                             FolderUploadsOptions options)
    : folder_{std::move(folder)},
      vault_{vault},
      clock_{clock},
      options_{options},
      threads_{std::make_unique<DigestThreads>(std::max(2U, std::thread::hardware_concurrency()))} {
  if (!fs::is_directory(folder_)) throw Fault("vault: no such folder: " + folder_.string());
}

FolderUploads::~FolderUploads() = default;

Result<fs::path> FolderUploads::place_of(std::string_view id) const {
  if (!is_id(id)) return unknown();
  auto place = folder_ / id;
  if (!fs::is_directory(place)) return unknown();
  return place;
}

Result<void> FolderUploads::check_room(std::uint64_t bytes) const {
  struct statvfs disk {};
  if (::statvfs(folder_.c_str(), &disk) != 0) throw Fault("vault: cannot look at the disk");
  if (bytes <= std::uint64_t{disk.f_bavail} * disk.f_frsize) return {};
  return refuse_upload(Refusal::no_room, "disk-full",
                       {"存储空间不足以容纳这个文件", "there is no room for a file of that size"},
                       {"请联系管理员腾出空间", "have room made"});
}

/// In a folder that nobody takes for an upload yet.
void FolderUploads::make(const fs::path& place, const Upload& upload) const {
  fs::create_directory(place);
  write_new(place / kPlanName, encode_plan(upload));
  UploadState state;
  state.length = upload.length;
  state.changed_at = upload.begun_at;
  StateFile::create(place / kStateName, state);
  write_new(place / kLeaseName, std::string(8, '\0'));
  write_new(place / kDataName, {});
  flush_folder(place);
}

void FolderUploads::show(const fs::path& made, const std::string& id) const {
  fs::rename(made, folder_ / id);
  flush_folder(folder_);
}

Result<Upload> FolderUploads::create(const UploadPlan& plan) {
  if (auto room = check_room(plan.length.value_or(0)); !room) return tl::unexpected{room.error()};
  Upload upload;
  upload.id = to_hex(crypto::random_bytes(16));
  upload.kind = plan.kind;
  upload.owner = plan.owner;
  upload.metadata = plan.metadata;
  upload.length = plan.length;
  upload.begun_at = upload.changed_at = clock_.now();
  const auto made = folder_ / (upload.id + std::string{kHalfMade});
  make(made, upload);
  show(made, upload.id);
  return upload;
}

Result<Upload> FolderUploads::find(std::string_view id) {
  const auto place = place_of(id);
  if (!place) return tl::unexpected{place.error()};
  return read_upload(*place);
}

/// A writer of this process can be asked to make durable what it has; one of another process only
/// finds that its number is an old one.
void FolderUploads::end_own_writer(std::string_view id) {
  std::shared_ptr<FolderWriter> writer;
  {
    const std::lock_guard lock{mutex_};
    const auto found = writers_.find(id);
    if (found == writers_.end()) return;
    writer = found->second.lock();
    writers_.erase(found);
  }
  if (writer) writer->hand_over();
}

Result<Upload> FolderUploads::take_over(std::string_view id) {
  const auto place = place_of(id);
  if (!place) return tl::unexpected{place.error()};
  end_own_writer(id);
  const Lease lease{*place};
  const auto held = lease.hold();
  held.take();
  return read_upload(*place);
}

Result<std::shared_ptr<UploadWriter>> FolderUploads::append(std::string_view id,
                                                            std::uint64_t offset,
                                                            const AppendOptions& options) {
  const auto place = place_of(id);
  if (!place) return tl::unexpected{place.error()};
  end_own_writer(id);
  const Lease lease{*place};
  const auto held = lease.hold();
  const auto number = held.take();
  const auto upload = read_upload(*place);
  if (auto may = check_append(upload, offset, options); !may) return tl::unexpected{may.error()};
  auto writer = open_writer(*place, number, options);
  const std::lock_guard lock{mutex_};
  std::erase_if(writers_, [](const auto& entry) { return entry.second.expired(); });
  writers_[std::string{id}] = writer;
  return std::shared_ptr<UploadWriter>{std::move(writer)};
}

std::shared_ptr<FolderWriter> FolderUploads::open_writer(const fs::path& place, std::uint64_t lease,
                                                         const AppendOptions& options) {
  return std::make_shared<FolderWriter>(place, lease, clock_, *threads_, options_, options);
}

Result<void> FolderUploads::check_parts(const std::vector<std::string>& parts,
                                        const std::string& owner, std::vector<Upload>& found) {
  for (const auto& id : parts) {
    auto part = find(id);
    if (!part || part->owner != owner || part->kind != UploadKind::partial) {
      return refuse_upload(Refusal::malformed, "part-missing",
                           {"合成所需的分段不存在", "a part to be joined is not there"});
    }
    if (!part->complete()) {
      return refuse_upload(Refusal::malformed, "part-unfinished",
                           {"有分段尚未传完", "a part has not arrived in full"});
    }
    found.push_back(std::move(*part));
  }
  if (!found.empty()) return {};
  return refuse_upload(Refusal::malformed, "part-missing", {"没有列出分段", "no parts are named"});
}

Result<void> FolderUploads::fill(const fs::path& place, const std::vector<Upload>& parts) {
  const Lease lease{place};
  std::shared_ptr<FolderWriter> writer;
  {
    const auto held = lease.hold();
    writer = open_writer(place, held.take(), {});
  }
  std::string piece;
  for (const auto& part : parts) {
    const File data{folder_ / part.id / kDataName, O_RDONLY};
    for (std::uint64_t at = 0; at < part.offset; at += kJoinBytes) {
      piece.resize(std::min<std::uint64_t>(kJoinBytes, part.offset - at));
      if (data.read_at(at, piece.data(), piece.size()) < piece.size()) {
        throw Fault("vault: a part lost bytes: " + part.id);
      }
      if (auto put = writer->append(piece); !put) return put;
    }
  }
  auto closed = writer->close();
  if (!closed) return tl::unexpected{closed.error()};
  return {};
}

Result<Upload> FolderUploads::join(const std::vector<std::string>& parts, const UploadPlan& plan) {
  std::vector<Upload> found;
  if (auto all = check_parts(parts, plan.owner, found); !all) return tl::unexpected{all.error()};
  if (found.front().phase == UploadPhase::joined) {
    auto before = find(found.front().outcome);
    if (before && before->parts == parts) return before;
    return refuse_upload(Refusal::malformed, "part-missing",
                         {"分段已用于另一个文件", "a part has become part of another file"});
  }
  Upload whole;
  whole.length = 0;
  for (const auto& part : found) *whole.length += part.offset;
  if (auto room = check_room(*whole.length); !room) return tl::unexpected{room.error()};
  whole.id = to_hex(crypto::random_bytes(16));
  whole.kind = UploadKind::joined;
  whole.owner = plan.owner;
  whole.metadata = plan.metadata;
  whole.parts = parts;
  whole.begun_at = found.front().begun_at;
  const auto made = folder_ / (whole.id + std::string{kHalfMade});
  make(made, whole);
  if (auto filled = fill(made, found); !filled) {
    fs::remove_all(made);
    return tl::unexpected{filled.error()};
  }
  show(made, whole.id);
  mark_joined(parts, whole.id);
  return find(whole.id);
}

/// What they held is in the whole now; that they are over has to be known for as long as somebody
/// may ask again.
void FolderUploads::mark_joined(const std::vector<std::string>& parts, const std::string& whole) {
  for (const auto& id : parts) {
    const auto place = folder_ / id;
    if (!fs::is_directory(place)) continue;
    const Lease lease{place};
    const auto held = lease.hold();
    held.take();
    const StateFile file{place / kStateName};
    auto state = file.read();
    if (state.phase == UploadPhase::joined) continue;
    state.phase = UploadPhase::joined;
    state.outcome = whole;
    file.write(state);
    File{place / kDataName, O_RDWR}.cut_to(0);
  }
}

Result<Kept> FolderUploads::keep(std::string_view id) {
  const auto place = place_of(id);
  if (!place) return tl::unexpected{place.error()};
  const Lease lease{*place};
  const auto held = lease.hold();
  const StateFile file{*place / kStateName};
  auto state = file.read();
  if (state.length != state.offset()) {
    return refuse_upload(Refusal::out_of_order, "upload-unfinished",
                         {"文件尚未收齐", "the file has not arrived in full"});
  }
  const auto kept = kept_of(state.sha256, state.sm3);
  if (state.phase != UploadPhase::arriving) return kept;
  held.take();
  // A crash after the move: the file is in the vault and the state does not know it yet.
  const auto data = *place / kDataName;
  if (fs::exists(data)) File{data, O_RDWR}.cut_to(kept.size);
  if (fs::exists(data) || !vault_.find(kept.sha256)) {
    if (auto adopted = vault_.adopt(data, kept); !adopted) {
      return tl::unexpected{adopted.error()};
    }
  }
  state.phase = UploadPhase::kept;
  state.changed_at = clock_.now();
  file.write(state);
  return kept;
}

void FolderUploads::delivered(std::string_view id, const std::string& outcome) {
  MINGCHA_ASSERT(outcome.size() <= kOutcomeBytesMax);
  const auto place = place_of(id);
  if (!place) throw Fault("vault: no such upload: " + std::string{id});
  const Lease lease{*place};
  const auto held = lease.hold();
  const StateFile file{*place / kStateName};
  auto state = file.read();
  MINGCHA_ASSERT(state.phase == UploadPhase::kept || state.phase == UploadPhase::delivered);
  state.phase = UploadPhase::delivered;
  state.outcome = outcome;
  state.changed_at = clock_.now();
  file.write(state);
}

Result<void> FolderUploads::remove(std::string_view id) {
  auto upload = take_over(id);
  if (!upload) return tl::unexpected{upload.error()};
  const bool is_recording = upload->complete() && upload->kind != UploadKind::partial;
  if (is_recording && upload->offset > 0) {
    return refuse_upload(
        Refusal::forbidden, "upload-is-over",
        {"文件已经收齐，不能撤销", "the file is complete and cannot be called off"},
        {"依规定程序处理该音像记录", "it goes the ways of a recording"});
  }
  const auto gone = folder_ / (upload->id + std::string{kHalfMade});
  std::error_code another;
  fs::rename(folder_ / upload->id, gone, another);
  if (another) return unknown();  // Somebody else was quicker.
  flush_folder(folder_);
  fs::remove_all(gone);
  return {};
}

void FolderUploads::for_each(const std::function<void(const Upload&)>& look) {
  for (const auto& entry : fs::directory_iterator{folder_}) {
    const auto id = entry.path().filename().string();
    if (!is_id(id)) continue;
    try {
      look(read_upload(entry.path()));
    } catch (const Fault&) {
      if (fs::exists(entry.path())) throw;  // Else it was removed meanwhile.
    }
  }
}

std::vector<std::string> FolderUploads::undelivered() {
  std::vector<std::pair<Instant, std::string>> found;
  for_each([&](const Upload& upload) {
    const bool waits = upload.kind != UploadKind::partial && upload.complete() &&
                       upload.offset > 0 && upload.phase != UploadPhase::delivered;
    if (waits) found.emplace_back(upload.changed_at, upload.id);
  });
  std::ranges::sort(found);
  std::vector<std::string> ids;
  for (auto& [at, id] : found) ids.push_back(std::move(id));
  return ids;
}

std::size_t FolderUploads::expire(Instant unchanged_since) {
  std::vector<Upload> over;
  std::vector<fs::path> half_made;
  for_each([&](const Upload& upload) {
    // A crash between the whole and its parts: they are told again.
    if (upload.kind == UploadKind::joined) mark_joined(upload.parts, upload.id);
    const bool waits = upload.kind != UploadKind::partial && upload.complete() &&
                       upload.phase != UploadPhase::delivered && upload.offset > 0;
    if (!waits && upload.changed_at < unchanged_since) over.push_back(upload);
  });
  for (const auto& upload : over) {
    end_own_writer(upload.id);
    const auto gone = folder_ / (upload.id + std::string{kHalfMade});
    std::error_code another;
    fs::rename(folder_ / upload.id, gone, another);
    if (!another) fs::remove_all(gone);
  }
  for (const auto& entry : fs::directory_iterator{folder_}) {
    if (!entry.path().string().ends_with(kHalfMade)) continue;
    const auto written = std::chrono::file_clock::to_sys(fs::last_write_time(entry.path()));
    if (written < clock_.now() - kHalfMadeLongest) half_made.push_back(entry.path());
  }
  for (const auto& path : half_made) fs::remove_all(path);
  return over.size();
}

}  // namespace mingcha::vault
