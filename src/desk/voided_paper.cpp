// SPDX-License-Identifier: Apache-2.0
#include "desk/voided_paper.h"

#include "desk/decided_command.h"
#include "desk/publication_queue.h"
#include "registers/publication_register.h"
#include "store/database.h"
#include "store/number_store.h"

namespace mingcha::desk {
namespace {

Rejection is_public(const casefile::PaperVoided& paper) {
  return {Refusal::rule_broken,
          {"不能作废这份文书", "the paper cannot be voided"},
          {{"published",
            {"决定已经公示或者正在办理公示", "the decision is published, or about to be"},
            paper.article,
            {"先由公示管理员撤回公示，再办理作废", "have the publication withdrawn first"},
            "paper"}}};
}

/// As the register keeps it: with who did it and on which ground.
std::string reason_of(const casefile::PaperVoided& paper, const DecidedCommand& decided) {
  auto reason = paper.reason + "（" + decided.people->name_of(decided.actor);
  if (!paper.article.empty()) reason += "，" + paper.article;
  return reason + "）";
}

}  // namespace

std::optional<Rejection> void_papers(store::Session& session, const DecidedCommand& decided) {
  for (const auto& event : decided.events) {
    const auto* paper = std::get_if<casefile::PaperVoided>(&event);
    if (paper == nullptr) continue;
    const auto& case_id = decided.after->id;
    if (const auto row = registers::find_publication(session, case_id);
        row && row->number == paper->number && !paper->number.empty()) {
      const bool is_out = !row->published_on.empty() && row->ended_on.empty();
      if (is_out || row->state == "prepared") return is_public(*paper);
      // That it was public and is no longer stays to be read.
      if (row->published_on.empty()) registers::drop_publication(session, case_id);
    }
    if (paper->number.empty()) continue;
    // Somebody who voids the same paper at the same time was faster.
    if (!store::void_number(session, paper->number, reason_of(*paper, decided))) {
      return Rejection{
          Refusal::conflict,
          {"案件刚被他人更新，请重新打开案件后再提交", "the case has just changed; open it again"},
          {}};
    }
  }
  return std::nullopt;
}

}  // namespace mingcha::desk
