// SPDX-License-Identifier: Apache-2.0
#include "http/site/paper_view.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "law/citation.h"
#include "pack/definition.h"
#include "publication/event.h"

namespace mingcha::http {
namespace {

using portal::ParagraphKind;
using publication::Mask;

Text kind_name(const std::string& reason) {
  static const std::map<std::string, Text> kNames{
      {"person_name", {"自然人姓名", "Name of a person"}},
      {"id_card", {"身份证件号码", "Identity number"}},
      {"phone", {"联系电话", "Telephone"}},
      {"bank_card", {"银行账号", "Bank account"}},
      {"plate", {"车牌号", "Number plate"}},
      {"email", {"电子邮箱", "E-mail"}},
      {"address", {"详细住址", "Address"}},
      {"text", {"个人信息", "Personal information"}},
      {"all", {"不予公开的内容", "Not for the public"}},
      {"by_hand", {"经审查隐去的内容", "Withheld after review"}},
  };
  const auto found = kNames.find(reason);
  return found == kNames.end() ? Text{"个人信息", "Personal information"} : found->second;
}

/// The codes of the kinds of mask, in order of appearance.
class Codes {
 public:
  explicit Codes(const std::vector<Mask>& masks) {
    for (const auto& mask : masks) {
      if (of(mask).empty() && kinds_.size() < kNames.size()) kinds_.push_back(&mask);
    }
  }

  /// Masks of the same kind, and made with the same words, share a code.
  [[nodiscard]] std::string of(const Mask& mask) const {
    const auto found = std::ranges::find_if(kinds_, [&](const Mask* kind) {
      return kind->reason == mask.reason && kind->note == mask.note;
    });
    if (found == kinds_.end()) return {};
    return kNames.at(static_cast<std::size_t>(found - kinds_.begin()));
  }

  [[nodiscard]] const std::vector<const Mask*>& kinds() const { return kinds_; }

 private:
  static constexpr std::array kNames{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  std::vector<const Mask*> kinds_;
};

std::vector<portal::MaskReason> reasons(const Codes& codes, const pack::Pack& pack) {
  Text why;
  if (const auto citation = law::parse_citation(pack.disclosure.mask_article)) {
    const auto article = pack.statutes.print(*citation);
    why = {"依照" + article.zh + "隐去。", "Withheld under " + article.in(Language::en) + "."};
  }
  std::vector<portal::MaskReason> out;
  for (const auto* kind : codes.kinds()) {
    Text reason = why;
    if (!kind->note.empty()) reason = {kind->note + "。" + why.zh, kind->note + ". " + why.en};
    out.push_back({codes.of(*kind), kind_name(kind->reason), std::move(reason)});
  }
  return out;
}

struct Line {
  std::size_t begin = 0, end = 0;
  bool after_gap = false;  ///< An empty line stands before it.
};

std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> out;
  bool gap = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    if (trim(std::string_view{text}.substr(begin, end - begin)).empty()) {
      gap = true;
    } else {
      out.push_back({begin, end, gap});
      gap = false;
    }
    begin = end + 1;
  }
  return out;
}

/// One past the line that is exactly `wanted`; 0 where there is none.
std::size_t end_at(const std::string& text, const std::vector<Line>& lines,
                   std::string_view wanted) {
  for (std::size_t i = lines.size(); i-- > 0;) {
    const auto& line = lines[i];
    if (trim(std::string_view{text}.substr(line.begin, line.end - line.begin)) == wanted) {
      return i + 1;
    }
  }
  return 0;
}

/// The line cut at its masks.
std::vector<portal::Run> runs_of(const std::string& text, const Line& line,
                                 const std::vector<Mask>& masks, const Codes& codes) {
  std::vector<portal::Run> runs;
  auto at = line.begin;
  for (const auto& mask : masks) {
    const auto from = static_cast<std::size_t>(mask.begin);
    const auto to = static_cast<std::size_t>(mask.end);
    if (from < at || to > line.end) continue;
    if (from > at) runs.push_back({text.substr(at, from - at), {}});
    runs.push_back({text.substr(from, to - from), codes.of(mask)});
    at = to;
  }
  if (line.end > at) runs.push_back({text.substr(at, line.end - at), {}});
  return runs;
}

}  // namespace

Paper paper_view(const publication::PublicationPrepared& prepared, const pack::Pack& pack) {
  const Codes codes{prepared.masks};
  const auto& text = prepared.text;
  const auto lines = lines_of(text);
  const auto head_end = end_at(text, lines, prepared.number);
  const auto decided_on = parse_day(prepared.decided_on);
  const auto signature_end = decided_on ? end_at(text, lines, to_chinese(*decided_on)) : 0;
  auto signature_begin = signature_end;
  while (signature_begin > head_end && !lines[signature_begin - 1].after_gap) --signature_begin;
  if (signature_begin > head_end) --signature_begin;

  Paper paper;
  for (std::size_t i = 1; i + 1 < head_end; ++i) {
    paper.title += text.substr(lines[i].begin, lines[i].end - lines[i].begin);
  }
  bool addressed = head_end > 0;
  for (auto i = head_end; i < lines.size(); ++i) {
    if (i > head_end && lines[i].after_gap) addressed = false;
    const bool signed_here = i >= signature_begin && i < signature_end;
    const auto kind = signed_here ? ParagraphKind::signature
                      : addressed ? ParagraphKind::addressee
                                  : ParagraphKind::body;
    paper.body.push_back({kind, runs_of(text, lines[i], prepared.masks, codes)});
  }
  paper.masks = reasons(codes, pack);
  return paper;
}

}  // namespace mingcha::http
