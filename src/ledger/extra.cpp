// SPDX-License-Identifier: Apache-2.0
#include "ledger/extra.h"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::size_t kMostBytes = 4 << 20;
constexpr std::uint64_t kMostDigests = 1024;
constexpr std::size_t kMostHashes = 10;  // log2 of kMostDigests.

using nlohmann::json;

tl::unexpected<Rejection> bad_extra() {
  return unreadable("凭证的附加内容格式不对。", "The proof's extra content is malformed.");
}

std::optional<Hashes> read_path(const json& array) {
  if (!array.is_array() || array.size() > kMostHashes) return std::nullopt;
  Hashes path;
  for (const auto& element : array) {
    if (!element.is_string()) return std::nullopt;
    const auto bytes = from_base64url(element.get_ref<const std::string&>());
    const auto digest = bytes ? to_digest(*bytes) : std::nullopt;
    if (!digest) return std::nullopt;
    path.push_back(*digest);
  }
  return path;
}

std::optional<ShownField> read_shown(const json& array) {
  if (!array.is_array() || array.size() != 3 || !array[0].is_string() ||
      !array[1].is_number_unsigned()) {
    return std::nullopt;
  }
  auto path = read_path(array[2]);
  if (!path) return std::nullopt;
  return ShownField{array[0].get<std::string>(), array[1].get<std::uint64_t>(), *std::move(path)};
}

}  // namespace

std::string ReceiptExtra::encode() const {
  std::vector<std::string> fields;
  for (const auto& field : shown) {
    std::vector<std::string> path;
    for (const auto& hash : field.path) {
      path.push_back(to_json_string(to_base64url(as_bytes(hash))));
    }
    fields.push_back(fmt::format("[{},{},[{}]]", to_json_string(field.disclosure), field.index,
                                 fmt::join(path, ",")));
  }
  return fmt::format(R"({{"d":[{}],"leaf":{},"n":{}}})", fmt::join(fields, ","),
                     to_json_string(leaf), digest_count);
}

Result<ReceiptExtra> parse_extra(std::string_view bytes) {
  if (bytes.size() > kMostBytes || !is_text(bytes)) return bad_extra();
  const auto object = json::parse(bytes, nullptr, false);
  if (!object.is_object() || object.size() != 3 || !object.contains("d") ||
      !object.contains("leaf") || !object.contains("n") || !object["d"].is_array() ||
      !object["leaf"].is_string() || !object["n"].is_number_unsigned()) {
    return bad_extra();
  }
  ReceiptExtra extra{object["leaf"].get<std::string>(), object["n"].get<std::uint64_t>(), {}};
  if (extra.digest_count > kMostDigests || object["d"].size() > kMostDigests) return bad_extra();
  for (const auto& element : object["d"]) {
    auto field = read_shown(element);
    if (!field) return bad_extra();
    extra.shown.push_back(*std::move(field));
  }
  return extra;
}

Result<std::vector<Field>> verify_shown(std::span<const ShownField> shown,
                                        std::uint64_t digest_count, const Digest& root) {
  std::vector<Field> fields;
  std::set<std::string> names;
  for (const auto& each : shown) {
    auto field = read_disclosure(each.disclosure);
    if (!field) return tl::unexpected(field.error());
    const auto digest = disclosure_digest(each.disclosure);
    // Two values for one name would let a holder show whichever suits.
    if (!verify_inclusion(leaf_hash(as_bytes(digest)), each.index, digest_count, each.path, root) ||
        !names.insert(field->name).second) {
      return not_proven(fmt::format("字段“{}”不属于这条记录。", field->name),
                        fmt::format("Field {} is not part of this record.", field->name));
    }
    fields.push_back(*std::move(field));
  }
  return fields;
}

}  // namespace mingcha::ledger
