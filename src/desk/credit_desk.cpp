// SPDX-License-Identifier: Apache-2.0
#include "desk/credit_desk.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "acts/decide.h"
#include "credit/codec.h"
#include "credit/row.h"
#include "desk/case_desk.h"
#include "desk/credit_rows.h"
#include "desk/idempotency.h"
#include "desk/masking.h"
#include "desk/people_desk.h"
#include "desk/publication_queue.h"
#include "desk/recorder.h"
#include "registers/publication_register.h"
#include "store/database.h"
#include "store/event_store.h"
#include "store/ledger_store.h"

namespace mingcha::desk {
namespace {

using Json = nlohmann::ordered_json;
using registers::CreditStanding;
using store::Outcome;
using store::Session;

constexpr std::int64_t kMostBatches = 200;

/// What would go out of a decision that may go out.
std::string kind_of(const CreditStanding& standing) {
  // Its time in public is over, and the decision counts as before.
  if (standing.publication == "expired") return "";
  const bool on_platform = standing.sent_batch != 0 && standing.sent_kind != "revoked";
  const bool counts = standing.publication == "published" && !standing.row.digest.empty();
  if (!counts) return on_platform ? "revoked" : "";
  if (!on_platform) return "new";
  return standing.sent_digest == standing.row.digest ? "" : "changed";
}

CreditItem item_of(CreditStanding standing) {
  CreditItem item;
  item.kind = kind_of(standing);
  const bool waiting = standing.publication == "due" || standing.publication == "prepared";
  if (item.kind == "revoked") {
    item.state = "ready";
  } else if (!item.kind.empty()) {
    item.state = standing.row.faults == 0 ? "ready" : "faulty";
  } else if (waiting) {
    item.state = standing.row.faults == 0 ? "waiting" : "faulty";
  } else {
    item.state = "sent";
  }
  item.standing = std::move(standing);
  return item;
}

bool may_read_case(const people::Visitor& visitor, const CreditStanding& standing,
                   const people::Directory& people) {
  if (!visitor.may(people::Permission::read_case)) return false;
  if (sees_every_unit(visitor)) return true;
  const auto* unit = people.unit(visitor.unit_id);
  return unit != nullptr && unit->name == standing.unit_name;
}

Rejection nothing_there(const std::string& what) {
  return {Refusal::not_found, {"没有" + what, "no such thing"}, {}};
}

}  // namespace

/// A decision that goes out with the batch, and what it was made from.
struct CreditDesk::Candidate {
  std::string case_id, kind, digest;
  std::vector<std::string> cells;
  std::int64_t case_version = 0, publication_version = 0;
};

struct CreditDesk::Draft {
  std::vector<Candidate> rows;
  std::int64_t batches = 0;  ///< Made before it.
};

CreditOverview CreditDesk::overview(const people::Visitor& visitor) {
  CreditOverview out;
  if (!pack_.credit) return out;
  database_.read([&](Session& session) {
    out = {};
    const auto people = people_.directory(session);
    for (const auto& table : pack_.credit->tables) {
      CreditOverview::Table sight{&table, {}, 0};
      sight.sent = registers::credit_up_to_date(session, table.id);
      for (auto& standing : registers::credit_to_do(session, table.id, kMostRows)) {
        auto item = item_of(std::move(standing));
        item.readable = may_read_case(visitor, item.standing, *people);
        sight.items.push_back(std::move(item));
      }
      out.tables.push_back(std::move(sight));
    }
    out.excluded = registers::credit_excluded(session);
    std::vector<std::int64_t> withheld;
    for (const auto& standing : registers::credit_to_recall(session)) {
      for (const auto& sent : registers::sent_of(session, standing.row.case_id)) {
        withheld.push_back(sent.batch);
      }
      if (standing.sent_kind == "revoked") continue;
      out.recalls.push_back(
          {standing.sent_batch, standing.sent_position, standing.row.article, standing.row.reason});
    }
    for (auto& batch : registers::credit_batches(session, kMostBatches)) {
      CreditBatchSight sight{std::move(batch), {}, false, {}};
      sight.actor_name = people->name_of(sight.batch.actor);
      sight.withheld = std::ranges::find(withheld, sight.batch.batch) != withheld.end();
      if (const auto placed = store::covered_entry_of(session, sight.batch.seq)) {
        sight.log_index = placed->index;
      }
      out.batches.push_back(std::move(sight));
    }
  });
  return out;
}

Result<CreditCells> CreditDesk::look(const people::Visitor& visitor, const std::string& case_id) {
  std::optional<CreditCells> out;
  database_.read([&](Session& session) {
    out.reset();
    auto standing = registers::find_credit(session, case_id);
    if (!standing || !standing->row.fits || standing->row.sealed) return;
    const auto people = people_.directory(session);
    const auto state = cases_.load(session, case_id);
    if (!state || !state->decision) return;
    const acts::CaseView view{pack_, *people, acts::item_of(pack_, *state), *state};
    const auto* table = credit::table_of(view);
    if (table == nullptr || !credit::may_go_out(view).fits) return;
    CreditCells cells{item_of(*std::move(standing)), table, {}};
    cells.item.readable = may_read_case(visitor, cells.item.standing, *people);
    cells.shown = credit_row_of(view, *table).shown;
    out = std::move(cells);
  });
  if (!out) return tl::unexpected<Rejection>(nothing_there("这条数据"));
  return *std::move(out);
}

/// The row as the platform has it, from the batch in which it went out last.
std::vector<std::string> CreditDesk::sent_cells(Session& session, const CreditStanding& standing,
                                                const pack::CreditTable& table) {
  store::UpTo up_to;
  up_to.version = standing.sent_batch;
  const auto events = store::load(session, kCreditStream, standing.sent_batch, up_to);
  if (events.empty()) throw Fault("a batch of credit data is missing");
  const auto decoded = credit::decode(events.front().kind, events.front().body);
  const auto& files = std::get<credit::BatchExported>(decoded).files;
  const auto json = std::ranges::find(files, "json", &credit::SentFile::format);
  if (json == files.end()) throw Fault("a batch of credit data has no JSON file");
  const auto kept = Json::parse(kept_bytes(room_, json->sha256));
  const auto& item = kept.at("items").at(static_cast<std::size_t>(standing.sent_position - 1));
  std::vector<std::string> out;
  for (const auto& column : table.columns) {
    out.push_back(item.contains(column.code) ? item.at(column.code).get<std::string>()
                                             : std::string{});
  }
  return out;
}

/// Looks at the record itself, not at the register: nothing that may not go out gets past here.
std::optional<CreditDesk::Candidate> CreditDesk::candidate(Session& session,
                                                           const pack::CreditTable& table,
                                                           const CreditStanding& standing) {
  const auto& case_id = standing.row.case_id;
  const auto people = people_.directory(session);
  const auto state = cases_.load(session, case_id);
  if (!state || !state->opened) return std::nullopt;
  const acts::CaseView view{pack_, *people, acts::item_of(pack_, *state), *state};
  if (!credit::may_go_out(view).fits) return std::nullopt;
  const auto publication = load_publication(session, case_id);
  if (publication.expired) return std::nullopt;
  Candidate out;
  out.case_id = case_id;
  out.case_version = state->version;
  out.publication_version = publication.version;
  out.kind = kind_of(standing);
  const bool counts = publication.published && !publication.withdrawn && state->decision;
  if (out.kind == "revoked" ? counts : !counts) return std::nullopt;

  credit::Row row;
  row.table = &table;
  if (counts) {
    if (credit::table_of(view) != &table) return std::nullopt;
    row = credit_row_of(view, table);
    if (!row.findings.empty()) return std::nullopt;
  }
  if (out.kind != "new") {
    // Another number is another item there: the old one is called back first.
    const auto before = sent_cells(session, standing, table);
    const auto same = [&](const std::string& cell) { return cell == state->decision->number; };
    if (counts && !std::ranges::any_of(before, same)) out.kind = "revoked";
    if (out.kind == "revoked") {
      row.cells = before;
      const auto reason =
          publication.withdrawn ? publication.withdrawn->reason : "原决定已被撤销或者变更";
      credit::revoke(row, reason);
    }
  }
  out.cells = std::move(row.cells);
  row.cells = out.cells;
  out.digest = credit::digest_of(row);
  return out;
}

CreditDesk::Draft CreditDesk::draft(Session& session, const pack::CreditTable& table) {
  Draft out;
  out.batches = store::stream_version(session, kCreditStream);
  for (auto& standing : registers::credit_to_do(session, table.id, kMostRows)) {
    if (item_of(standing).state != "ready") continue;
    if (auto row = candidate(session, table, standing)) out.rows.push_back(*std::move(row));
  }
  return out;
}

std::vector<KeptFile> CreditDesk::keep(const pack::CreditTable& table, const Draft& draft,
                                       std::int64_t batch, Day day) {
  std::vector<std::string> codes, labels;
  for (const auto& column : table.columns) {
    codes.push_back(column.code);
    labels.push_back(column.label.zh + "（" + column.code + "）");
  }
  SheetRows rows;
  Json items = Json::array();
  for (const auto& one : draft.rows) {
    rows.push_back(one.cells);
    Json item = Json::object();
    for (std::size_t i = 0; i < codes.size(); ++i) item[codes[i]] = one.cells[i];
    items.push_back(std::move(item));
  }
  const Json document{{"table", table.id},
                      {"title", table.title.zh},
                      {"batch", batch},
                      {"exported_on", mingcha::to_string(day)},
                      {"items", std::move(items)}};
  return {keep_sheet(room_, "csv", codes, rows), keep_sheet(room_, "xlsx", labels, rows),
          keep_bytes(room_, "json", document.dump(1) + "\n")};
}

/// Nothing that the batch was made from has changed since.
bool CreditDesk::still_so(Session& session, const Draft& draft) {
  if (store::stream_version(session, kCreditStream) != draft.batches) return false;
  return std::ranges::all_of(draft.rows, [&](const Candidate& row) {
    return store::stream_version(session, case_stream(row.case_id)) == row.case_version &&
           store::stream_version(session, publication_stream(row.case_id)) ==
               row.publication_version;
  });
}

Result<std::string> CreditDesk::export_batch(const people::Visitor& visitor,
                                             const std::string& table_id,
                                             const Envelope& envelope) {
  const auto* table = pack_.credit ? pack_.credit->table(table_id) : nullptr;
  if (table == nullptr) return tl::unexpected<Rejection>(nothing_there("这类信用信息"));
  // Making files takes time: before the transaction, which takes them only if all is as it was.
  Draft made;
  database_.read([&](Session& session) { made = draft(session, *table); });
  const auto day = local_day(clock_.now());
  std::vector<KeptFile> files;
  if (!made.rows.empty()) files = keep(*table, made, made.batches + 1, day);

  credit::BatchExported batch{table->id,
                              mingcha::to_string(day),
                              pack_.id,
                              pack_.version,
                              to_hex(as_bytes(pack_.digest)),
                              {},
                              {}};
  for (const auto& row : made.rows) batch.rows.push_back({row.case_id, row.kind, row.digest});
  for (const auto& file : files) batch.files.push_back({file.format, file.sha256, file.size});

  Result<std::string> outcome;
  database_.write([&](Session& session) {
    const auto now = clock_.now();
    outcome = once(session, visitor.person_id, envelope, now, [&]() -> Result<std::string> {
      if (made.rows.empty()) {
        return reject(Refusal::out_of_order, {"没有可以报送的数据", "there is nothing to report"},
                      {{"nothing-ready",
                        {"没有数据就绪", "nothing is ready"},
                        pack_.credit->article,
                        {"等待公示，或者按清单改正问题后再报送",
                         "wait for publication or mend what is listed"},
                        {}}});
      }
      if (!still_so(session, made)) {
        return reject(Refusal::conflict,
                      {"数据刚有变化，请重试", "the data has just changed; try again"});
      }
      const credit::Event event{batch};
      const std::vector<NewEvent> events{{std::string{credit::kind_of(event)},
                                          credit::encode(event),
                                          ledger::LeafType::records_exported,
                                          {},
                                          {},
                                          {}}};
      const auto stored = recorder_.record(session, kCreditStream, made.batches, visitor.person_id,
                                           now, events, envelope.key);
      if (!stored) return tl::unexpected<Rejection>(stored.error());
      const auto& first = stored->front();
      project_batch(session, {first.seq, first.version}, first.actor, first.at, batch);
      Json kept = Json::array();
      for (const auto& file : files) {
        kept.push_back({{"format", file.format}, {"sha256", file.sha256}, {"size", file.size}});
      }
      return Json{{"batch", first.version},
                  {"table", table->id},
                  {"rows", made.rows.size()},
                  {"files", std::move(kept)}}
          .dump();
    });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  return settled(database_, visitor.person_id, envelope, std::move(outcome));
}

Result<CreditFile> CreditDesk::file(std::int64_t batch, const std::string& format) {
  std::optional<credit::BatchExported> found;
  std::int64_t closed = 0;
  database_.read([&](Session& session) {
    closed = 0;
    store::UpTo up_to;
    up_to.version = batch;
    const auto events = store::load(session, kCreditStream, batch, up_to);
    if (events.empty()) return;
    found =
        std::get<credit::BatchExported>(credit::decode(events.front().kind, events.front().body));
    for (const auto& row : found->rows) {
      const auto standing = registers::find_credit(session, row.case_id);
      closed += !standing || standing->row.sealed || !standing->row.fits;
    }
  });
  const auto none = nothing_there("这份报送文件");
  if (!found) return tl::unexpected<Rejection>(none);
  const auto kept = std::ranges::find(found->files, format, &credit::SentFile::format);
  if (kept == found->files.end()) return tl::unexpected<Rejection>(none);
  if (closed != 0) {
    const auto count = std::to_string(closed);
    return reject(
        Refusal::rule_broken,
        {"这一批报送后，其中有记录被封存或者不再公示，不能再提供",
         "a record in it was sealed or is not public any more"},
        {{"batch-withheld",
          {"有" + count + "条记录不得再提供；当时报送的内容以公开日志中的摘要为证",
           count + " of its records may be given to nobody; the log proves what was sent"},
          pack_.credit->article,
          {"请发函请信用管理部门删除相应记录", "ask the credit office by letter to delete them"},
          {}}});
  }
  CreditFile out;
  out.name = fmt::format("credit-{}-{:04}.{}", found->table, batch, format);
  out.media_type = format == "json" ? "application/json"
                   : format == "csv"
                       ? "text/csv; charset=utf-8"
                       : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  out.bytes = kept_bytes(room_, kept->sha256);
  return out;
}

}  // namespace mingcha::desk
