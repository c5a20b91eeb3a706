// SPDX-License-Identifier: Apache-2.0
#include "desk/idempotency.h"

#include "store/command_store.h"
#include "store/database.h"

namespace mingcha::desk {
Result<std::string> answer_again(const store::SavedCommand& saved, const Envelope& envelope) {
  if (saved.digest == envelope.digest) return saved.answer;
  return reject(Refusal::key_reused,
                {"该幂等键已用于另一条命令", "this idempotency key was used for another command"},
                {{"key-reused",
                  {"同一个 Idempotency-Key 对应的内容不同", "same Idempotency-Key, other content"},
                  {},
                  {"每条新命令请使用新的键", "use a new key for each new command"},
                  "Idempotency-Key"}});
}

Result<std::string> once(store::Session& session, const std::string& actor,
                         const Envelope& envelope, Instant now,
                         const std::function<Result<std::string>()>& carry_out) {
  if (envelope.key.empty()) return carry_out();
  if (const auto saved = store::find_command(session, actor, envelope.key)) {
    return answer_again(*saved, envelope);
  }
  auto answer = carry_out();
  if (!answer) return answer;
  if (!store::save_command(session, actor, envelope.key, {envelope.digest, *answer, now})) {
    // Another instance was faster with the same key: this transaction is rolled back.
    const auto saved = store::find_command(session, actor, envelope.key);
    if (saved && saved->digest != envelope.digest) return answer_again(*saved, envelope);
    return reject(Refusal::conflict,
                  {"同一命令正在处理中，请稍候重试", "the same command is under way; try again"});
  }
  return answer;
}

Result<std::string> settled(store::Database& database, const std::string& actor,
                            const Envelope& envelope, Result<std::string> outcome) {
  if (outcome || outcome.error().kind != Refusal::conflict || envelope.key.empty()) return outcome;
  std::optional<store::SavedCommand> saved;
  database.read(
      [&](store::Session& session) { saved = store::find_command(session, actor, envelope.key); });
  return saved ? answer_again(*saved, envelope) : outcome;
}

}  // namespace mingcha::desk
