// SPDX-License-Identifier: Apache-2.0
#include "ledger/syntax.h"

#include <charconv>

namespace mingcha::ledger {

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t value = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last || value > kLargestSize) return std::nullopt;
  return value;
}

std::optional<Digest> parse_hash(std::string_view base64) {
  const auto bytes = from_base64(base64);
  return bytes ? to_digest(*bytes) : std::nullopt;
}

std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

tl::unexpected<Rejection> unreadable(std::string zh, std::string en) {
  return reject(Refusal::malformed, {std::move(zh), std::move(en)});
}

tl::unexpected<Rejection> not_proven(std::string zh, std::string en) {
  return reject(Refusal::invalid, {std::move(zh), std::move(en)});
}

std::string to_bytes(std::uint64_t value, std::size_t count) {
  std::string bytes(count, '\0');
  for (std::size_t i = count; i > 0; --i) {
    bytes[i - 1] = static_cast<char>(value & 255U);
    value >>= 8U;
  }
  return bytes;
}

std::uint64_t from_bytes(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = (value << 8U) | static_cast<unsigned char>(c);
  return value;
}

}  // namespace mingcha::ledger
