// SPDX-License-Identifier: Apache-2.0
#include "http/api/limit_sheet.h"

#include "acts/limits.h"
#include "desk/case_desk.h"
#include "desk/services.h"
#include "law/rule_text.h"
#include "pack/layout.h"
#include "render/press.h"

namespace mingcha::http {
namespace {

using pack::LayoutBlock;

const char* word_of(acts::LimitState state) {
  switch (state) {
    case acts::LimitState::running: return "计算中";
    case acts::LimitState::met: return "按期办结";
    case acts::LimitState::late: return "逾期办结";
    case acts::LimitState::overdue: return "已逾期";
    case acts::LimitState::lapsed: return "已届满";
  }
  return "";
}

/// Paragraphs, so that no value of a case can pose as a field of the sheet.
pack::Layout layout() {
  LayoutBlock title;
  title.kind = LayoutBlock::Kind::line;
  title.style = LayoutBlock::Style::title;
  LayoutBlock body;
  body.kind = LayoutBlock::Kind::body;
  pack::Layout out;
  out.form = pack::Layout::Form::record;
  out.pages = pack::Layout::Pages::total;
  out.blocks = {std::move(title), std::move(body)};
  return out;
}

std::string text_of(const desk::CaseSight& sight, Instant now) {
  const auto& view = *sight.view;
  std::string text = "期限说明\n\n";
  text += "机关：" + sight.people->agency_name + "\n";
  text += "事项：" + view.item().title.zh + "\n";
  text += "案件编号：" + view.state().id + "\n";
  text += "计算时间：" + to_chinese(now) + "\n";
  if (sight.limits.empty()) text += "\n目前没有已经起算的期限。\n";
  int number = 0;
  for (const auto& status : sight.limits) {
    text += "\n" + law::to_chinese_number(++number) + "、" + status.limit->title.zh + "（" +
            word_of(status.state) + "）\n";
    for (const auto& one : law::to_sentences(status.due.derivation, view.pack().statutes)) {
      text += one.zh + "\n";
    }
    if (status.ended) text += "办结时间：" + to_chinese(*status.ended) + "。\n";
  }
  return text + "\n本说明按计算时间的案件记录生成，供核对期限使用；期限变更后应当重新打印。\n";
}

}  // namespace

std::string print_limits(desk::Services& services, const desk::CaseSight& sight) {
  const auto now = services.clock.now();
  const auto form = layout();
  render::Paper paper;
  paper.title = "期限说明";
  paper.text = text_of(sight, now);
  paper.layout = &form;
  paper.fields = &services.pack.fields;
  paper.made = now;
  return services.press.print(paper);
}

}  // namespace mingcha::http
