// SPDX-License-Identifier: Apache-2.0
#include "ledger/leaf_type.h"

#include "base/assert.h"

namespace mingcha::ledger {

std::string_view to_string(LeafType type) {
  switch (type) {
    case LeafType::case_opened: return "case.opened";
    case LeafType::case_recorded: return "case.recorded";
    case LeafType::evidence_accepted: return "evidence.accepted";
    case LeafType::document_issued: return "document.issued";
    case LeafType::review_done: return "review.done";
    case LeafType::review_returned: return "review.returned";
    case LeafType::decision_made: return "decision.made";
    case LeafType::document_served: return "document.served";
    case LeafType::decision_published: return "decision.published";
    case LeafType::decision_withdrawn: return "decision.withdrawn";
    case LeafType::record_sealed: return "record.sealed";
    case LeafType::record_queried: return "record.queried";
    case LeafType::list_changed: return "list.changed";
    case LeafType::person_changed: return "person.changed";
    case LeafType::access_batch: return "access.batch";
    case LeafType::records_exported: return "records.exported";
    case LeafType::figures_fixed: return "figures.fixed";
    case LeafType::report_published: return "report.published";
    case LeafType::feedback_recorded: return "feedback.recorded";
    case LeafType::recording_accepted: return "recording.accepted";
    case LeafType::recording_recorded: return "recording.recorded";
    case LeafType::recordings_destroyed: return "recordings.destroyed";
  }
  MINGCHA_ASSERT(false);
}

std::optional<LeafType> parse_leaf_type(std::string_view text) {
  for (const auto type : kLeafTypes) {
    if (to_string(type) == text) return type;
  }
  return std::nullopt;
}

Text label(LeafType type) {
  switch (type) {
    case LeafType::case_opened: return {"案件受理", "case opened"};
    case LeafType::case_recorded: return {"案件记录", "case event recorded"};
    case LeafType::evidence_accepted: return {"证据入库", "evidence accepted"};
    case LeafType::document_issued: return {"文书签发", "document issued"};
    case LeafType::review_done: return {"法制审核通过", "legal review passed"};
    case LeafType::review_returned: return {"法制审核退回", "legal review returned"};
    case LeafType::decision_made: return {"作出决定", "decision made"};
    case LeafType::document_served: return {"文书送达", "document served"};
    case LeafType::decision_published: return {"决定公开", "decision published"};
    case LeafType::decision_withdrawn: return {"决定撤下", "decision withdrawn"};
    case LeafType::record_sealed: return {"记录封存", "record sealed"};
    case LeafType::record_queried: return {"封存记录依法查询", "sealed record queried by law"};
    case LeafType::list_changed: return {"清单变更", "list changed"};
    case LeafType::person_changed: return {"人员变更", "person changed"};
    case LeafType::access_batch: return {"查阅记录批次", "batch of access records"};
    case LeafType::records_exported: return {"数据报送", "data of records exported"};
    case LeafType::figures_fixed: return {"统计数据固定", "figures fixed"};
    case LeafType::report_published: return {"报告公开", "report published"};
    case LeafType::feedback_recorded: return {"公众反馈记录", "public feedback recorded"};
    case LeafType::recording_accepted: return {"音像记录入库", "recording accepted"};
    case LeafType::recording_recorded: return {"音像记录管理", "recording event recorded"};
    case LeafType::recordings_destroyed: return {"音像记录销毁", "recordings destroyed"};
  }
  MINGCHA_ASSERT(false);
}

}  // namespace mingcha::ledger
