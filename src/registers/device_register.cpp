// SPDX-License-Identifier: Apache-2.0
#include "registers/device_register.h"

#include "store/database.h"

namespace mingcha::registers {
namespace {

using store::Row;
using store::Session;
using store::Value;

const std::string kDevice =
    "device, version, number, kind, model, serial, unit, condition, officer, since, checked_at, "
    "drift_ms, sound";
const std::string kDestruction = "batch, state, unit, proposed_by, proposed_at, recordings";
const std::string kViewing = "viewing, case_id, token_sha256, until_ms, ended, granted_at";

std::optional<Instant> moment(const Row& row, std::size_t column) {
  const auto millis = row.optional_integer(column);
  return millis ? std::optional{from_millis(*millis)} : std::nullopt;
}

Value value_of(const std::optional<Instant>& at) {
  return at ? Value{to_millis(*at)} : Value{nullptr};
}

DeviceRow read_device(const Row& row) {
  return {row.text(0),     row.integer(1),  row.text(2),          row.text(3), row.text(4),
          row.text(5),     row.text(6),     row.text(7),          row.text(8), moment(row, 9),
          moment(row, 10), row.integer(11), row.integer(12) != 0, std::nullopt};
}

ViewingRow read_viewing(const Row& row) {
  return {row.text(0),         row.text(1),
          row.text(2),         from_millis(row.integer(3)),
          row.integer(4) != 0, from_millis(row.integer(5))};
}

}  // namespace

void put_device(Session& session, const DeviceRow& row) {
  session.post("DELETE FROM device_row WHERE device = $1", {row.device});
  session.post("INSERT INTO device_row (" + kDevice +
                   ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
               {row.device, row.version, row.number, row.kind, row.model, row.serial, row.unit,
                row.condition, row.officer, value_of(row.since), value_of(row.checked_at),
                row.drift_ms, std::int64_t{row.sound ? 1 : 0}});
}

std::optional<DeviceRow> find_device(Session& session, const std::string& device) {
  const auto rows =
      session.query("SELECT " + kDevice + " FROM device_row WHERE device = $1", {device});
  return rows.empty() ? std::nullopt : std::optional{read_device(rows.front())};
}

std::optional<DeviceRow> device_numbered(Session& session, const std::string& number) {
  const auto rows = session.query("SELECT " + kDevice +
                                      " FROM device_row WHERE number = $1 OR (serial = $1 AND "
                                      "serial <> '') ORDER BY number <> $1, number LIMIT 1",
                                  {number});
  return rows.empty() ? std::nullopt : std::optional{read_device(rows.front())};
}

std::vector<DeviceRow> list_devices(Session& session, const std::string& unit) {
  std::vector<DeviceRow> out;
  for (const auto& row :
       session.query("SELECT " + kDevice +
                         ", (SELECT max(made_to) FROM recording_row r WHERE r.device = d.device) "
                         "FROM device_row d WHERE $1 = '' OR unit = $1 ORDER BY number",
                     {unit})) {
    out.push_back(read_device(row));
    out.back().last_recording = moment(row, 13);
  }
  return out;
}

void put_destruction(Session& session, const DestructionRow& row) {
  session.post("DELETE FROM destruction_row WHERE batch = $1", {row.batch});
  session.post("INSERT INTO destruction_row (" + kDestruction + ") VALUES ($1, $2, $3, $4, $5, $6)",
               {row.batch, row.state, row.unit, row.proposed_by, to_millis(row.proposed_at),
                row.recordings});
}

std::vector<DestructionRow> list_destructions(Session& session, const std::string& unit,
                                              std::int64_t limit) {
  std::vector<DestructionRow> out;
  for (const auto& row : session.query(
           "SELECT " + kDestruction +
               " FROM destruction_row WHERE $1 = '' OR unit = $1 ORDER BY proposed_at DESC, batch "
               "LIMIT $2",
           {unit, limit})) {
    out.push_back({row.text(0), row.text(1), row.text(2), row.text(3), from_millis(row.integer(4)),
                   row.integer(5)});
  }
  return out;
}

void put_viewing(Session& session, const ViewingRow& row) {
  session.post("DELETE FROM viewing_row WHERE viewing = $1", {row.viewing});
  session.post("INSERT INTO viewing_row (" + kViewing + ") VALUES ($1, $2, $3, $4, $5, $6)",
               {row.viewing, row.case_id, row.token_sha256, to_millis(row.until),
                std::int64_t{row.ended ? 1 : 0}, to_millis(row.granted_at)});
}

std::optional<ViewingRow> viewing_with(Session& session, const std::string& token_sha256) {
  const auto rows = session.query(
      "SELECT " + kViewing + " FROM viewing_row WHERE token_sha256 = $1", {token_sha256});
  return rows.empty() ? std::nullopt : std::optional{read_viewing(rows.front())};
}

std::vector<ViewingRow> viewings_of(Session& session, const std::string& case_id) {
  std::vector<ViewingRow> out;
  for (const auto& row : session.query("SELECT " + kViewing +
                                           " FROM viewing_row WHERE case_id = $1 ORDER BY "
                                           "granted_at DESC, viewing",
                                       {case_id})) {
    out.push_back(read_viewing(row));
  }
  return out;
}

}  // namespace mingcha::registers
