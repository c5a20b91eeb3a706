// SPDX-License-Identifier: Apache-2.0
#include "desk/public_record_desk.h"

#include <limits>

#include "desk/public_record_row.h"
#include "publication/event.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

/// On PostgreSQL an earlier change may be committed after a later one; by then it is.
constexpr std::chrono::seconds kSettling{10};

}  // namespace

registers::RecordPage PublicRecordDesk::list(const registers::RecordFilter& filter,
                                             std::int64_t offset, std::int64_t limit) {
  registers::RecordPage page;
  database_.read([&](store::Session& session) {
    page = registers::public_records(session, filter, offset, limit);
  });
  return page;
}

std::vector<registers::PublicRecord> PublicRecordDesk::changes_after(std::int64_t seq,
                                                                     std::int64_t limit) {
  std::vector<registers::PublicRecord> changes;
  const auto until = clock_.now() - kSettling;
  database_.read([&](store::Session& session) {
    changes = registers::changes_after(session, seq, until, limit);
  });
  return changes;
}

std::vector<registers::PublicRecord> PublicRecordDesk::newest(std::optional<std::int64_t> before,
                                                              std::int64_t limit) {
  std::vector<registers::PublicRecord> changes;
  const auto seq = before.value_or(std::numeric_limits<std::int64_t>::max());
  database_.read(
      [&](store::Session& session) { changes = registers::changes_before(session, seq, limit); });
  return changes;
}

std::vector<registers::PublicMonth> PublicRecordDesk::months() {
  std::vector<registers::PublicMonth> months;
  database_.read([&](store::Session& session) { months = registers::public_months(session); });
  return months;
}

std::int64_t PublicRecordDesk::count_namesakes(const std::string& party,
                                               const std::string& public_id) {
  std::int64_t count = 0;
  database_.read([&](store::Session& session) {
    count = registers::count_namesakes(session, party, public_id);
  });
  return count;
}

std::vector<std::string> PublicRecordDesk::texts(
    const std::vector<registers::PublicRecord>& records) {
  std::vector<std::string> texts;
  database_.read([&](store::Session& session) {
    texts.clear();
    for (const auto& record : records) {
      auto shown = shown_publication(session, record.case_id);
      texts.push_back(shown ? std::move(shown->text) : std::string{});
    }
  });
  return texts;
}

}  // namespace mingcha::desk
