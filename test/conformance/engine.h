// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "store/database.h"
#include "store/event_store.h"
#include "test/support/fresh_database.h"

namespace mingcha::store {

inline constexpr Instant kNoon{std::chrono::milliseconds{1'772'424'306'007}};

inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::sqlite ? "Sqlite" : "Postgres";
}

/// A new database for each case, on each engine.
class OnEachEngine : public testing::TestWithParam<Engine> {
 protected:
  OnEachEngine() : fresh_{GetParam()}, database_{open(fresh_.address())} {}

  void reopen() {
    database_.reset();
    database_ = open(fresh_.address());
  }
  void write(const std::function<void(Session&)>& work) {
    database_->write([&](Session& session) {
      work(session);
      return Outcome::commit;
    });
  }
  void run(std::string_view sql, std::initializer_list<Value> values = {}) {
    write([&](Session& session) { session.run(sql, values); });
  }
  std::vector<Row> query(std::string_view sql, std::initializer_list<Value> values = {}) {
    std::vector<Row> rows;
    database_->read([&](Session& session) { rows = session.query(sql, values); });
    return rows;
  }
  std::int64_t count(std::string_view table) {
    return query("SELECT count(*) FROM " + std::string{table}).front().integer(0);
  }
  /// Appends one event with this body and commits.
  Place append_one(std::string_view stream, std::int64_t expected_version,
                   std::string_view body = "{}") {
    Place place;
    write([&](Session& session) {
      const EncodedEvent event{"noted", std::string{body}, "officer/1", kNoon};
      place = append(session, stream, expected_version, {&event, 1}, "key").value().front();
    });
    return place;
  }

  test::FreshDatabase fresh_;
  std::unique_ptr<Database> database_;
};

}  // namespace mingcha::store
