// SPDX-License-Identifier: Apache-2.0
#include "desk/credit_rows.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "credit/codec.h"
#include "desk/masking.h"
#include "law/time_limit.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using Json = nlohmann::json;
using store::Session;

Json to_json(const Findings& findings) {
  Json out = Json::array();
  for (const auto& one : findings) {
    out.push_back({{"code", one.code},
                   {"zh", one.what.zh},
                   {"en", one.what.en},
                   {"article", one.article},
                   {"cure_zh", one.cure.zh},
                   {"cure_en", one.cure.en},
                   {"where", one.where}});
  }
  return out;
}

std::optional<Instant> due_of(const acts::CaseView& view) {
  const auto due = law::compute(view.pack().credit->limit,
                                {view.state().decision_recorded.at, {}, {}}, view.pack().calendar,
                                view.state().decision_recorded.at, law::Uncovered::provisional);
  return due ? std::optional{due->at} : std::nullopt;
}

/// Whether a decision was made in it once that counts no longer.
bool had_decision(const acts::CaseView& view) {
  return std::ranges::any_of(view.state().papers,
                             [](const casefile::Paper& paper) { return paper.voided.has_value(); });
}

/// Nothing of a sealed record stands in the row: no digest that a guess could be held against.
registers::CreditRow row_of(const acts::CaseView& view) {
  const auto fitness = credit::may_go_out(view);
  registers::CreditRow out;
  out.case_id = view.state().id;
  out.fits = fitness.fits;
  out.sealed = fitness.sealed;
  if (!fitness.fits) {
    out.article = fitness.article;
    out.reason = fitness.reason.zh;
  }
  return out;
}

void add_cells(const acts::CaseView& view, registers::CreditRow& out) {
  const auto* table = credit::table_of(view);
  if (table == nullptr) {
    out.reason = "不属于许可、处罚决定，不在报送范围内";
    out.article = view.pack().credit->article;
    return;
  }
  out.table = table->id;
  out.decided_on = view.state().decision->decided_on;
  out.due = due_of(view);
  const auto row = credit_row_of(view, *table);
  out.digest = credit::digest_of(row);
  out.findings = to_json(row.findings).dump();
  out.faults = std::ssize(row.findings);
}

}  // namespace

credit::Row credit_row_of(const acts::CaseView& view, const pack::CreditTable& table) {
  auto row = credit::make_row(table, view,
                              [&](const std::string& field) { return masked_value(view, field); });
  // Sentences that people wrote: what must not be public must not go out in them either.
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (!table.columns[i].masked || row.cells[i].empty()) continue;
    for (auto& leak : leaks_in(view, {{table.columns[i].label, row.cells[i]}})) {
      leak.where = table.columns[i].code;
      row.findings.push_back(std::move(leak));
    }
  }
  return row;
}

void project_credit(Session& session, const acts::CaseView& view) {
  if (!view.pack().credit) return;
  if (view.state().decision) {
    auto out = row_of(view);
    if (out.fits) add_cells(view, out);
    registers::put_credit(session, out);
    return;
  }
  if (!had_decision(view)) return;
  // The decision was quashed: what went out of it has to be called back.
  registers::drop_credit(session, view.state().id);
  if (const auto table = registers::sent_table(session, view.state().id)) {
    auto out = row_of(view);
    out.table = *table;
    registers::put_credit(session, out);
  }
}

void project_batch(Session& session, const store::Place& place, const std::string& actor,
                   Instant at, const credit::BatchExported& batch) {
  Json files = Json::array();
  for (const auto& file : batch.files) {
    files.push_back({{"format", file.format}, {"sha256", file.sha256}, {"size", file.size}});
  }
  std::vector<registers::CreditSent> rows;
  for (const auto& row : batch.rows) {
    rows.push_back({row.case_id, place.version, std::ssize(rows) + 1, row.kind, row.digest});
  }
  registers::put_batch(
      session, {place.version, place.seq, at, actor, batch.table, std::ssize(rows), files.dump()},
      rows);
}

void project_batches(Session& session) {
  for (const auto& event : store::load(session, kCreditStream)) {
    const auto decoded = credit::decode(event.kind, event.body);
    project_batch(session, {event.seq, event.version}, event.actor, event.at,
                  std::get<credit::BatchExported>(decoded));
  }
}

}  // namespace mingcha::desk
