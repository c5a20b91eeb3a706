// SPDX-License-Identifier: Apache-2.0
#include "store/bigram_tokenizer.h"

#include <memory>

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

int tokenize(Fts5Tokenizer* /*self*/, void* context, int flags, const char* text, int size,
             TakeToken take) {
  const bool asked = (flags & FTS5_TOKENIZE_QUERY) != 0;
  for (int at = 0; at < size;) {
    const int next = at + length_at(text, at, size);
    int end = next;
    if (text[at] != '\n' && next < size && text[next] != '\n') {
      end = next + length_at(text, next, size);
    } else if (asked && at > 0) {
      break;  // It has been asked for together with the one before.
    }
    if (const int code = take(context, 0, text + at, end - at, at, end); code != SQLITE_OK) {
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
