// SPDX-License-Identifier: Apache-2.0
#include "desk/issued_paper.h"

#include "casefile/codec.h"
#include "desk/case_desk.h"

namespace mingcha::desk {
namespace {

/// Reads the events of one command after the other: a paper belongs to the step of its command.
class Reader {
 public:
  void read(const store::StoredEvent& event) {
    if (event.command_key != command_) {
      command_ = event.command_key;
      entered_.clear();
    }
    const auto decoded = casefile::decode(event.kind, event.body);
    if (const auto* step = std::get_if<casefile::StepDone>(&decoded)) entered_ = step->values;
    if (const auto* issued = std::get_if<casefile::DocumentIssued>(&decoded)) {
      papers.push_back({event.version, event.seq, event.at, false, issued->document, issued->number,
                        issued->text, issued->digest, entered_});
    }
    if (const auto* made = std::get_if<casefile::DecisionMade>(&decoded)) {
      papers.push_back({event.version, event.seq, event.at, true, made->document, made->number,
                        made->text, made->digest, entered_});
    }
  }

  std::vector<IssuedPaper> papers;

 private:
  std::string command_;
  casefile::Values entered_;
};

}  // namespace

Result<std::vector<IssuedPaper>> issued_papers(CaseDesk& cases, const people::Visitor& visitor,
                                               const std::string& case_id) {
  const auto timeline = cases.timeline(visitor, case_id);
  if (!timeline) return tl::unexpected<Rejection>(timeline.error());
  Reader reader;
  for (const auto& entry : *timeline) reader.read(entry.event);
  return std::move(reader.papers);
}

}  // namespace mingcha::desk
