// SPDX-License-Identifier: Apache-2.0
#include "acts/papers.h"

#include <algorithm>

#include <fmt/format.h>

#include "acts/decide.h"
#include "acts/publication_class.h"
#include "base/encoding.h"
#include "crypto/hash.h"
#include "pack/render.h"

namespace mingcha::acts {
namespace {

std::string citations(const CaseView& view, const std::vector<std::string>& articles) {
  std::string out;
  for (const auto& article : articles) {
    const auto citation = law::parse_citation(article);
    if (!citation) continue;
    out += (out.empty() ? "" : "、") + view.pack().statutes.print(*citation).zh;
  }
  return out;
}

}  // namespace

/// Facts of the agency and the case, the same whoever does what.
std::optional<std::string> provided_by_case(const CaseView& view, const std::string& name) {
  const auto& people = view.people();
  if (name == "agency.name") return people.agency_name;
  if (name == "agency.reconsideration") return people.superior;
  if (name == "agency.court") return people.court;
  if (name == "agency.phone") return people.phone;
  if (name == "case.id") return view.state().id;
  if (name == "item.title") return view.item().title.zh;
  if (name == "item.violation") return citations(view, view.item().violation);
  if (name == "item.penalty") return citations(view, view.item().penalty);
  if (name == "item.basis") return citations(view, view.item().basis);
  if (name == "unit.name") {
    const auto* unit = people.unit(view.state().opened->unit);
    if (unit != nullptr) return unit->name;
  }
  return std::nullopt;
}

namespace {

std::string named(const people::Directory& people, const std::vector<std::string>& ids) {
  std::string out;
  for (const auto& id : ids) {
    const auto* person = people.person(id);
    out += out.empty() ? "" : "、";
    out += people.name_of(id);
    if (person != nullptr && !person->badge.empty()) out += "（警号" + person->badge + "）";
  }
  return out;
}

/// 见《现场检查笔录》第2页
std::string words_of(const CaseView& view, const casefile::PointReference& reference) {
  const auto& state = view.state();
  std::string out = "见决定书稿";
  if (reference.of == "evidence") {
    const auto found =
        std::ranges::find(state.evidence, reference.id, &casefile::EvidenceAccepted::evidence);
    if (found != state.evidence.end()) out = "见“" + found->title + "”";
  } else if (reference.of == "paper") {
    for (const auto& paper : state.papers) {
      if (std::to_string(paper.recorded.version) != reference.id) continue;
      out = "见《" + view.pack().documents.at(paper.document).title.zh + "》" + paper.number;
    }
  }
  if (reference.page > 0) out += fmt::format("第{}页", reference.page);
  if (reference.paragraph > 0) out += fmt::format("第{}段", reference.paragraph);
  if (reference.second >= 0) {
    out += fmt::format("{}分{:02}秒处", reference.second / 60, reference.second % 60);
  }
  return out;
}

std::string remark_of(const CaseView& view, const casefile::PointOpinion& point) {
  auto out = point.note;
  for (const auto& reference : point.references) {
    out += (out.empty() ? "" : "；") + words_of(view, reference);
  }
  return out;
}

std::string points_of(const CaseView& view, const DoStep& command) {
  std::string out;
  for (const auto& point : view.pack().review.points) {
    const auto found = command.points.find(point.id);
    if (found == command.points.end()) continue;
    out += (out.empty() ? "" : "\n") + point.title.zh + "：" +
           (found->second.passed ? "符合" : "不符合");
    const auto remark = remark_of(view, found->second);
    if (!remark.empty()) out += "（" + remark + "）";
  }
  return out;
}

std::optional<std::string> provided_by_step(const CaseView& view, const Making& making,
                                            const std::string& name) {
  if (name == "step.performers") return named(making.around.people, making.performers);
  if (name == "step.moment") return to_chinese(making.happened_at);
  if (name == "step.day") return to_chinese(local_day(making.happened_at));
  if (name == "review.points") return points_of(view, making.command);
  if (name == "review.opinion") {
    const auto* opinion = view.pack().review.opinion(making.command.opinion);
    return opinion == nullptr ? std::nullopt : std::optional{opinion->title.zh};
  }
  if (name == "review.submitted_at") {
    const auto* open = view.state().submission();
    return open == nullptr ? std::nullopt : std::optional{to_chinese(open->recorded.at)};
  }
  if (name == "review.qualification") {
    const auto* reviewer = making.around.people.person(making.around.actor);
    return reviewer == nullptr || reviewer->legal_qualification.number.empty()
               ? std::nullopt
               : std::optional{reviewer->legal_qualification.number};
  }
  if (name == "review.round") return std::to_string(view.state().review_rounds + 1);
  if (name == "review.reasons") return making.command.reasons;
  if (name == "document.title") {
    const auto document = view.pack().documents.find(making.step.document);
    if (document == view.pack().documents.end()) return std::nullopt;
    return document->second.title.zh;
  }
  if (name == "document.number") {
    const auto* served = view.state().paper(making.step.document);
    return served == nullptr || served->number.empty() ? std::string{pack::kNumberMark}
                                                       : served->number;
  }
  return std::nullopt;
}

std::optional<std::string> fact(const CaseView& view, const std::string& name) {
  const auto found = view.facts().find(name);
  if (found == view.facts().end()) return std::nullopt;
  return found->second;
}

void replace_all(std::string& text, std::string_view mark, std::string_view with) {
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + with.size())) {
    text.replace(at, mark.size(), with);
  }
}

}  // namespace

Result<std::string> render_draft(const CaseView& view, const pack::Document& document) {
  return pack::render(view.pack(), document,
                      {[&](const std::string& name) -> std::optional<std::string> {
                         if (name == "document.number") return std::string{pack::kNumberMark};
                         if (auto provided = provided_by_case(view, name)) return provided;
                         return fact(view, name);
                       },
                       view.lookup()});
}

namespace {

pack::RenderSource source_of(const CaseView& view, const Making& making) {
  return {[&](const std::string& name) -> std::optional<std::string> {
            if (auto provided = provided_by_step(view, making, name)) return provided;
            if (auto provided = provided_by_case(view, name)) return provided;
            return fact(view, name);
          },
          view.lookup()};
}

}  // namespace

Result<std::string> render_paper(const CaseView& view, const pack::Document& document,
                                 const Making& making) {
  return pack::render(view.pack(), document, source_of(view, making));
}

std::string preview_paper(const CaseView& view, const pack::Document& document,
                          const Making& making) {
  return pack::render_preview(view.pack(), document, source_of(view, making));
}

std::string finish_draft(std::string_view draft, std::string_view number, Day day) {
  std::string text{draft};
  replace_all(text, pack::kNumberMark, number);
  replace_all(text, pack::kDayMark, to_chinese(day));
  return text;
}

std::string digest_of(std::string_view text) { return to_hex(as_bytes(crypto::sha256(text))); }

std::optional<casefile::RecordSealed> sealing_of(const CaseView& view) {
  const auto decided = publication_class(view);
  if (decided.publication_class != disclosure::PublicationClass::sealed) return std::nullopt;
  return casefile::RecordSealed{
      decided.citation ? law::to_string(*decided.citation) : std::string{}, decided.reason.zh};
}

}  // namespace mingcha::acts
