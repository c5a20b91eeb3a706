// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/result.h"
#include "crypto/ed25519.h"
#include "crypto/sm2.h"

namespace mingcha::ledger {

// Signed notes (c2sp.org/signed-note) and cosignatures (c2sp.org/tlog-cosignature).

/// One signature line: "— <name> <base64 of key id and signature>".
struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string signature;  ///< Raw, as the key's kind defines it.

  [[nodiscard]] std::string to_line() const;  ///< With its newline.
  bool operator==(const NoteSignature&) const = default;
};

struct Note {
  std::string text;  ///< UTF-8, ends with a newline.
  std::vector<NoteSignature> signatures;

  [[nodiscard]] std::string to_string() const;
  bool operator==(const Note&) const = default;
};

/// At most 1 MiB and 100 signatures, of which there must be one.
[[nodiscard]] Result<Note> parse_note(std::string_view bytes);
/// Signature lines alone, as a witness answers them; may be none.
[[nodiscard]] Result<std::vector<NoteSignature>> parse_signature_lines(std::string_view bytes);

enum class KeyKind {
  ed25519,      ///< 01: over the text.
  cosignature,  ///< 04: Ed25519 over time and text, by a witness.
  sm2,          ///< ff and our identifier: SM2 over SM3 of the text, beside the Ed25519 one.
  unknown,      ///< Readable, never verified.
};

/// A public key with its name: "<name>+<8 hex digits>+<base64 of kind and key>".
class VerifierKey {
 public:
  [[nodiscard]] static Result<VerifierKey> parse(std::string_view vkey);
  [[nodiscard]] static VerifierKey ed25519(std::string name, const Digest& public_key);
  [[nodiscard]] static VerifierKey cosignature(std::string name, const Digest& public_key);
  [[nodiscard]] static VerifierKey sm2(std::string name, std::string_view public_key);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint32_t id() const { return id_; }
  [[nodiscard]] KeyKind kind() const { return kind_; }
  /// The key itself, without kind and identifier: what makes two keys the same.
  [[nodiscard]] const std::string& public_key() const { return public_key_; }
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] bool made(const NoteSignature& line) const {
    return line.key_id == id_ && line.name == name_;
  }
  [[nodiscard]] bool verify(std::string_view text, const NoteSignature& line) const;

  bool operator==(const VerifierKey&) const = default;

 private:
  VerifierKey(std::string name, std::string encoded);

  std::string name_;
  std::string encoded_;  ///< Kind byte, identifier if any, key.
  KeyKind kind_ = KeyKind::unknown;
  std::string public_key_;
  std::uint32_t id_ = 0;
};

/// When the witness says it saw the checkpoint. Nothing for other kinds of line.
[[nodiscard]] std::optional<Instant> cosignature_time(const VerifierKey& key,
                                                      const NoteSignature& line);

/// The lines made by one of `known` and good. Unknown lines are passed over; a known key whose
/// signature does not verify spoils the whole note.
struct VerifiedLine {
  const VerifierKey* key = nullptr;  ///< Into `known`.
  const NoteSignature* line = nullptr;
};
[[nodiscard]] Result<std::vector<VerifiedLine>> verify_note(const Note& note,
                                                            std::span<const VerifierKey> known);

/// Signs notes by Ed25519: as a log (sign) or as a witness (cosign), never both under one name.
class NoteSigner {
 public:
  NoteSigner(std::string name, const Digest& seed);
  /// "PRIVATE+KEY+<name>+<id>+<base64 of 01 and seed>", as Go's note package writes it.
  [[nodiscard]] static Result<NoteSigner> parse(std::string_view private_key);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] VerifierKey verifier() const;
  [[nodiscard]] VerifierKey cosignature_verifier() const;
  [[nodiscard]] NoteSignature sign(std::string_view text) const;
  /// `at` is cut to the second.
  [[nodiscard]] NoteSignature cosign(std::string_view text, Instant at) const;

 private:
  std::string name_;
  crypto::Ed25519Key key_;
};

/// The national algorithm's line. By custom the name is "<origin>/sm2".
[[nodiscard]] NoteSignature sign_sm2(const std::string& name, const crypto::Sm2Key& key,
                                     std::string_view text);

}  // namespace mingcha::ledger
