// SPDX-License-Identifier: Apache-2.0
#include "test/conformance/raw_connection.h"

#include <libpq-fe.h>
#include <sqlite3.h>

namespace mingcha::store {
namespace {

auto sqlite(const std::string& path) {
  sqlite3* raw = nullptr;
  sqlite3_open(path.c_str(), &raw);
  const std::shared_ptr<sqlite3> handle{raw, &sqlite3_close};
  return [handle](const std::string& sql) -> std::string {
    if (sqlite3_exec(handle.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return sqlite3_errmsg(handle.get());
  };
}

auto postgres(const std::string& conninfo) {
  const std::shared_ptr<PGconn> handle{PQconnectdb(conninfo.c_str()), &PQfinish};
  return [handle](const std::string& sql) -> std::string {
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer{PQexec(handle.get(), sql.c_str()),
                                                               &PQclear};
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
    return PQresultErrorMessage(answer.get());
  };
}

}  // namespace

RawConnection::RawConnection(std::string_view address) {
  const auto rest = std::string{address.substr(address.find(':') + 1)};
  if (address.starts_with("sqlite:")) {
    run_ = sqlite(rest);
  } else {
    run_ = postgres(rest);
  }
}

std::string RawConnection::run(const std::string& sql) { return run_(sql); }

}  // namespace mingcha::store
