// SPDX-License-Identifier: Apache-2.0
#include "vault/folder_vault.h"

#include <algorithm>
#include <array>
#include <fcntl.h>

#include "crypto/hash.h"
#include "vault/file.h"

namespace mingcha::vault {
namespace {

namespace fs = std::filesystem;

Kept hash(const fs::path& path) {
  const File file{path, O_RDONLY};
  crypto::Sha256Hasher sha256;
  crypto::Sm3Hasher sm3;
  Kept kept;
  std::array<char, 1 << 16> buffer{};
  for (;;) {
    const auto got = file.read_at(kept.size, buffer.data(), buffer.size());
    if (got == 0) break;
    const std::string_view piece{buffer.data(), got};
    sha256.update(piece);
    sm3.update(piece);
    kept.size += piece.size();
  }
  kept.sha256 = to_hex(as_bytes(sha256.digest()));
  kept.sm3 = to_hex(as_bytes(sm3.digest()));
  return kept;
}

tl::unexpected<Rejection> empty() {
  return reject(Refusal::invalid, {"文件是空的", "the file is empty"},
                {{"file-empty",
                  {"文件没有内容", "the file has no content"},
                  {},
                  {"请检查文件后重新上传", "check the file and send it again"},
                  "file"}});
}

bool is_digest(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

FolderVault::FolderVault(fs::path folder) : folder_{std::move(folder)} {
  if (!fs::is_directory(folder_)) throw Fault("vault: no such folder: " + folder_.string());
}

fs::path FolderVault::place_of(std::string_view sha256) const {
  return folder_ / sha256.substr(0, 2) / sha256.substr(2);
}

Result<Kept> FolderVault::keep(const fs::path& arrived,
                               const std::optional<std::string>& declared) const {
  // A body without a single byte leaves no file behind.
  auto kept = arrived.empty() ? Kept{} : hash(arrived);
  if (kept.size == 0) return empty();
  if (declared && *declared != kept.sha256) {
    return reject(
        Refusal::invalid,
        {"文件在传输中损坏或被截断", "the file was cut off or changed on its way"},
        {{"digest-differs",
          {"收到的内容与声明的 SHA-256 不符", "what arrived does not have the declared SHA-256"},
          {},
          {"请重新上传", "send it again"},
          "X-Content-SHA256"}});
  }
  auto adopted = adopt(arrived, kept);
  if (!adopted) return tl::unexpected{adopted.error()};
  return kept;
}

Result<void> FolderVault::adopt(const fs::path& arrived, const Kept& kept) const {
  if (kept.size == 0) return empty();
  // Crash before the rename: the file is still where it arrived. After it: a file nobody refers to
  // yet; sending it again finds it in place.
  const auto place = place_of(kept.sha256);
  fs::create_directories(place.parent_path());
  if (!File{arrived, O_RDONLY}.sync()) throw Fault("vault: the disk is full");
  fs::permissions(arrived, fs::perms::owner_read);
  fs::rename(arrived, place);
  flush_folder(place.parent_path());
  flush_folder(folder_);
  return {};
}

std::optional<fs::path> FolderVault::find(std::string_view sha256) const {
  if (!is_digest(sha256)) return std::nullopt;
  auto place = place_of(sha256);
  if (!fs::is_regular_file(place)) return std::nullopt;
  return place;
}

void FolderVault::remove(std::string_view sha256) const {
  const auto place = find(sha256);
  if (!place) return;
  fs::remove(*place);
  flush_folder(place->parent_path());
}

bool FolderVault::intact(std::string_view sha256) const {
  const auto place = find(sha256);
  return place && hash(*place).sha256 == sha256;
}

}  // namespace mingcha::vault
