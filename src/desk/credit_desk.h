// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "desk/report_file.h"
#include "pack/credit.h"
#include "people/visitor.h"
#include "registers/credit_register.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class Recorder;

/// A decision on its way to the credit platform.
struct CreditItem {
  registers::CreditStanding standing;
  std::string state;      ///< ready | faulty | waiting (for its publication) | sent
  std::string kind;       ///< What would go out: new | changed | revoked; empty: nothing.
  bool readable = false;  ///< The visitor may open the case.
};

/// A row that went out and that must not be known there any more: to be called back by letter.
/// Nothing of it but where it stood.
struct CreditRecall {
  std::int64_t batch = 0, position = 0;
  std::string article, reason;
};

struct CreditBatchSight {
  registers::CreditBatch batch;
  std::string actor_name;
  bool withheld = false;  ///< A record in it is not for the public any more: not handed out.
  std::optional<std::int64_t> log_index;
};

struct CreditOverview {
  struct Table {
    const pack::CreditTable* table = nullptr;
    std::vector<CreditItem> items;  ///< Those with something to do, due first.
    std::int64_t sent = 0;          ///< Up to date on the platform.
  };
  std::vector<Table> tables;
  std::vector<registers::CreditExcluded> excluded;
  std::vector<CreditRecall> recalls;
  std::vector<CreditBatchSight> batches;
};

/// The row of a decision as a screen may show it.
struct CreditCells {
  CreditItem item;
  const pack::CreditTable* table = nullptr;
  std::vector<std::string> shown;
};

struct CreditFile {
  std::string name, media_type, bytes;
};

/// The use cases of credit data (双公示): what is ready, what is wrong with it, batches that go
/// out. A batch holds only published decisions, looked at again when it is made; sealed ones never.
class CreditDesk {
 public:
  CreditDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people, CaseDesk& cases,
             const Recorder& recorder, Clock& clock, FileRoom room)
      : database_{database},
        pack_{pack},
        people_{people},
        cases_{cases},
        recorder_{recorder},
        clock_{clock},
        room_{std::move(room)} {}

  [[nodiscard]] CreditOverview overview(const people::Visitor& visitor);
  [[nodiscard]] Result<CreditCells> look(const people::Visitor& visitor,
                                         const std::string& case_id);
  /// Everything of the table that is ready, at most kMostRows. Answers {"batch","rows","files"}.
  [[nodiscard]] Result<std::string> export_batch(const people::Visitor& visitor,
                                                 const std::string& table,
                                                 const Envelope& envelope);
  /// The very bytes that went out. Refused once a record in it was sealed or is not public.
  [[nodiscard]] Result<CreditFile> file(std::int64_t batch, const std::string& format);

  static constexpr std::int64_t kMostRows = 2000;

 private:
  struct Candidate;
  struct Draft;
  [[nodiscard]] std::optional<Candidate> candidate(store::Session& session,
                                                   const pack::CreditTable& table,
                                                   const registers::CreditStanding& standing);
  [[nodiscard]] Draft draft(store::Session& session, const pack::CreditTable& table);
  [[nodiscard]] std::vector<std::string> sent_cells(store::Session& session,
                                                    const registers::CreditStanding& standing,
                                                    const pack::CreditTable& table);
  [[nodiscard]] std::vector<KeptFile> keep(const pack::CreditTable& table, const Draft& draft,
                                           std::int64_t batch, Day day);
  [[nodiscard]] bool still_so(store::Session& session, const Draft& draft);

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  const Recorder& recorder_;
  Clock& clock_;
  FileRoom room_;
};

}  // namespace mingcha::desk
