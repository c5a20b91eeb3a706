// SPDX-License-Identifier: Apache-2.0
#include "desk/progress_code.h"

#include "base/assert.h"
#include "base/encoding.h"
#include "base/readable_code.h"
#include "crypto/hash.h"
#include "desk/case_desk.h"
#include "desk/recorder.h"
#include "registers/progress_register.h"

namespace mingcha::desk {
namespace {

/// `key`: the bytes of a record key.
std::string progress_code(std::string_view key) {
  return make_code(as_bytes(crypto::hmac_sha256(key, "mingcha-progress-code/v1")),
                   kProgressCodeLength);
}

void index_code(store::Session& session, const std::string& case_id, std::string_view code) {
  registers::put_progress_code(session, case_id, digest_of_code(code));
}

}  // namespace

std::string progress_code_of(store::Session& session, const Recorder& recorder,
                             const std::string& case_id) {
  store::UpTo first;
  first.version = 1;
  const auto events = store::load(session, case_stream(case_id), 1, first);
  const auto secret = events.empty() ? std::nullopt : recorder.secret_of(session, events.front());
  return secret ? progress_code(as_bytes(secret->key.bytes)) : std::string{};
}

std::string digest_of_code(std::string_view code) { return to_hex(as_bytes(crypto::sha256(code))); }

void index_progress_code(store::Session& session, const std::string& case_id,
                         const PreparedEvents& opening) {
  MINGCHA_ASSERT(opening.expected_version == 0 && !opening.secrets.empty());
  index_code(session, case_id,
             progress_code(std::string_view{opening.secrets.front()}.substr(0, 32)));
}

void index_progress_code(store::Session& session, const Recorder& recorder,
                         const std::string& case_id) {
  const auto code = progress_code_of(session, recorder, case_id);
  if (!code.empty()) index_code(session, case_id, code);
}

}  // namespace mingcha::desk
