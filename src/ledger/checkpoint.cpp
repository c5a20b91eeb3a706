// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.h"

#include <fmt/format.h>

#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

tl::unexpected<Rejection> bad_checkpoint() {
  return unreadable("检查点格式不对，应为来源、大小、树根三行。",
                    "The checkpoint is malformed: origin, size and root are expected.");
}

}  // namespace

std::string Checkpoint::text() const {
  auto out = fmt::format("{}\n{}\n{}\n", origin, head.size, to_base64(as_bytes(head.root)));
  for (const auto& line : extensions) out += line + "\n";
  return out;
}

Result<Checkpoint> parse_checkpoint_text(std::string_view text) {
  const auto origin = take_line(text);
  const auto size_line = take_line(text);
  const auto root_line = take_line(text);
  if (!origin || origin->empty() || !size_line || !root_line) return bad_checkpoint();
  const auto size = parse_decimal(*size_line);
  const auto root = parse_hash(*root_line);
  if (!size || !root) return bad_checkpoint();
  if (*size == 0 && *root != empty_root()) return bad_checkpoint();
  Checkpoint checkpoint{std::string{*origin}, {*size, *root}, {}};
  while (!text.empty()) {
    const auto line = take_line(text);
    if (!line || line->empty()) return bad_checkpoint();
    checkpoint.extensions.emplace_back(*line);
  }
  return checkpoint;
}

Result<SignedCheckpoint> parse_checkpoint(std::string_view bytes) {
  auto note = parse_note(bytes);
  if (!note) return tl::unexpected(note.error());
  auto checkpoint = parse_checkpoint_text(note->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  return SignedCheckpoint{*std::move(checkpoint), *std::move(note)};
}

SignedCheckpoint sign_checkpoint(const TreeHead& head, const NoteSigner& signer) {
  Checkpoint checkpoint{signer.name(), head, {}};
  auto text = checkpoint.text();
  auto signature = signer.sign(text);
  return {std::move(checkpoint), Note{std::move(text), {std::move(signature)}}};
}

Result<SignedCheckpoint> open_checkpoint(std::string_view bytes, const VerifierKey& log) {
  auto opened = parse_checkpoint(bytes);
  if (!opened) return opened;
  if (opened->checkpoint.origin != log.name()) {
    return not_proven(
        fmt::format("检查点来自“{}”，不是“{}”。", opened->checkpoint.origin, log.name()),
        fmt::format("The checkpoint is of {}, not of {}.", opened->checkpoint.origin, log.name()));
  }
  const auto lines = verify_note(opened->note, {&log, 1});
  if (!lines) return tl::unexpected(lines.error());
  if (lines->empty()) {
    return not_proven(fmt::format("检查点没有“{}”的签名。", log.name()),
                      fmt::format("The checkpoint is not signed by {}.", log.name()));
  }
  return opened;
}

}  // namespace mingcha::ledger
