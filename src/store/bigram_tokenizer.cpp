// SPDX-License-Identifier: Apache-2.0
#include "store/bigram_tokenizer.h"

#include <memory>
#include <string>

#include <sqlite3.h>

#include "store/database.h"

namespace mingcha::store {
namespace {

using TakeToken = int (*)(void*, int, const char*, int, int, int);

int length_at(const char* text, int at, int size) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const int length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
  return at + length <= size ? length : size - at;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits that stand together. Two of them are in every text, so numbers are also found whole, and
/// by four digits: as rare as what they name.
struct Number {
  static constexpr int kShortest = 3, kPiece = 4;
  int begin = 0, end = 0;
};

Number number_at(const char* text, int at, int size) {
  Number out{at, at};
  while (out.begin > 0 && is_digit(text[out.begin - 1])) --out.begin;
  while (out.end < size && is_digit(text[out.end])) ++out.end;
  return out;
}

class Tokens {
 public:
  Tokens(void* context, TakeToken take, const char* text, int size)
      : context_{context}, take_{take}, text_{text}, size_{size} {}

  /// Every token that begins here; the first has the place to itself, the others share it.
  [[nodiscard]] int index(int at, int end) const {
    if (const int code = give(0, at, end); code != SQLITE_OK || !is_digit(text_[at])) return code;
    const auto number = number_at(text_, at, size_);
    if (number.end - at >= Number::kPiece) {
      const int code = give(FTS5_TOKEN_COLOCATED, at, at + Number::kPiece);
      if (code != SQLITE_OK) return code;
    }
    const bool begins = number.begin == at && number.end - at >= Number::kShortest;
    return begins ? give_whole(FTS5_TOKEN_COLOCATED, number) : SQLITE_OK;
  }

  /// The one of them that is rarest. A number at either end of what is asked for may go on.
  [[nodiscard]] int ask(int at, int end) const {
    if (!is_digit(text_[at])) return give(0, at, end);
    const auto number = number_at(text_, at, size_);
    const bool is_whole = number.begin == at && at > 0 && number.end < size_;
    if (is_whole && number.end - at >= Number::kShortest) return give_whole(0, number);
    return give(0, at, number.end - at >= Number::kPiece ? at + Number::kPiece : end);
  }

  /// Whether what begins here was asked for with a token that began earlier and ends the text.
  [[nodiscard]] bool was_asked(int at) const {
    if (at == 0) return false;
    const auto number = number_at(text_, at, size_);
    return number.end == size_ && number.end - number.begin >= Number::kPiece &&
           at > number.end - Number::kPiece && is_digit(text_[at]);
  }

 private:
  int give(int flags, int at, int end) const {
    return take_(context_, flags, text_ + at, end - at, at, end);
  }
  int give_whole(int flags, const Number& number) const {
    const auto token = '\x02' + std::string(text_ + number.begin, text_ + number.end);
    return take_(context_, flags, token.data(), static_cast<int>(token.size()), number.begin,
                 number.end);
  }

  void* context_;
  TakeToken take_;
  const char* text_;
  int size_;
};

int tokenize(Fts5Tokenizer* /*self*/, void* context, int flags, const char* text, int size,
             TakeToken take) {
  const bool asked = (flags & FTS5_TOKENIZE_QUERY) != 0;
  const Tokens tokens{context, take, text, size};
  for (int at = 0; at < size;) {
    const int next = at + length_at(text, at, size);
    int end = next;
    if (text[at] != '\n' && next < size && text[next] != '\n') {
      end = next + length_at(text, next, size);
    } else if (asked && at > 0) {
      break;  // It has been asked for together with the one before.
    }
    if (asked && tokens.was_asked(at)) break;
    if (const int code = asked ? tokens.ask(at, end) : tokens.index(at, end); code != SQLITE_OK) {
      return code;
    }
    at = next;
  }
  return SQLITE_OK;
}

// It has no state; FTS5 wants a pointer all the same.
int create(void* /*context*/, const char** /*words*/, int /*count*/, Fts5Tokenizer** out) {
  static char nothing = 0;
  *out = reinterpret_cast<Fts5Tokenizer*>(&nothing);
  return SQLITE_OK;
}
void destroy(Fts5Tokenizer* /*self*/) {}

fts5_api* api_of(sqlite3* connection) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &raw, nullptr) != SQLITE_OK) {
    return nullptr;
  }
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement{raw,
                                                                             &sqlite3_finalize};
  fts5_api* api = nullptr;
  sqlite3_bind_pointer(raw, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
  sqlite3_step(raw);
  return api;
}

}  // namespace

void add_bigram_tokenizer(sqlite3* connection) {
  auto* api = api_of(connection);
  if (api == nullptr) throw StoreFault("this SQLite was built without FTS5");
  fts5_tokenizer functions{create, destroy, tokenize};
  const int code = api->xCreateTokenizer(api, "mingcha_bigram", nullptr, &functions, nullptr);
  if (code != SQLITE_OK) throw StoreFault("FTS5 does not take the tokenizer");
}

}  // namespace mingcha::store
