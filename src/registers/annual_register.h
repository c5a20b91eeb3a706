// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::registers {

/// What a case adds to a column of the annual report.
struct AnnualMark {
  std::string table, column, case_id, day;
  std::int64_t amount = 1;
  std::string distinct;
  bool sealed = false;

  bool operator==(const AnnualMark&) const = default;
};

/// Replaces what the case added before.
void put_annual(store::Session& session, const std::string& case_id,
                const std::vector<AnnualMark>& marks);

/// Of the days from one to the other, both included; by table, column and case.
[[nodiscard]] std::vector<AnnualMark> annual_marks(store::Session& session, const std::string& from,
                                                   const std::string& to);

/// Names of the parties of those cases: what may stand in no sentence of the report.
[[nodiscard]] std::vector<std::string> annual_parties(store::Session& session,
                                                      const std::string& from,
                                                      const std::string& to);
/// The year of the first mark there is; nothing where there is none.
[[nodiscard]] std::optional<std::int64_t> first_annual_year(store::Session& session);

/// A report that was published.
struct AnnualReport {
  std::int64_t year = 0, version = 0;
  std::string published_on;
};
void put_report(store::Session& session, const AnnualReport& report);
/// Newest year first.
[[nodiscard]] std::vector<AnnualReport> annual_reports(store::Session& session);

}  // namespace mingcha::registers
