// SPDX-License-Identifier: Apache-2.0
#include "ledger/text_commitment.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "base/encoding.h"
#include "base/text.h"
#include "crypto/hash.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::string_view kTextLabel{"ael-text/v1\0", 12};
constexpr std::string_view kSeedLabel{"ael-text-seed/v1\0", 17};
constexpr std::size_t kSeedSize = 16;
constexpr std::size_t kMostBytes = 4 << 20;
constexpr std::uint64_t kMostPieces = std::uint64_t{1} << 32U;

using nlohmann::json;

using Pieces = std::vector<std::string_view>;

std::size_t character_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;) ++at;
  return at;
}

std::uint64_t characters_in(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t at = 0; at < text.size(); at = character_end(text, at)) ++count;
  return count;
}

Pieces pieces_of(const PiecedText& text) {
  Pieces pieces;
  const std::string_view all = text.text;
  auto whole = text.whole.begin();
  for (std::size_t at = 0; at < all.size();) {
    auto end = character_end(all, at);
    if (whole != text.whole.end() && whole->begin == at) {
      MINGCHA_ASSERT(whole->end >= end && whole->end <= all.size());
      end = whole++->end;
    }
    pieces.push_back(all.substr(at, end - at));
    at = end;
  }
  MINGCHA_ASSERT(whole == text.whole.end());
  return pieces;
}

/// As RFC 6962 divides: the largest power of two below `count` stands left.
std::uint64_t left_of(std::uint64_t count) { return std::bit_floor(count - 1); }

std::pair<std::string, std::string> children_of(std::string_view seed) {
  const auto both = crypto::sha256(std::string{kSeedLabel} + std::string{seed});
  const auto bytes = as_bytes(both);
  return {std::string{bytes.substr(0, kSeedSize)}, std::string{bytes.substr(kSeedSize)}};
}

Digest hash_under(std::string_view seed, std::span<const std::string_view> pieces) {
  if (pieces.size() == 1) return leaf_hash(std::string{seed} + std::string{pieces.front()});
  const auto left = left_of(pieces.size());
  const auto [first, second] = children_of(seed);
  return node_hash(hash_under(first, pieces.first(left)), hash_under(second, pieces.subspan(left)));
}

Digest bound(std::uint64_t count, const Digest& root) {
  return crypto::sha256(std::string{kTextLabel} + to_bytes(count, 8) + std::string{as_bytes(root)});
}

/// A part with the pieces that it covers.
struct Covered {
  TextPart part;
  std::uint64_t begin = 0, end = 0;
};

/// Puts each part's nodes into it, from left to right.
class Prover {
 public:
  Prover(const Pieces& pieces, std::vector<Covered>& parts) : pieces_{pieces}, parts_{parts} {}

  void walk(std::string_view seed, std::uint64_t begin, std::uint64_t end) {
    while (parts_[at_].end <= begin) ++at_;
    auto& [part, first, last] = parts_[at_];
    if (end > last) {
      const auto middle = begin + left_of(end - begin);
      const auto [left, right] = children_of(seed);
      walk(left, begin, middle);
      walk(right, middle, end);
    } else if (part.shown) {
      part.nodes.emplace_back(seed);
    } else {
      const auto hash = hash_under(seed, std::span{pieces_}.subspan(begin, end - begin));
      part.nodes.emplace_back(as_bytes(hash));
    }
  }

 private:
  const Pieces& pieces_;
  std::vector<Covered>& parts_;
  std::size_t at_ = 0;
};

bool touches(const Stretch& piece, const Masking& mask) {
  return mask.original.begin < piece.end && piece.begin < mask.original.end;
}

/// The pieces as parts, masked and shown in turn; without nodes.
std::vector<Covered> parts_of(const Pieces& pieces, std::span<const Masking> masks) {
  std::vector<Covered> parts;
  std::size_t at = 0;
  std::size_t mask = 0;     // The first that may still touch.
  std::size_t counted = 0;  // Masks whose characters are counted.
  for (std::uint64_t i = 0; i < pieces.size(); ++i) {
    const Stretch piece{at, at + pieces[i].size()};
    at = piece.end;
    while (mask < masks.size() && masks[mask].original.end <= piece.begin) ++mask;
    const bool masked = mask < masks.size() && touches(piece, masks[mask]);
    if (parts.empty() || parts.back().part.shown == masked) {
      parts.push_back({.part = {.shown = !masked}, .begin = i, .end = i});
    }
    auto& [part, begin, end] = parts.back();
    end = i + 1;
    part.pieces = end - begin;
    const auto length = characters_in(pieces[i]);
    if (!masked) {
      if (length > 1) part.whole.emplace_back(part.characters, length);
      part.characters += length;
      continue;
    }
    // Characters of the piece that no mask covers stand in the copy as they are.
    std::string_view rest = pieces[i];
    std::size_t from = piece.begin;
    for (auto each = mask; each < masks.size() && touches(piece, masks[each]); ++each) {
      const auto& hidden = masks[each].original;
      if (hidden.begin > from) {
        part.characters += characters_in(rest.substr(from - piece.begin, hidden.begin - from));
      }
      from = std::min(hidden.end, piece.end);
      if (each >= counted) {
        part.characters += masks[each].characters;
        counted = each + 1;
      }
    }
    part.characters += characters_in(rest.substr(from - piece.begin));
  }
  return parts;
}

/// The next `count` characters of `rest`, cut off; nothing where there are fewer.
std::optional<std::string_view> take(std::string_view& rest, std::uint64_t count) {
  std::size_t end = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (end >= rest.size()) return std::nullopt;
    end = character_end(rest, end);
  }
  const auto taken = rest.substr(0, end);
  rest.remove_prefix(end);
  return taken;
}

/// The pieces that a shown part says its characters are.
std::optional<Pieces> pieces_shown(const TextPart& part, std::string_view text) {
  Pieces pieces;
  auto whole = part.whole.begin();
  for (std::uint64_t at = 0; at < part.characters;) {
    std::uint64_t count = 1;
    if (whole != part.whole.end() && whole->first == at) count = whole++->second;
    const auto piece = take(text, count);
    if (count == 0 || !piece) return std::nullopt;
    pieces.push_back(*piece);
    at += count;
  }
  if (whole != part.whole.end() || !text.empty()) return std::nullopt;
  return pieces;
}

/// Makes the root again from what is shown and the hashes of what is not.
class Rebuilder {
 public:
  /// `shown`: the pieces of each part, none of those that are masked.
  Rebuilder(std::vector<Covered> parts, std::vector<Pieces> shown)
      : parts_{std::move(parts)}, shown_{std::move(shown)} {}

  std::optional<Digest> root(std::uint64_t begin, std::uint64_t end) {
    for (; parts_[at_].end <= begin; ++at_) node_ = 0;
    const auto& [part, first, last] = parts_[at_];
    if (end > last) {
      const auto middle = begin + left_of(end - begin);
      const auto left = root(begin, middle);
      const auto right = left ? root(middle, end) : std::nullopt;
      return right ? std::optional{node_hash(*left, *right)} : std::nullopt;
    }
    if (node_ >= part.nodes.size()) return std::nullopt;
    const auto& node = part.nodes[node_++];
    if (end == last && node_ != part.nodes.size()) return std::nullopt;
    if (!part.shown) return to_digest(node);
    if (node.size() != kSeedSize) return std::nullopt;
    return hash_under(node, std::span{shown_[at_]}.subspan(begin - first, end - begin));
  }

 private:
  std::vector<Covered> parts_;
  std::vector<Pieces> shown_;
  std::size_t at_ = 0;
  std::size_t node_ = 0;
};

std::string encoded(const TextPart& part) {
  std::vector<std::string> nodes;
  for (const auto& node : part.nodes) nodes.push_back(to_json_string(to_base64url(node)));
  std::vector<std::string> whole;
  for (const auto& [at, count] : part.whole) whole.push_back(fmt::format("[{},{}]", at, count));
  return fmt::format(R"({{"characters":{},"nodes":[{}],"pieces":{},"shown":{},"whole":[{}]}})",
                     part.characters, fmt::join(nodes, ","), part.pieces, part.shown,
                     fmt::join(whole, ","));
}

std::optional<std::uint64_t> number_in(const json& value) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMostPieces) return std::nullopt;
  return value.get<std::uint64_t>();
}

std::optional<std::string> node_in(const json& value, bool shown) {
  if (!value.is_string()) return std::nullopt;
  auto bytes = from_base64url(value.get_ref<const std::string&>());
  if (!bytes || bytes->size() != (shown ? kSeedSize : Digest{}.size())) return std::nullopt;
  return bytes;
}

bool has_members(const json& object, std::initializer_list<const char*> names) {
  return object.is_object() && object.size() == names.size() &&
         std::ranges::all_of(names, [&](const char* name) { return object.contains(name); });
}

std::optional<TextPart> part_in(const json& object) {
  if (!has_members(object, {"characters", "nodes", "pieces", "shown", "whole"}) ||
      !object["shown"].is_boolean() || !object["nodes"].is_array() || !object["whole"].is_array()) {
    return std::nullopt;
  }
  const auto characters = number_in(object["characters"]);
  const auto pieces = number_in(object["pieces"]);
  if (!characters || !pieces) return std::nullopt;
  TextPart part{object["shown"].get<bool>(), *characters, *pieces, {}, {}};
  for (const auto& each : object["nodes"]) {
    auto node = node_in(each, part.shown);
    if (!node) return std::nullopt;
    part.nodes.push_back(*std::move(node));
  }
  for (const auto& each : object["whole"]) {
    if (!each.is_array() || each.size() != 2) return std::nullopt;
    const auto at = number_in(each[0]);
    const auto count = number_in(each[1]);
    if (!at || !count) return std::nullopt;
    part.whole.emplace_back(*at, *count);
  }
  return part;
}

tl::unexpected<Rejection> bad_proof() {
  return unreadable("核对材料格式不对。", "The proof of the masked text is malformed.");
}

tl::unexpected<Rejection> does_not_fit() {
  return not_proven("核对材料与公示文本不相符。", "The proof does not fit the published text.");
}

}  // namespace

std::string text_seed(const RecordKey& key) {
  const auto mac = crypto::hmac_sha256(as_bytes(key.bytes), kTextLabel);
  return std::string{as_bytes(mac).substr(0, kSeedSize)};
}

Digest text_commitment(std::string_view seed, const PiecedText& text) {
  const auto pieces = pieces_of(text);
  return bound(pieces.size(), pieces.empty() ? empty_root() : hash_under(seed, pieces));
}

TextProof prove_text(std::string_view seed, const PiecedText& text,
                     std::span<const Masking> masks) {
  const auto pieces = pieces_of(text);
  TextProof proof{pieces.size(), {}};
  auto parts = parts_of(pieces, masks);
  if (!pieces.empty()) Prover{pieces, parts}.walk(seed, 0, pieces.size());
  for (auto& each : parts) proof.parts.push_back(std::move(each.part));
  return proof;
}

std::string TextProof::encode() const {
  std::vector<std::string> each;
  for (const auto& part : parts) each.push_back(encoded(part));
  return fmt::format(R"({{"parts":[{}],"pieces":{}}})", fmt::join(each, ","), pieces);
}

Result<TextProof> parse_text_proof(std::string_view bytes) {
  if (bytes.size() > kMostBytes || !is_text(bytes)) return bad_proof();
  const auto object = json::parse(bytes, nullptr, false);
  if (!has_members(object, {"parts", "pieces"}) || !object["parts"].is_array()) return bad_proof();
  const auto pieces = number_in(object["pieces"]);
  if (!pieces) return bad_proof();
  TextProof proof{*pieces, {}};
  for (const auto& each : object["parts"]) {
    auto part = part_in(each);
    if (!part) return bad_proof();
    proof.parts.push_back(*std::move(part));
  }
  return proof;
}

Result<Digest> commitment_of(const TextProof& proof, std::string_view copy) {
  std::vector<Covered> parts;
  std::vector<Pieces> shown;
  std::uint64_t at = 0;
  for (const auto& part : proof.parts) {
    const auto text = take(copy, part.characters);
    if (!text || part.pieces == 0 || part.pieces > proof.pieces - at) return does_not_fit();
    auto pieces = part.shown ? pieces_shown(part, *text) : Pieces{};
    if (!pieces || (part.shown && pieces->size() != part.pieces)) return does_not_fit();
    parts.push_back({part, at, at + part.pieces});
    shown.push_back(std::move(*pieces));
    at += part.pieces;
  }
  if (at != proof.pieces || !copy.empty()) return does_not_fit();
  if (at == 0) return bound(0, empty_root());
  const auto root = Rebuilder{std::move(parts), std::move(shown)}.root(0, at);
  if (!root) return does_not_fit();
  return bound(at, *root);
}

}  // namespace mingcha::ledger
