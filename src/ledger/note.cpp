// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 ";  // U+2014 and one space.
constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostSignatures = 100;
constexpr std::size_t kIdSize = 4;
constexpr std::size_t kTimeSize = 8;
constexpr char kEd25519Byte = '\x01';
constexpr char kCosignatureByte = '\x04';
// Kind ff takes "a long identifier" of the private type (signed-note, Signature types).
constexpr std::string_view kSm2Prefix = "\xFFmingcha.org/note-sm2-with-sm3@v1";
constexpr std::size_t kSm2KeySize = 65;

/// Every character that Go's unicode.IsSpace takes, since other verifiers use that.
constexpr std::array<std::string_view, 25> kSpaces = {
    "\t",           "\n",           "\v",           "\f",           "\r",           " ",
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82",
    "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88",
    "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F",
    "\xE3\x80\x80"};

bool is_key_name(std::string_view name) {
  return !name.empty() && is_text(name) && name.find('+') == std::string_view::npos &&
         std::none_of(kSpaces.begin(), kSpaces.end(), [&](std::string_view space) {
           return name.find(space) != std::string_view::npos;
         });
}

bool is_note_text(std::string_view text) {
  return is_text(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\n';
         });
}

std::uint32_t key_id(std::string_view name, std::string_view encoded) {
  const auto digest = crypto::sha256(fmt::format("{}\n{}", name, encoded));
  return static_cast<std::uint32_t>(from_bytes(as_bytes(digest).substr(0, kIdSize)));
}

std::optional<NoteSignature> parse_line(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto name = line.substr(0, space);
  const auto payload = from_base64(line.substr(space + 1));
  if (!is_key_name(name) || !payload || payload->size() <= kIdSize) return std::nullopt;
  const std::string_view bytes = *payload;
  return NoteSignature{std::string{name},
                       static_cast<std::uint32_t>(from_bytes(bytes.substr(0, kIdSize))),
                       std::string{bytes.substr(kIdSize)}};
}

std::string cosigned_text(std::uint64_t seconds, std::string_view text) {
  return fmt::format("cosignature/v1\ntime {}\n{}", seconds, text);
}

tl::unexpected<Rejection> bad_key() {
  return unreadable("公钥格式不对，应为“名称+编号+base64”。",
                    "The key is not of the form name+id+base64.");
}

struct KeyParts {
  std::string_view name, id, base64;
};

/// The name has no plus; base64 may.
std::optional<KeyParts> split_key(std::string_view text) {
  const auto first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  return KeyParts{text.substr(0, first), text.substr(first + 1, second - first - 1),
                  text.substr(second + 1)};
}

}  // namespace

std::string NoteSignature::to_line() const {
  return fmt::format("{}{} {}\n", kDash, name, to_base64(to_bytes(key_id, kIdSize) + signature));
}

std::string Note::to_string() const {
  std::string out = text + "\n";
  for (const auto& signature : signatures) out += signature.to_line();
  return out;
}

Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view bytes) {
  if (bytes.size() > kMostBytes) return unreadable("签名行过长。", "Too many bytes of signatures.");
  std::vector<NoteSignature> signatures;
  while (!bytes.empty()) {
    const auto line = take_line(bytes);
    auto signature = line ? parse_line(*line) : std::nullopt;
    if (!signature || signatures.size() == kMostSignatures) {
      return unreadable("签名行格式不对。", "A signature line is malformed.");
    }
    signatures.push_back(*std::move(signature));
  }
  return signatures;
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > kMostBytes || !is_note_text(bytes)) {
    return unreadable("不是签名文本：过大、编码不对或有控制字符。",
                      "Not a signed note: too large, not UTF-8, or with control characters.");
  }
  // The text may have blank lines of its own, so the last one counts.
  const auto blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) {
    return unreadable("不是签名文本：缺少签名前的空行。",
                      "Not a signed note: no blank line before the signatures.");
  }
  auto signatures = parse_signature_lines(bytes.substr(blank + 2));
  if (!signatures) return tl::unexpected(signatures.error());
  if (signatures->empty()) return unreadable("没有签名。", "There is no signature.");
  return Note{std::string{bytes.substr(0, blank + 1)}, *std::move(signatures)};
}

VerifierKey::VerifierKey(std::string name, std::string encoded)
    : name_{std::move(name)}, encoded_{std::move(encoded)}, id_{key_id(name_, encoded_)} {
  const std::string_view bytes = encoded_;
  if (bytes.starts_with(kSm2Prefix) && bytes.size() == kSm2Prefix.size() + kSm2KeySize) {
    kind_ = KeyKind::sm2;
    public_key_ = bytes.substr(kSm2Prefix.size());
    return;
  }
  public_key_ = bytes.substr(1);
  if (public_key_.size() != Digest{}.size()) return;
  if (bytes.front() == kEd25519Byte) kind_ = KeyKind::ed25519;
  if (bytes.front() == kCosignatureByte) kind_ = KeyKind::cosignature;
}

Result<VerifierKey> VerifierKey::parse(std::string_view vkey) {
  const auto parts = split_key(vkey);
  if (!parts || !is_key_name(parts->name)) return bad_key();
  auto encoded = from_base64(parts->base64);
  if (!encoded || encoded->size() < 2) return bad_key();
  VerifierKey key{std::string{parts->name}, *std::move(encoded)};
  const char kind = key.encoded_.front();
  if (key.kind_ == KeyKind::unknown && (kind == kEd25519Byte || kind == kCosignatureByte)) {
    return bad_key();
  }
  if (fmt::format("{:08x}", key.id_) != parts->id) {
    return unreadable("公钥编号与名称和公钥不符。", "The key id does not fit name and key.");
  }
  return key;
}

VerifierKey VerifierKey::ed25519(std::string name, const Digest& public_key) {
  return {std::move(name), kEd25519Byte + std::string{as_bytes(public_key)}};
}

VerifierKey VerifierKey::cosignature(std::string name, const Digest& public_key) {
  return {std::move(name), kCosignatureByte + std::string{as_bytes(public_key)}};
}

VerifierKey VerifierKey::sm2(std::string name, std::string_view public_key) {
  MINGCHA_ASSERT(public_key.size() == kSm2KeySize);
  return {std::move(name), std::string{kSm2Prefix} + std::string{public_key}};
}

std::string VerifierKey::to_string() const {
  return fmt::format("{}+{:08x}+{}", name_, id_, to_base64(encoded_));
}

bool VerifierKey::verify(std::string_view text, const NoteSignature& line) const {
  if (!made(line)) return false;
  switch (kind_) {
    case KeyKind::ed25519:
      return crypto::verify_ed25519(*to_digest(public_key_), text, line.signature);
    case KeyKind::cosignature: {
      const auto time = cosignature_time(*this, line);
      if (!time) return false;
      const auto seconds = static_cast<std::uint64_t>(to_millis(*time) / 1000);
      return crypto::verify_ed25519(*to_digest(public_key_), cosigned_text(seconds, text),
                                    std::string_view{line.signature}.substr(kTimeSize));
    }
    case KeyKind::sm2: return crypto::verify_sm2(public_key_, text, line.signature);
    case KeyKind::unknown: return false;
  }
  MINGCHA_ASSERT(false);
}

std::optional<Instant> cosignature_time(const VerifierKey& key, const NoteSignature& line) {
  if (key.kind() != KeyKind::cosignature || line.signature.size() <= kTimeSize) return std::nullopt;
  const auto seconds = from_bytes(std::string_view{line.signature}.substr(0, kTimeSize));
  // Up to the year 9999; and milliseconds must not overflow.
  constexpr std::uint64_t kLatest = 253'402'300'799;
  if (seconds > kLatest) return std::nullopt;
  return from_millis(static_cast<std::int64_t>(seconds) * 1000);
}

Result<std::vector<VerifiedLine>> verify_note(const Note& note,
                                              std::span<const VerifierKey> known) {
  std::vector<VerifiedLine> verified;
  for (const auto& line : note.signatures) {
    for (const auto& key : known) {
      if (!key.made(line) || key.kind() == KeyKind::unknown) continue;
      if (!key.verify(note.text, line)) {
        return not_proven(fmt::format("“{}”的签名不对。", line.name),
                          fmt::format("The signature of {} is wrong.", line.name));
      }
      verified.push_back({&key, &line});
    }
  }
  return verified;
}

NoteSigner::NoteSigner(std::string name, const Digest& seed) : name_{std::move(name)}, key_{seed} {
  MINGCHA_ASSERT(is_key_name(name_));
}

Result<NoteSigner> NoteSigner::parse(std::string_view private_key) {
  constexpr std::string_view kPrefix = "PRIVATE+KEY+";
  if (!private_key.starts_with(kPrefix)) return bad_key();
  const auto parts = split_key(private_key.substr(kPrefix.size()));
  if (!parts || !is_key_name(parts->name)) return bad_key();
  const auto encoded = from_base64(parts->base64);
  if (!encoded || encoded->size() != 1 + Digest{}.size() || encoded->front() != kEd25519Byte) {
    return bad_key();
  }
  NoteSigner signer{std::string{parts->name}, *to_digest(encoded->substr(1))};
  if (fmt::format("{:08x}", signer.verifier().id()) != parts->id) return bad_key();
  return signer;
}

VerifierKey NoteSigner::verifier() const { return VerifierKey::ed25519(name_, key_.public_key()); }

VerifierKey NoteSigner::cosignature_verifier() const {
  return VerifierKey::cosignature(name_, key_.public_key());
}

NoteSignature NoteSigner::sign(std::string_view text) const {
  MINGCHA_ASSERT(is_note_text(text) && text.ends_with('\n'));
  return {name_, verifier().id(), key_.sign(text)};
}

NoteSignature NoteSigner::cosign(std::string_view text, Instant at) const {
  const auto seconds = static_cast<std::uint64_t>(to_millis(at) / 1000);
  return {name_, cosignature_verifier().id(),
          to_bytes(seconds, kTimeSize) + key_.sign(cosigned_text(seconds, text))};
}

NoteSignature sign_sm2(const std::string& name, const crypto::Sm2Key& key, std::string_view text) {
  return {name, VerifierKey::sm2(name, key.public_key()).id(), key.sign(text)};
}

}  // namespace mingcha::ledger
