// SPDX-License-Identifier: Apache-2.0
#pragma once

struct sqlite3;

namespace mingcha::store {

/// Makes the tokenizer "mingcha_bigram" known to FTS5 on this connection. A token is a character
/// with the one behind it in its line; the last of a line stands alone, and so does the end of the
/// line, "\n". Digits that stand together are tokens too, from three on as a whole, and by four. So
/// a phrase is found wherever its characters stand one behind another, and a single character by
/// its prefix. The text must have been folded before. Throws StoreFault.
void add_bigram_tokenizer(sqlite3* connection);

}  // namespace mingcha::store
