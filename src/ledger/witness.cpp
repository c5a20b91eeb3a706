// SPDX-License-Identifier: Apache-2.0
#include "ledger/witness.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/assert.h"
#include "base/text.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::string_view kOld = "old ";
constexpr std::size_t kMostHashes = 63;
constexpr std::size_t kMostBytes = 1 << 20;

tl::unexpected<Rejection> bad_request() {
  return unreadable("见证请求格式不对。", "The add-checkpoint request is malformed.");
}

std::string url_of(const Policy::Witness& witness) {
  return witness.url + (witness.url.ends_with('/') ? "" : "/") + "add-checkpoint";
}

}  // namespace

std::string AddCheckpoint::to_string() const {
  auto out = fmt::format("{}{}\n", kOld, old_size);
  for (const auto& hash : proof) out += to_base64(as_bytes(hash)) + "\n";
  return out + "\n" + checkpoint;
}

Result<AddCheckpoint> parse_add_checkpoint(std::string_view body) {
  if (body.size() > kMostBytes) return bad_request();
  AddCheckpoint request;
  auto line = take_line(body);
  if (!line || !line->starts_with(kOld)) return bad_request();
  const auto old_size = parse_decimal(line->substr(kOld.size()));
  if (!old_size) return bad_request();
  request.old_size = *old_size;
  for (line = take_line(body); line && !line->empty(); line = take_line(body)) {
    const auto hash = parse_hash(*line);
    if (!hash || request.proof.size() == kMostHashes) return bad_request();
    request.proof.push_back(*hash);
  }
  if (!line) return bad_request();
  if (const auto checkpoint = parse_checkpoint(body); !checkpoint) {
    return tl::unexpected(checkpoint.error());
  }
  request.checkpoint = body;
  return request;
}

WitnessAnswer read_answer(const HttpAnswer& answer) {
  switch (answer.status) {
    case 200: {
      auto lines = parse_signature_lines(answer.body);
      if (!lines || lines->empty()) return {};
      return {WitnessOutcome::cosigned, *std::move(lines), 0};
    }
    case 409: {
      // The content type should be text/x.tlog.size; not every witness sets it.
      const auto size = parse_decimal(trim(answer.body));
      if (!size) return {};
      return {WitnessOutcome::stale, {}, *size};
    }
    case 404: return {WitnessOutcome::unknown_log, {}, 0};
    case 403: return {WitnessOutcome::not_ours, {}, 0};
    case 400:
    case 422: return {WitnessOutcome::refused, {}, 0};
    default: return {};
  }
}

Cosigned ask_witness(const Policy::Witness& witness, const SignedCheckpoint& checkpoint,
                     TreeReader& reader, std::uint64_t last_size, const Post& post) {
  const auto size = checkpoint.checkpoint.head.size;
  MINGCHA_ASSERT(reader.size() == size);
  constexpr int kAttempts = 2;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (last_size > size) return {WitnessOutcome::refused, std::nullopt, last_size};
    const AddCheckpoint request{last_size, reader.consistency(last_size), checkpoint.to_string()};
    const auto answer = read_answer(post(url_of(witness), request.to_string()));
    if (answer.outcome == WitnessOutcome::stale) {
      last_size = answer.size;
      continue;
    }
    if (answer.outcome != WitnessOutcome::cosigned)
      return {answer.outcome, std::nullopt, last_size};
    const auto line = std::find_if(
        answer.signatures.begin(), answer.signatures.end(),
        [&](const auto& each) { return witness.key.verify(checkpoint.note.text, each); });
    if (line == answer.signatures.end()) return {WitnessOutcome::unreachable, {}, last_size};
    return {WitnessOutcome::cosigned, *line, size};
  }
  return {WitnessOutcome::stale, std::nullopt, last_size};
}

}  // namespace mingcha::ledger
