// SPDX-License-Identifier: Apache-2.0
#include "chart/draw.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace mingcha::chart {
namespace {

constexpr int kInside = 10;
constexpr int kCorner = 12;  ///< What shapes cut off.

constexpr std::string_view kInk = "var(--chart-ink,#1f2933)";
constexpr std::string_view kSoft = "var(--chart-soft,#59636e)";
constexpr std::string_view kLine = "var(--chart-line,#7b8794)";
constexpr std::string_view kSheet = "var(--chart-sheet,#ffffff)";
constexpr std::string_view kLane = "var(--chart-lane,#f4f6f9)";
constexpr std::string_view kHead = "var(--chart-head,#1f4e8c)";
constexpr std::string_view kBlue = "var(--chart-blue,#0b5cad)";
constexpr std::string_view kBlueWash = "var(--chart-blue-wash,#e3effb)";
constexpr std::string_view kAmber = "var(--chart-amber,#7a4b00)";
constexpr std::string_view kRed = "var(--chart-red,#a3161e)";
constexpr std::string_view kRedWash = "var(--chart-red-wash,#fbeceb)";
constexpr std::string_view kGreen = "var(--chart-green,#12633a)";
constexpr std::string_view kGreenWash = "var(--chart-green-wash,#e2f4e8)";

struct Colours {
  std::string_view edge, wash;
};

Colours colours_of(Standing standing, pack::StepKind kind) {
  switch (standing) {
    case Standing::done: return {kGreen, kGreenWash};
    case Standing::current: return {kBlue, kBlueWash};
    case Standing::late: return {kRed, kRedWash};
    case Standing::open: break;
  }
  if (kind == pack::StepKind::decision) return {kHead, kBlueWash};
  return {kLine, kSheet};
}

/// The outline by kind: a sheet with a folded corner for what is written, cut corners for review,
/// points at both sides for a decision, one point for what is handed over, round ends for the end.
std::string outline(const Box& box, pack::StepKind kind) {
  const auto l = box.x;
  const auto r = box.x + box.width;
  const auto t = box.y;
  const auto b = box.bottom();
  const auto c = kCorner;
  const auto m = (t + b) / 2;
  switch (kind) {
    case pack::StepKind::notice:
    case pack::StepKind::draft:
    case pack::StepKind::submission:
    case pack::StepKind::objection:
      return fmt::format("M{} {}H{}L{} {}V{}H{}Z", l, t, r - c, r, t + c, b, l);
    case pack::StepKind::review:
      return fmt::format("M{} {}H{}L{} {}V{}L{} {}H{}L{} {}V{}Z", l + c, t, r - c, r, t + c, b - c,
                         r - c, b, l + c, l, b - c, t + c);
    case pack::StepKind::approval:
    case pack::StepKind::decision:
      return fmt::format("M{} {}H{}L{} {}L{} {}H{}L{} {}Z", l + 8, t, r - 8, r, m, r - 8, b, l + 8,
                         l, m);
    case pack::StepKind::service:
      return fmt::format("M{} {}H{}L{} {}L{} {}H{}Z", l, t, r - c, r, m, r - c, b, l);
    case pack::StepKind::closing:
    case pack::StepKind::defence:
    case pack::StepKind::instruction:
    case pack::StepKind::addition:
    case pack::StepKind::record: break;
  }
  const auto q = kind == pack::StepKind::record ? 4 : kind == pack::StepKind::defence ? 12 : 22;
  return fmt::format("M{} {}H{}Q{} {} {} {}V{}Q{} {} {} {}H{}Q{} {} {} {}V{}Q{} {} {} {}Z", l + q,
                     t, r - q, r, t, r, t + q, b - q, r, b, r - q, b, l + q, l, b, l, b - q, t + q,
                     l, t, l + q, t);
}

std::string text_at(int x, int y, int size, std::string_view colour, std::string_view anchor,
                    const std::string& words, std::string_view more = {}) {
  return fmt::format(
      "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", x, y,
      size, colour, anchor, more, escape_html(words));
}

std::string draw_box(const Box& box) {
  const auto colours = colours_of(box.standing, box.kind);
  auto out = fmt::format(
      "<path d=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n", outline(box, box.kind),
      colours.wash, colours.edge,
      box.standing == Standing::open && box.kind != pack::StepKind::decision ? "1.25" : "2",
      box.sometimes && box.standing == Standing::open ? " stroke-dasharray=\"5 3\"" : "");
  auto y = box.y + kInside;
  if (!box.gates.empty()) {
    const auto height = kSmallLine * static_cast<int>(box.gates.size()) + 6;
    out += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\" fill=\"{}\" stroke=\"{}\"/>\n",
        box.x + 8, y - 2, box.width - 16, height, kRedWash, kRed);
    for (const auto& line : box.gates) {
      y += kSmallLine;
      out += text_at(box.x + 14, y - 2, 12, kRed, "start", line);
    }
    y += kInside;
  }
  for (const auto& line : box.title) {
    y += kTitleLine;
    out += text_at(box.middle(), y - 4, 15, kInk, "middle", line, " font-weight=\"600\"");
  }
  for (const auto& line : box.notes) {
    y += kSmallLine;
    out += text_at(box.middle(), y - 3, 12, kSoft, "middle", line);
  }
  return out;
}

/// What stands on the arrow into a box: when it is needed, and by when.
std::string draw_labels(const Box& box) {
  const auto count = static_cast<int>(box.conditions.size() + box.limits.size());
  if (count == 0) return {};
  auto y = box.y - 15 - kSmallLine * count;
  auto out = fmt::format(
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" fill=\"{}\" stroke=\"{}\" "
      "stroke-opacity=\".45\"/>\n",
      box.x, y - 1, box.width, kSmallLine * count + 4, kSheet, kLine);
  const auto add = [&](const std::vector<std::string>& lines, std::string_view colour) {
    for (const auto& line : lines) {
      y += kSmallLine;
      out += text_at(box.middle(), y - 3, 12, colour, "middle", line);
    }
  };
  add(box.conditions, kBlue);
  add(box.limits, kAmber);
  return out;
}

std::string draw_arrow(const Arrow& arrow) {
  std::string path;
  for (const auto& point : arrow.points) {
    path += fmt::format("{}{} {}", path.empty() ? "M" : "L", point.x, point.y);
  }
  const auto end = arrow.points.back();
  const auto colour = arrow.way == Way::back ? kRed : kLine;
  return fmt::format(
      "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\" "
      "stroke-linejoin=\"round\"{}/>\n<path d=\"M{} {}l-5 -9h10Z\" fill=\"{}\"/>\n",
      path, colour, arrow.way == Way::always ? "" : " stroke-dasharray=\"6 3\"", end.x, end.y,
      colour);
}

struct Window {
  int from = 0, to = 0;
};

std::string draw_lanes(const Plan& plan, const Window& window) {
  std::string out;
  for (std::size_t i = 0; i < plan.lanes.size(); ++i) {
    const auto& lane = plan.lanes[i];
    out +=
        fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n", lane.x,
                    window.from, lane.width, window.to - window.from, i % 2 == 0 ? kLane : kSheet);
  }
  return out;
}

std::string draw_heads(const Plan& plan, int y) {
  auto out = fmt::format("<rect x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>\n", y,
                         plan.width, kHeadHeight, kHead);
  for (const auto& lane : plan.lanes) {
    out += text_at(lane.x + lane.width / 2, y + 23, 15, "#ffffff", "middle", lane.title,
                   " font-weight=\"600\"");
  }
  return out;
}

std::string sheet(const Plan& plan, const Window& window, std::size_t number, std::size_t of) {
  const auto reaches = [&](int from, int to) { return from < window.to && window.from < to; };
  const auto head = number == 0 ? 0 : kHeadHeight;
  auto title = plan.title;
  if (of > 1) title += fmt::format(" {}/{}", number + 1, of);
  // The words go with the chart in one piece; sheets are for paper.
  const auto description =
      of > 1 ? std::string{} : "<desc>" + escape_html(plan.description) + "</desc>\n";
  auto out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart-sheet\" role=\"img\" "
      "aria-label=\"{}\" viewBox=\"0 {} {} {}\" width=\"{}\" height=\"{}\" "
      "font-family=\"system-ui, "
      "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif\">\n<title>{}</title>\n"
      "{}",
      escape_html(title), window.from - head, plan.width, window.to - window.from + head,
      plan.width, window.to - window.from + head, escape_html(title), description);
  out += draw_lanes(plan, window);
  for (const auto& arrow : plan.arrows) {
    auto top = arrow.points.front().y;
    auto low = top;
    for (const auto& point : arrow.points) {
      top = std::min(top, point.y);
      low = std::max(low, point.y);
    }
    if (reaches(top, low + 1)) out += draw_arrow(arrow);
  }
  for (const auto& box : plan.boxes) {
    if (!reaches(box.y, box.bottom())) continue;
    out += draw_labels(box) + draw_box(box);
  }
  return out + draw_heads(plan, window.from - head) + "</svg>\n";
}

/// Sheets end where rows do. A4 within its margins is about seven parts high and five wide.
std::vector<Window> windows_of(const Plan& plan) {
  if (plan.height * 10 <= plan.width * 7) return {{0, plan.height}};
  const auto most = plan.width * 7 / 5;
  std::vector<Window> out;
  int from = 0;
  int last = 0;
  for (const auto cut : plan.cuts) {
    if (cut - from > most - kHeadHeight && last > from) {
      out.push_back({from, last});
      from = last;
    }
    last = cut;
  }
  if (plan.height - from > most - kHeadHeight && last > from && last < plan.height - kHeadHeight) {
    out.push_back({from, last});
    from = last;
  }
  out.push_back({from, plan.height});
  return out;
}

}  // namespace

std::vector<Svg> draw(const Plan& plan) {
  const auto windows = windows_of(plan);
  std::vector<Svg> out;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    out.push_back(Svg{sheet(plan, windows[i], i, windows.size())});
  }
  return out;
}

Svg draw_whole(const Plan& plan) { return Svg{sheet(plan, {0, plan.height}, 0, 1)}; }

}  // namespace mingcha::chart
