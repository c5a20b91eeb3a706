// SPDX-License-Identifier: Apache-2.0
#include "http/api/penalty_json.h"

#include <nlohmann/json.hpp>

#include "acts/penalty.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::json;

Json to_json(const pack::Range& range) { return {{"from", range.from}, {"to", range.to}}; }

Json to_json(const acts::LawfulPenalty& penalty, Language language) {
  Json out{{"kind", penalty.kind->id},
           {"title", penalty.kind->label.in(language)},
           {"amounts", Json::array()}};
  for (const auto& amount : penalty.amounts) {
    out["amounts"].push_back({{"field", amount.field->id},
                              {"label", amount.field->label.in(language)},
                              {"unit", amount.field->unit},
                              {"lawful", to_json(amount.lawful)},
                              {"benchmark", to_json(amount.benchmark)}});
  }
  return out;
}

Json to_json(const acts::PenaltyRange& range, Language language) {
  Json out{{"tier", range.tier->id},
           {"article", range.tier->article},
           {"quote", range.tier->quote},
           {"circumstances", range.tier->circumstances.in(language)},
           {"step", range.step == nullptr ? std::string{} : range.step->title.in(language)},
           {"mitigated", range.mitigated},
           {"derivation", range.derivation.in(language)},
           {"penalties", Json::array()}};
  for (const auto& penalty : range.penalties) {
    out["penalties"].push_back(to_json(penalty, language));
  }
  return out;
}

}  // namespace

bool has_tiers(const acts::CaseView& view) {
  const auto& penalties = view.pack().penalties;
  return penalties && !penalties->of(view.item().penalty).empty();
}

Json penalty_json(const acts::CaseView& view, Language language) {
  const auto& penalties = *view.pack().penalties;
  const auto found = acts::penalty_ranges(view);
  Json out{{"kind", penalties.kind},
           {"reasons", penalties.reasons},
           {"departs", acts::departs_from_benchmark(view).value_or(false)},
           {"ranges", Json::array()},
           {"missing", Json::array()},
           {"findings", Json::array()}};
  for (const auto& range : found.ranges) out["ranges"].push_back(to_json(range, language));
  for (const auto& field : found.missing) {
    out["missing"].push_back({{"field", field}, {"label", view.label(field).in(language)}});
  }
  for (const auto& finding : acts::penalty_findings(view)) {
    out["findings"].push_back({{"code", finding.code},
                               {"what", finding.what.in(language)},
                               {"article", finding.article},
                               {"cure", finding.cure.in(language)},
                               {"where", finding.where}});
  }
  return out;
}

}  // namespace mingcha::http
