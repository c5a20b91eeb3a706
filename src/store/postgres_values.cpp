// SPDX-License-Identifier: Apache-2.0
#include "store/postgres_values.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/text.h"

namespace mingcha::store {
namespace {

// Type numbers of pg_type.dat; fixed for ever, but only in the server's headers.
constexpr Oid kBool = 16;
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kOid = 26;
constexpr Oid kFloat4 = 700;
constexpr Oid kFloat8 = 701;
constexpr Oid kNumeric = 1700;
constexpr Oid kUnknown = 0;

constexpr int kBinary = 1;

Oid type_of(const Value& value) {
  if (std::holds_alternative<std::int64_t>(value)) return kInt8;
  if (std::holds_alternative<std::string_view>(value)) return kText;
  if (std::holds_alternative<Blob>(value)) return kBytea;
  return kUnknown;
}

std::array<char, 8> big_endian(std::int64_t integer) {
  std::array<char, 8> bytes{};
  auto rest = static_cast<std::uint64_t>(integer);
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    *byte = static_cast<char>(rest & 0xff);
    rest >>= 8;
  }
  return bytes;
}

std::int64_t to_integer(std::string_view text) {
  std::int64_t integer = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), integer);
  // numeric, the type of sum(bigint), may be a fraction or too large.
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw StoreFault("a statement answered a number that is no 64-bit integer");
  }
  return integer;
}

std::string unescape(const char* escaped) {
  std::size_t size = 0;
  const std::unique_ptr<unsigned char, decltype(&PQfreemem)> bytes{
      PQunescapeBytea(reinterpret_cast<const unsigned char*>(escaped), &size), &PQfreemem};
  if (!bytes) throw StoreFault("out of memory");
  return {reinterpret_cast<const char*>(bytes.get()), size};
}

Row::Cell read_cell(const PGresult* answer, int row, int column) {
  if (PQgetisnull(answer, row, column) == 1) return nullptr;
  const char* bytes = PQgetvalue(answer, row, column);
  const auto size = static_cast<std::size_t>(PQgetlength(answer, row, column));
  switch (PQftype(answer, column)) {
    case kInt2:
    case kInt4:
    case kInt8:
    case kOid:
    case kNumeric: return to_integer({bytes, size});
    case kBool: return std::int64_t{bytes[0] == 't' ? 1 : 0};
    case kBytea: return unescape(bytes);
    case kFloat4:
    case kFloat8: throw StoreFault("a statement answered a floating-point number");
    default: return std::string(bytes, size);
  }
}

}  // namespace

std::string key_of(std::string_view sql, std::span<const Value> values) {
  std::string key{sql};
  key += '\0';
  for (const Value& value : values) key += static_cast<char>('0' + value.index());
  return key;
}

std::vector<unsigned> types_of(std::span<const Value> values) {
  std::vector<unsigned> types(values.size());
  std::ranges::transform(values, types.begin(), type_of);
  return types;
}

void check_each_is_used(std::string_view sql, std::size_t values) {
  for (std::size_t number = 1; number <= values; ++number) {
    const auto name = fmt::format("${}", number);
    auto at = sql.find(name);
    // "$1" is not in "$10".
    while (at != std::string_view::npos && at + name.size() < sql.size() &&
           std::isdigit(static_cast<unsigned char>(sql[at + name.size()])) != 0) {
      at = sql.find(name, at + 1);
    }
    if (at == std::string_view::npos) throw StoreFault("a statement has no parameter " + name);
  }
}

Parameters::Parameters(std::span<const Value> values) : integers_(values.size()) {
  for (std::size_t i = 0; i < values.size(); ++i) add(i, values[i]);
}

void Parameters::push(const char* bytes, std::size_t size) {
  pointers_.push_back(bytes);
  lengths_.push_back(static_cast<int>(size));
  formats_.push_back(kBinary);
}

void Parameters::add(std::size_t place, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    integers_[place] = big_endian(*integer);
    return push(integers_[place].data(), integers_[place].size());
  }
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    if (!is_text(*text)) throw StoreFault("a text parameter is not UTF-8 or contains U+0000");
    return push(text->empty() ? "" : text->data(), text->size());
  }
  if (const auto* blob = std::get_if<Blob>(&value)) {
    return push(blob->bytes.empty() ? "" : blob->bytes.data(), blob->bytes.size());
  }
  push(nullptr, 0);
}

std::vector<Row> read_rows(const PGresult* answer) {
  std::vector<Row> rows;
  rows.reserve(static_cast<std::size_t>(PQntuples(answer)));
  for (int row = 0; row < PQntuples(answer); ++row) {
    std::vector<Row::Cell> cells;
    cells.reserve(static_cast<std::size_t>(PQnfields(answer)));
    for (int column = 0; column < PQnfields(answer); ++column) {
      cells.push_back(read_cell(answer, row, column));
    }
    rows.emplace_back(std::move(cells));
  }
  return rows;
}

std::int64_t changed_rows(PGresult* answer) {
  const std::string_view count = PQcmdTuples(answer);
  // A SELECT's count is of rows answered, not changed.
  if (count.empty() || std::string_view{PQcmdStatus(answer)}.starts_with("SELECT")) return 0;
  return to_integer(count);
}

}  // namespace mingcha::store
