// SPDX-License-Identifier: Apache-2.0
#include "vault/upload_record.h"

#include <array>
#include <fcntl.h>
#include <limits>

#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "base/encoding.h"
#include "crypto/hash.h"

namespace mingcha::vault {
namespace {

constexpr std::string_view kMagic = "MUS1";
constexpr std::size_t kPlaceBytes = 4096;  ///< A page, which disks write as one.
constexpr std::uint64_t kUnknown = std::numeric_limits<std::uint64_t>::max();

void put_number(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xff);
}

void put_text(std::string& out, std::string_view text) {
  MINGCHA_ASSERT(text.size() <= 255);
  out += static_cast<char>(text.size());
  out += text;
}

/// Reads what was put; once something is missing, everything is.
class Reading {
 public:
  explicit Reading(std::string_view bytes) : left_{bytes} {}

  std::uint64_t number() {
    std::uint64_t number = 0;
    for (const char c : take(8)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
  }
  std::string_view text() {
    const auto length = take(1);
    return length.empty() ? length : take(static_cast<unsigned char>(length[0]));
  }
  std::string_view take(std::size_t count) {
    if (count > left_.size()) {
      failed_ = true;
      return {};
    }
    const auto taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::size_t left() const { return left_.size(); }

 private:
  std::string_view left_;
  bool failed_ = false;
};

}  // namespace

std::string encode(const UploadState& state) {
  std::string out{kMagic};
  put_number(out, state.sequence);
  put_number(out, state.length.value_or(kUnknown));
  put_number(out, static_cast<std::uint64_t>(to_millis(state.changed_at)));
  put_number(out, static_cast<std::uint64_t>(state.phase));
  put_text(out, state.outcome);
  put_text(out, state.sha256.state());
  put_text(out, state.sm3.state());
  out += as_bytes(crypto::sha256(out));
  return out;
}

std::optional<UploadState> decode_state(std::string_view bytes) {
  Reading in{bytes};
  if (in.take(kMagic.size()) != kMagic) return std::nullopt;
  UploadState state;
  state.sequence = in.number();
  if (const auto length = in.number(); length != kUnknown) state.length = length;
  state.changed_at = from_millis(static_cast<std::int64_t>(in.number()));
  const auto phase = in.number();
  state.outcome = in.text();
  auto sha256 = crypto::RunningDigest::restore(crypto::HashKind::sha256, in.text());
  auto sm3 = crypto::RunningDigest::restore(crypto::HashKind::sm3, in.text());
  const auto covered = bytes.substr(0, bytes.size() - in.left());
  const auto digest = in.take(sizeof(Digest));
  if (in.failed() || digest != as_bytes(crypto::sha256(covered))) return std::nullopt;
  if (!sha256 || !sm3 || sha256->size() != sm3->size()) return std::nullopt;
  if (phase > static_cast<std::uint64_t>(UploadPhase::joined)) return std::nullopt;
  state.phase = static_cast<UploadPhase>(phase);
  state.sha256 = std::move(*sha256);
  state.sm3 = std::move(*sm3);
  return state;
}

void StateFile::create(const std::filesystem::path& path, const UploadState& state) {
  auto bytes = encode(state);
  bytes.resize(2 * kPlaceBytes);
  write_new(path, bytes);
}

StateFile::StateFile(const std::filesystem::path& path) : file_{path, O_RDWR} {}

UploadState StateFile::read() const {
  std::array<char, 2 * kPlaceBytes> bytes{};
  const auto count = file_.read_at(0, bytes.data(), bytes.size());
  const std::string_view all{bytes.data(), count};
  auto first = decode_state(all.substr(0, kPlaceBytes));
  auto second = count > kPlaceBytes ? decode_state(all.substr(kPlaceBytes)) : std::nullopt;
  if (!first && !second) throw Fault("vault: the state of an upload cannot be read");
  if (!second || (first && first->sequence > second->sequence)) return std::move(*first);
  return std::move(*second);
}

void StateFile::write(UploadState& state) const {
  state.sequence += 1;
  const auto place = state.sequence % 2 == 0 ? 0 : kPlaceBytes;
  const auto bytes = encode(state);
  if (file_.write_at(place, bytes) < bytes.size() || !file_.sync()) {
    throw Fault("vault: the state of an upload cannot be written");
  }
}

std::string encode_plan(const Upload& upload) {
  nlohmann::ordered_json json{
      {"id", upload.id},       {"kind", static_cast<int>(upload.kind)},
      {"owner", upload.owner}, {"begun_at", to_millis(upload.begun_at)},
      {"parts", upload.parts}, {"metadata", nlohmann::ordered_json::object()}};
  for (const auto& [key, value] : upload.metadata) json["metadata"][key] = to_base64(value);
  return json.dump(1) + "\n";
}

Upload decode_plan(std::string_view text) {
  try {
    const auto json = nlohmann::json::parse(text);
    Upload upload;
    upload.id = json.at("id");
    upload.kind = static_cast<UploadKind>(json.at("kind").get<int>());
    upload.owner = json.at("owner");
    upload.begun_at = from_millis(json.at("begun_at"));
    upload.parts = json.at("parts").get<std::vector<std::string>>();
    for (const auto& [key, value] : json.at("metadata").items()) {
      upload.metadata[key] = from_base64(value.get<std::string>()).value();
    }
    return upload;
  } catch (const std::exception& error) {
    throw Fault(std::string{"vault: what is known of an upload cannot be read: "} + error.what());
  }
}

}  // namespace mingcha::vault
