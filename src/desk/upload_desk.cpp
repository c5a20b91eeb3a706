// SPDX-License-Identifier: Apache-2.0
#include "desk/upload_desk.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"

namespace mingcha::desk {
namespace {

using vault::Upload;
using vault::UploadKind;
using vault::UploadPhase;

constexpr std::size_t kNameLongest = 200;
constexpr std::array<std::string_view, 5> kSources{"dock", "phone", "browser", "room", "folder"};

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
  });
}

Finding wrong(const std::string& key, Text what) {
  return {"metadata-" + key, std::move(what), {}, {}, "Upload-Metadata: " + key};
}

/// Of keys that this system knows; others are kept as they are.
std::optional<Finding> wrong_with(const std::string& key, const std::string& value) {
  if (key == "filename") {
    if (file_name_of(value)) return std::nullopt;
    return wrong(key, {"文件名为空、过长（200字以内）或含控制字符",
                       "the file name is empty, over 200 characters or has control characters"});
  }
  if (key == "sha256") {
    if (declared_digest(value)) return std::nullopt;
    return wrong(key, {"须为 SHA-256：原始字节、十六进制或 base64",
                       "a SHA-256 is needed: its bytes, or they in hex or base64"});
  }
  if (!is_text(value) || has_control(value)) {
    return wrong(key, {"须为 UTF-8 文本", "UTF-8 text without control characters is needed"});
  }
  const bool is_time = key == "started_at" || key == "ended_at";
  if (is_time && !value.empty() && !parse_instant(value)) {
    return wrong(key, {"须为 RFC 3339 时间", "a time of RFC 3339 is needed"});
  }
  if (key == "source" && std::ranges::find(kSources, value) == kSources.end()) {
    return wrong(key, {"须为 dock、phone、browser、room、folder 之一",
                       "one of dock, phone, browser, room, folder is needed"});
  }
  return std::nullopt;
}

Result<void> check_metadata(const std::map<std::string, std::string>& metadata) {
  Findings findings;
  for (const auto& [key, value] : metadata) {
    if (auto finding = wrong_with(key, value)) findings.push_back(std::move(*finding));
  }
  if (findings.empty()) return {};
  return reject(Refusal::malformed, {"上传信息有误", "what is said of the file is wrong"},
                std::move(findings));
}

tl::unexpected<Rejection> unknown() {
  return reject(Refusal::not_found, {},
                {{"no-such-upload",
                  {"没有这次上传，或者已经过期", "no such upload, or it has expired"},
                  {},
                  {},
                  {}}});
}

}  // namespace

std::optional<std::string> file_name_of(std::string_view sent) {
  if (const auto slash = sent.find_last_of("/\\"); slash != std::string_view::npos) {
    sent.remove_prefix(slash + 1);
  }
  const auto name = to_nfc(trim(sent));
  if (!name || name->empty() || *name == "." || *name == "..") return std::nullopt;
  if (has_control(*name) || count_characters(*name) > kNameLongest) return std::nullopt;
  return *name;
}

std::optional<std::string> declared_digest(std::string_view sent) {
  if (sent.size() == sizeof(Digest)) return to_hex(sent);
  auto bytes = from_hex(sent);
  if (!bytes) bytes = from_base64(sent);
  if (!bytes || bytes->size() != sizeof(Digest)) return std::nullopt;
  return to_hex(*bytes);
}

UploadDesk::UploadDesk(vault::UploadStore& store, Clock& clock, Arrival arrival, UploadRules rules)
    : store_{store}, clock_{clock}, arrival_{std::move(arrival)}, rules_{rules} {}

Result<Upload> UploadDesk::create(const vault::UploadPlan& plan) {
  if (plan.length.value_or(0) > rules_.largest) {
    return reject(Refusal::too_large, {},
                  {{"upload-too-large",
                    {"文件超过允许的大小", "the file is larger than is taken"},
                    {},
                    {},
                    "Upload-Length"}});
  }
  if (auto metadata = check_metadata(plan.metadata); !metadata) {
    return tl::unexpected{metadata.error()};
  }
  return store_.create(plan);
}

Result<Upload> UploadDesk::join(const std::vector<std::string>& parts,
                                const vault::UploadPlan& plan) {
  if (auto metadata = check_metadata(plan.metadata); !metadata) {
    return tl::unexpected{metadata.error()};
  }
  return store_.join(parts, plan);
}

Result<Upload> UploadDesk::find(std::string_view sender, std::string_view id) const {
  auto upload = store_.find(id);
  if (!upload || upload->owner != sender) return unknown();
  return upload;
}

Result<Upload> UploadDesk::take_over(std::string_view sender, std::string_view id) {
  if (auto own = find(sender, id); !own) return own;
  return store_.take_over(id);
}

Result<std::shared_ptr<vault::UploadWriter>> UploadDesk::append(
    std::string_view sender, std::string_view id, std::uint64_t offset,
    const vault::AppendOptions& options) {
  if (auto own = find(sender, id); !own) return tl::unexpected{own.error()};
  return store_.append(id, offset, options);
}

Result<void> UploadDesk::remove(std::string_view sender, std::string_view id) {
  if (auto own = find(sender, id); !own) return tl::unexpected{own.error()};
  return store_.remove(id);
}

ArrivedUpload UploadDesk::describe(const Upload& upload, const vault::Kept& kept) const {
  ArrivedUpload arrived;
  arrived.upload = upload.id;
  arrived.uploader = upload.owner;
  for (const auto& [key, value] : upload.metadata) {
    if (is_text(value)) arrived.metadata[key] = value;
  }
  if (const auto sent = upload.metadata.find("filename"); sent != upload.metadata.end()) {
    arrived.metadata["filename"] = file_name_of(sent->second).value_or("");
  }
  if (const auto sent = upload.metadata.find("sha256"); sent != upload.metadata.end()) {
    arrived.declared_sha256 = declared_digest(sent->second);
  }
  arrived.kept = kept;
  arrived.begun_at = upload.begun_at;
  arrived.ended_at = upload.changed_at;
  arrived.matches = !arrived.declared_sha256 || *arrived.declared_sha256 == kept.sha256;
  return arrived;
}

Result<Upload> UploadDesk::arrived(Upload upload) {
  const bool is_over = upload.phase == UploadPhase::delivered;
  if (!upload.complete() || upload.kind == UploadKind::partial || is_over) return upload;
  const auto kept = store_.keep(upload.id);
  if (!kept) {
    if (upload.offset == 0) (void)store_.remove(upload.id);
    return tl::unexpected{kept.error()};
  }
  {
    const std::lock_guard lock{mutex_};
    arriving_.insert(upload.id);
  }
  struct Leaving {
    UploadDesk& desk;
    const std::string& id;
    ~Leaving() {
      const std::lock_guard lock{desk.mutex_};
      desk.arriving_.erase(id);
    }
  } const leaving{*this, upload.id};
  const auto recording = arrival_(describe(upload, *kept));
  if (!recording) return tl::unexpected{recording.error()};
  store_.delivered(upload.id, *recording);
  return store_.find(upload.id);
}

std::optional<Instant> UploadDesk::expires(const Upload& upload) const {
  const bool waits = upload.kind != UploadKind::partial && upload.complete() &&
                     upload.phase != UploadPhase::delivered;
  if (waits) return std::nullopt;
  return upload.changed_at + rules_.unfinished_longest;
}

bool UploadDesk::has_expired(const Upload& upload) const {
  const auto at = expires(upload);
  return at && *at < clock_.now();
}

std::size_t UploadDesk::deliver_waiting() {
  std::size_t count = 0;
  std::string failed;
  for (const auto& id : store_.undelivered()) {
    {
      const std::lock_guard lock{mutex_};
      if (arriving_.contains(id)) continue;
    }
    try {
      auto upload = store_.find(id);
      if (upload && arrived(std::move(*upload))) ++count;
    } catch (const std::exception& failure) {
      failed = failure.what();
    }
  }
  if (!failed.empty()) throw Fault("an arrived recording could not be recorded: " + failed);
  return count;
}

std::size_t UploadDesk::expire() { return store_.expire(clock_.now() - rules_.unfinished_longest); }

}  // namespace mingcha::desk
