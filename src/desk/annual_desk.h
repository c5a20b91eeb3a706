// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "annual/report.h"
#include "annual/state.h"
#include "base/instant.h"
#include "base/result.h"
#include "desk/envelope.h"
#include "desk/report_file.h"
#include "disclosure/served.h"
#include "people/visitor.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class PeopleDesk;
class Recorder;

/// How the report of a year stands.
struct AnnualStanding {
  std::int64_t year = 0;
  std::string state;  ///< running (the year is not over) | due | late | fixed | published
  Day due{};          ///< The last day for publishing.
  std::string published_on;
};

/// How a figure has changed since it was fixed.
struct AnnualChange {
  std::string table, column;
  std::int64_t fixed = 0, now = 0;      ///< Values.
  std::int64_t added = 0, removed = 0;  ///< Records; those with another amount are both.
};

struct AnnualSight {
  AnnualStanding standing;
  std::vector<annual::Table> now;  ///< As the record is at this moment.
  std::int64_t version = 0;        ///< Of the report's stream.
  std::optional<annual::ReportFixed> fixed;
  std::string fixed_by_name, document_digest;
  bool waits = false;        ///< For a second person.
  bool fixed_by_me = false;  ///< So somebody else has to confirm.
  std::vector<AnnualChange> changes;
  std::vector<annual::Edition> editions;
};

struct FixReport {
  std::int64_t year = 0;
  std::vector<annual::Entered> entered;
  std::string explanation;  ///< Public words.
  std::string sources;      ///< Of the entered figures.
  std::string correction;   ///< Why a published report is replaced.
};

/// A record that was counted, as the visitor may see it.
struct CountedRecord {
  bool hidden = true;  ///< Not in the visitor's scope: nothing but that it was counted.
  std::string case_id, number, title, unit_name, party, day;
  std::int64_t amount = 1;
};

/// A published report with everything its page says.
struct PublicReport {
  annual::Edition edition;
  std::vector<annual::Edition> earlier;
  std::string document;               ///< JSON, byte for byte as committed to.
  std::string salt;                   ///< 16 bytes.
  std::optional<std::int64_t> index;  ///< Place in the log.
  Day due{};
};

/// The use cases of the annual report (行政执法统计年报): counted live, fixed by one person,
/// confirmed by another, published; figures that changed since are seen.
class AnnualDesk {
 public:
  using ServedBytes = std::function<std::vector<disclosure::Served>(const PublicReport&)>;

  AnnualDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
             const Recorder& recorder, Clock& clock, FileRoom room)
      : database_{database},
        pack_{pack},
        people_{people},
        recorder_{recorder},
        clock_{clock},
        room_{std::move(room)} {}

  /// Until told, only the document and its tables are tested for leaks.
  void serve_as(ServedBytes served) { served_ = std::move(served); }

  /// Newest year first; every year in which anything was counted, and those that are due.
  [[nodiscard]] std::vector<AnnualStanding> years();
  [[nodiscard]] Result<AnnualSight> look(const people::Visitor& visitor, std::int64_t year);
  /// Of a column; as the record is now, or as it was fixed.
  [[nodiscard]] Result<std::vector<CountedRecord>> records(const people::Visitor& visitor,
                                                           std::int64_t year,
                                                           const std::string& table,
                                                           const std::string& column, bool fixed);
  [[nodiscard]] Result<std::string> fix(const people::Visitor& visitor, const FixReport& command,
                                        const Envelope& envelope);
  /// By a second person, of exactly the document with this digest.
  [[nodiscard]] Result<std::string> publish(const people::Visitor& visitor, std::int64_t year,
                                            const std::string& digest, const Envelope& envelope);

  // ---- the public side ----
  [[nodiscard]] std::vector<std::int64_t> public_years();
  [[nodiscard]] std::optional<PublicReport> find_public(std::int64_t year);
  /// csv | xlsx, as published; nothing for other formats and unpublished years.
  [[nodiscard]] std::optional<std::string> public_file(std::int64_t year,
                                                       const std::string& format);

 private:
  /// What a publication is made of, for one version of the report.
  struct Made {
    annual::State read;
    std::optional<std::int64_t> fixed_seq;
    Findings leaks;
    std::vector<KeptFile> files;
  };
  [[nodiscard]] Made make(std::int64_t year, const std::string& actor, const std::string& digest,
                          const std::string& today);
  [[nodiscard]] bool knows(std::int64_t year) const;
  [[nodiscard]] std::vector<annual::Counted> count(store::Session& session, std::int64_t year);
  [[nodiscard]] AnnualStanding standing_of(const annual::State& state, std::int64_t year) const;
  [[nodiscard]] std::vector<std::string> categories() const;
  [[nodiscard]] Findings why_not_fix(const FixReport& command, const annual::State& state) const;
  [[nodiscard]] Findings leaks_in(store::Session& session, const annual::ReportFixed& report,
                                  const std::vector<disclosure::Served>& served) const;
  [[nodiscard]] std::optional<Rejection> why_not_publish(const annual::State& state,
                                                         const std::string& actor,
                                                         const std::string& digest) const;
  [[nodiscard]] std::vector<AnnualChange> changes_of(const annual::ReportFixed& fixed,
                                                     const std::vector<annual::Table>& now,
                                                     const std::vector<annual::Counted>& counted);

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  const Recorder& recorder_;
  Clock& clock_;
  FileRoom room_;
  ServedBytes served_;
};

/// Years of which there can be a report.
inline constexpr std::int64_t kFirstAnnualYear = 2000, kLastAnnualYear = 2100;

/// "annual/" + year.
[[nodiscard]] std::string annual_stream(std::int64_t year);
[[nodiscard]] annual::State load_report(store::Session& session, std::int64_t year);
/// Fills the table of published reports from the events: `mingcha rebuild`.
void project_reports(store::Session& session);

}  // namespace mingcha::desk
