// SPDX-License-Identifier: Apache-2.0
#include "ledger/leaf.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::size_t kIdSize = 16;
constexpr std::size_t kDocumentSaltSize = 16;
constexpr std::size_t kLargestLeaf = 4096;

tl::unexpected<Rejection> bad_leaf() {
  return unreadable("公开叶子格式不对。", "The public leaf is malformed.");
}

/// The value of a string member, empty when there is none.
std::string text_of(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<Digest> digest_of(const nlohmann::json& object, const char* name) {
  const auto bytes = from_base64url(text_of(object, name));
  return bytes ? to_digest(*bytes) : std::nullopt;
}

}  // namespace

std::string Leaf::encode() const {
  MINGCHA_ASSERT(eid.size() == kIdSize && is_text(org));
  auto out = fmt::format(R"({{"at":"{}","eid":"{}","org":{})", to_utc_string(at), to_base64url(eid),
                         to_json_string(org));
  if (pub) out += fmt::format(R"(,"pub":"{}")", to_base64url(as_bytes(*pub)));
  if (ref) {
    out += fmt::format(R"(,"ref":"{}","refh":"{}")", ref->index, to_base64url(as_bytes(ref->hash)));
  }
  return out + fmt::format(R"(,"root":"{}","type":"{}","v":"1"}})", to_base64url(as_bytes(root)),
                           ledger::to_string(type));
}

Result<Leaf> parse_leaf(std::string_view bytes) {
  if (bytes.size() > kLargestLeaf || !is_text(bytes)) return bad_leaf();
  const auto json = nlohmann::json::parse(bytes, nullptr, false);
  if (!json.is_object()) return bad_leaf();
  Leaf leaf;
  const auto at = parse_instant(text_of(json, "at"));
  const auto eid = from_base64url(text_of(json, "eid"));
  const auto root = digest_of(json, "root");
  const auto type = parse_leaf_type(text_of(json, "type"));
  leaf.org = text_of(json, "org");
  if (!at || !eid || eid->size() != kIdSize || !root || !type) return bad_leaf();
  leaf.at = *at;
  leaf.eid = *eid;
  leaf.root = *root;
  leaf.type = *type;
  leaf.pub = digest_of(json, "pub");
  const auto index = parse_decimal(text_of(json, "ref"));
  const auto hash = digest_of(json, "refh");
  if (index && hash) leaf.ref = LeafReference{*index, *hash};
  // Whatever was passed over above (unknown members, other versions, white space) shows here.
  if (leaf.encode() != bytes) return bad_leaf();
  return leaf;
}

Instant to_leaf_time(Instant at) { return std::chrono::floor<std::chrono::minutes>(at); }

Digest publication_commitment(std::string_view salt, std::string_view document) {
  MINGCHA_ASSERT(salt.size() == kDocumentSaltSize);
  std::string bytes{"ael-doc/v1\0", 11};
  bytes += to_bytes(salt.size(), 4);
  bytes += salt;
  bytes += as_bytes(crypto::sha256(document));
  return crypto::sha256(bytes);
}

}  // namespace mingcha::ledger
