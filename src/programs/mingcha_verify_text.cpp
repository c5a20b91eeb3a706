// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ledger/receipt.h"
#include "programs/mingcha_verify.h"

namespace mingcha::verify {
namespace {

using ledger::Receipt;

struct Given {
  std::uint64_t index = 0;
  std::string salt;
  ledger::TextProof text;
};

Result<Given> read_given(const std::filesystem::path& path) {
  const auto bad = [](Text title) { return reject(Refusal::malformed, std::move(title)); };
  const auto json = nlohmann::json::parse(read_file(path), nullptr, false);
  if (!json.is_object() || !json.contains("index") || !json["index"].is_number_unsigned() ||
      !json.contains("salt") || !json["salt"].is_string()) {
    return bad({"核验材料格式不对。", "The proof is malformed."});
  }
  if (!json.contains("text")) {
    return bad({"这份决定登记时还没有逐字存证，无法核对遮盖之外的内容。",
                "The decision is older than such proofs."});
  }
  const auto salt = from_base64url(json["salt"].get_ref<const std::string&>());
  auto text = ledger::parse_text_proof(json["text"].dump());
  if (!salt || !text) return bad({"核验材料格式不对。", "The proof is malformed."});
  return Given{json["index"].get<std::uint64_t>(), *salt, *std::move(text)};
}

/// The entry at `index` of the log in the folder, proven.
Result<Receipt> entry_at(ledger::TreeReader& reader, std::uint64_t index,
                         const ledger::SignedCheckpoint& checkpoint, const ledger::Policy& policy) {
  if (index >= reader.size()) {
    return reject(Refusal::invalid,
                  {"日志里没有这个序号。", "The log has no entry of this number."});
  }
  return verify_receipt(make_receipt(reader, index, checkpoint, {}, 0), policy);
}

}  // namespace

Result<std::vector<Text>> check_text(const TextOptions& options) {
  const auto policy = ledger::parse_policy(read_file(options.policy));
  if (!policy) return tl::unexpected(policy.error());
  const auto checkpoint = ledger::parse_checkpoint(read_file(options.log / "checkpoint"));
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const auto given = read_given(options.proof);
  if (!given) return tl::unexpected(given.error());
  const auto document = read_file(options.document);
  ledger::FolderTileStore store{options.log};
  ledger::TreeReader reader{store, checkpoint->checkpoint.head.size};
  const auto published = entry_at(reader, given->index, *checkpoint, *policy);
  if (!published) return tl::unexpected(published.error());
  if (auto same = verify_document(*published, given->salt, document); !same) {
    return tl::unexpected(same.error());
  }
  const auto referred = published->leaf.ref ? published->leaf.ref->index : reader.size();
  const auto decision = entry_at(reader, referred, *checkpoint, *policy);
  if (!decision) return tl::unexpected(decision.error());
  if (auto whole = verify_redaction(*published, *decision, given->text, document); !whole) {
    return tl::unexpected(whole.error());
  }
  const auto masks = std::ranges::count(given->text.parts, false, &ledger::TextPart::shown);
  return std::vector<Text>{
      {"公示文本与登记的一致。", "The document is the one that was published."},
      {fmt::format("遮盖{}处；此外与第{}条登记的决定原文逐字相同。", masks, decision->index),
       fmt::format("{} masked places; besides them every character is as in the decision at index "
                   "{}.",
                   masks, decision->index)}};
}

}  // namespace mingcha::verify
