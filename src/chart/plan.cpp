// SPDX-License-Identifier: Apache-2.0
#include "chart/plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace mingcha::chart {
namespace {

constexpr int kBoxWidth = 184;
constexpr int kGutter = 20;  ///< On each side of a lane before there are channels in it.
constexpr int kTrack = 9;    ///< Between lines that run side by side.
constexpr int kGap = 30;     ///< Between rows before there are tracks in it.
constexpr int kInside = 10;  ///< Between a box's edge and its words.
constexpr int kBranch = 26;  ///< From a box's middle to where ways leave that do not go straight.
constexpr int kTitleSize = 15;
constexpr int kSmallSize = 12;

/// Greedy colouring of intervals: each gets the first track on which it touches nobody.
class Tracks {
 public:
  int take(int from, int to) {
    if (from > to) std::swap(from, to);
    for (std::size_t track = 0;; ++track) {
      if (track == taken_.size()) taken_.emplace_back();
      const auto touches = [&](const auto& one) { return from <= one.second && one.first <= to; };
      if (std::ranges::any_of(taken_[track], touches)) continue;
      taken_[track].emplace_back(from, to);
      return static_cast<int>(track);
    }
  }
  [[nodiscard]] int count() const { return static_cast<int>(taken_.size()); }

 private:
  std::vector<std::vector<std::pair<int, int>>> taken_;
};

/// How a link runs: straight down, through one gap, or by a channel between lanes.
struct Route {
  Link link;
  enum class Kind { straight, one_gap, channel } kind{};
  std::size_t gutter = 0;
  int channel = 0, leaving = 0, entering = 0;  ///< Tracks.
};

class Planner {
 public:
  Planner(const Flow& flow, Language language, const Marks& marks)
      : flow_{flow}, language_{language}, marks_{marks} {}

  Plan run() {
    plan_.language = language_;
    plan_.title = flow_.title.in(language_);
    make_boxes();
    make_rows();
    make_routes();
    take_channels();
    place_columns();
    take_tracks();
    place_rows();
    draw_arrows();
    describe();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] const std::string& say(const Text& text) const { return text.in(language_); }

  void add_lines(std::vector<std::string>& lines, const std::string& text, int size) const {
    for (auto& line : wrapped(text, kBoxWidth - 2 * kInside, size)) {
      lines.push_back(std::move(line));
    }
  }

  void make_boxes() {
    for (std::size_t i = 0; i < flow_.nodes.size(); ++i) {
      const auto& node = flow_.nodes[i];
      Box box;
      box.node = i;
      box.width = kBoxWidth;
      box.kind = node.kind;
      box.sometimes = node.sometimes;
      add_lines(box.title, say(node.title), kTitleSize);
      for (const auto& gate : node.gates) add_lines(box.gates, "◆ " + say(gate), kSmallSize);
      for (const auto& one : node.conditions) add_lines(box.conditions, say(one), kSmallSize);
      for (const auto& one : node.limits) add_lines(box.limits, say(one), kSmallSize);
      add_lines(box.notes, kind_line(node), kSmallSize);
      if (const auto mark = marks_.find(node.step); mark != marks_.end()) {
        box.standing = mark->second.standing;
        add_lines(box.notes, say(mark->second.note), kSmallSize);
      }
      box.height = 2 * kInside + kTitleLine * static_cast<int>(box.title.size()) +
                   kSmallLine * static_cast<int>(box.notes.size());
      if (!box.gates.empty()) {
        box.height += kInside + kSmallLine * static_cast<int>(box.gates.size());
      }
      plan_.boxes.push_back(std::move(box));
    }
  }

  [[nodiscard]] std::string kind_line(const Node& node) const {
    auto line = say(title_of(node.kind));
    const auto add = [&](const Text& text) { line += " · " + say(text); };
    if (node.officers > 1) {
      const auto count = std::to_string(node.officers);
      add({"不少于" + count + "人", "at least " + count});
    }
    if (node.sometimes) add({"视情形", "in some cases"});
    return line;
  }

  /// A step stands below all that it comes after; two of different lanes may share a row.
  void make_rows() {
    std::vector<std::size_t> least(plan_.boxes.size(), 0);
    std::set<std::pair<std::size_t, std::size_t>> taken;  // Row and lane.
    std::size_t current = 0;
    for (std::size_t i = 0; i < plan_.boxes.size(); ++i) {
      for (const auto& link : flow_.links) {
        if (link.to == i && link.way != Way::back) {
          least[i] = std::max(least[i], plan_.boxes[link.from].row + 1);
        }
      }
      auto row = least[i];
      // Never above an earlier step, so that the eye reads in the procedure's order.
      row = std::max(row, current);
      while (taken.contains({row, flow_.nodes[i].lane})) ++row;
      taken.emplace(row, flow_.nodes[i].lane);
      plan_.boxes[i].row = row;
      current = row;
    }
    rows_ = current + 1;
    above_.resize(rows_ + 1);
    gaps_.resize(rows_ + 1);
  }

  void make_routes() {
    for (const auto& link : flow_.links) {
      Route route{link, {}};
      const auto& from = plan_.boxes[link.from];
      const auto& to = plan_.boxes[link.to];
      const auto from_lane = flow_.nodes[link.from].lane;
      const auto to_lane = flow_.nodes[link.to].lane;
      if (to.row == from.row + 1) {
        route.kind = from_lane == to_lane ? Route::Kind::straight : Route::Kind::one_gap;
      } else {
        route.kind = Route::Kind::channel;
        route.gutter = to_lane > from_lane ? to_lane : to_lane + 1;
      }
      routes_.push_back(route);
    }
  }

  /// Gap g lies above row g; channels run from the gap below one row to that above another. Ways
  /// of one sort that leave a box on the same side share a channel, as branches share a stem.
  void take_channels() {
    gutters_.resize(flow_.lanes.size() + 1);
    struct Stem {
      int from = 0, to = 0;
      std::vector<Route*> branches;
    };
    std::map<std::tuple<std::size_t, std::size_t, Way>, Stem> stems;
    for (auto& route : routes_) {
      if (route.kind != Route::Kind::channel) continue;
      const auto from = static_cast<int>(plan_.boxes[route.link.from].row) + 1;
      const auto to = static_cast<int>(plan_.boxes[route.link.to].row);
      const auto key = std::tuple{route.link.from, route.gutter, route.link.way};
      auto& stem = stems.try_emplace(key, Stem{from, to, {}}).first->second;
      stem.from = std::min({stem.from, from, to});
      stem.to = std::max({stem.to, from, to});
      stem.branches.push_back(&route);
    }
    for (auto& [key, stem] : stems) {
      const auto channel = gutters_[std::get<1>(key)].take(stem.from, stem.to);
      for (auto* branch : stem.branches) branch->channel = channel;
    }
  }

  [[nodiscard]] int gutter_width(std::size_t gutter) const {
    return 2 * kGutter + kTrack * gutters_[gutter].count();
  }

  /// A lane reaches to the middle of the gutters beside it, the outer ones to their ends.
  void place_columns() {
    int x = 0;
    int begin = 0;
    for (std::size_t lane = 0; lane < flow_.lanes.size(); ++lane) {
      gutter_x_.push_back(x + kGutter);
      x += gutter_width(lane);
      for (auto& box : plan_.boxes) {
        if (flow_.nodes[box.node].lane == lane) box.x = x;
      }
      x += kBoxWidth;
      const bool last = lane + 1 == flow_.lanes.size();
      const auto end = x + (last ? gutter_width(lane + 1) : gutter_width(lane + 1) / 2);
      plan_.lanes.push_back({begin, end - begin, say(flow_.lanes[lane])});
      begin = end;
    }
    gutter_x_.push_back(x + kGutter);
    plan_.width = begin;
  }

  [[nodiscard]] int channel_x(const Route& route) const {
    return gutter_x_[route.gutter] + kTrack * route.channel;
  }

  /// Ways that leave a box share a track, ways that enter one share another below those.
  void take_tracks() {
    for (std::size_t box = 0; box < plan_.boxes.size(); ++box) {
      take_shared(box, &Route::leaving, above_, [&](const Route& route) {
        return route.kind == Route::Kind::channel && route.link.from == box;
      });
      take_shared(box, &Route::entering, gaps_, [&](const Route& route) {
        return route.kind != Route::Kind::straight && route.link.to == box;
      });
    }
  }

  template <typename Belongs>
  void take_shared(std::size_t box, int Route::*track, std::vector<Tracks>& gaps,
                   const Belongs& belongs) {
    const bool leaving = track == &Route::leaving;
    const auto& one = plan_.boxes[box];
    const auto own = leaving ? one.middle() + kBranch : one.middle();
    auto least = own;
    auto most = own;
    bool any = false;
    for (const auto& route : routes_) {
      if (!belongs(route)) continue;
      const auto other = route.kind == Route::Kind::channel
                             ? channel_x(route)
                             : plan_.boxes[route.link.from].middle() + kBranch;
      least = std::min(least, other);
      most = std::max(most, other);
      any = true;
    }
    if (!any) return;
    const auto taken = gaps[leaving ? one.row + 1 : one.row].take(least, most);
    for (auto& route : routes_) {
      if (belongs(route)) route.*track = taken;
    }
  }

  void place_rows() {
    int y = kHeadHeight;
    for (std::size_t row = 0; row <= rows_; ++row) {
      plan_.cuts.push_back(y);
      y += kGap / 2;
      leaving_y_.push_back(y);
      y += kTrack * above_[row].count();
      entering_y_.push_back(y);
      y += kTrack * gaps_[row].count();
      if (row == rows_) break;
      int labels = 0;
      int tallest = 0;
      for (const auto& box : plan_.boxes) {
        if (box.row != row) continue;
        labels = std::max(labels, static_cast<int>(box.conditions.size() + box.limits.size()));
        tallest = std::max(tallest, box.height);
      }
      y += kSmallLine * labels + (labels > 0 ? 4 : 0) + kGap / 2;
      for (auto& box : plan_.boxes) {
        if (box.row == row) box.y = y;
      }
      y += tallest;
    }
    plan_.height = y;
  }

  void draw_arrows() {
    for (const auto& route : routes_) {
      const auto& from = plan_.boxes[route.link.from];
      const auto& to = plan_.boxes[route.link.to];
      Arrow arrow{route.link.from, route.link.to, route.link.way, {}};
      auto& points = arrow.points;
      const auto leave = from.middle() + (route.kind == Route::Kind::straight ? 0 : kBranch);
      points.push_back({leave, from.bottom()});
      if (route.kind == Route::Kind::channel) {
        const auto out = leaving_y_[from.row + 1] + kTrack * route.leaving;
        points.push_back({leave, out});
        points.push_back({channel_x(route), out});
      }
      if (route.kind != Route::Kind::straight) {
        const auto in = entering_y_[to.row] + kTrack * route.entering;
        points.push_back({points.back().x, in});
        points.push_back({to.middle(), in});
      }
      points.push_back({to.middle(), to.y});
      plan_.arrows.push_back(std::move(arrow));
    }
  }

  /// What a listener needs to know; the steps themselves stand in a list beside the chart.
  void describe() {
    const auto steps = std::to_string(flow_.nodes.size());
    plan_.description = language_ == Language::zh ? "共" + steps + "个环节，按办理角色分列："
                                                  : steps + " steps by role: ";
    for (std::size_t i = 0; i < flow_.nodes.size(); ++i) {
      if (i > 0) plan_.description += language_ == Language::zh ? "；" : "; ";
      plan_.description += say(flow_.nodes[i].title);
    }
  }

  const Flow& flow_;
  Language language_;
  const Marks& marks_;
  Plan plan_;
  std::size_t rows_ = 0;
  std::vector<Route> routes_;
  std::vector<Tracks> gutters_, above_, gaps_;
  std::vector<int> gutter_x_, leaving_y_, entering_y_;
};

int width_of(std::string_view character, int size) {
  // From U+2000 on, dashes and Han quotation marks included, as wide as high.
  const auto first = static_cast<unsigned char>(character.front());
  return first >= 0xE2 ? size : (size * 3 + 4) / 5;
}

int width_of_all(std::string_view text, int size) {
  int width = 0;
  while (!text.empty()) {
    const auto one = first_characters(text, 1);
    width += width_of(one, size);
    text.remove_prefix(one.size());
  }
  return width;
}

/// What cannot be divided: a Latin word with the space before it, or one Han character.
std::string_view next_piece(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] == ' ') ++end;
  while (end < text.size() && text[end] != ' ' && static_cast<unsigned char>(text[end]) < 0x80) {
    ++end;
  }
  return end > 0 ? text.substr(0, end) : first_characters(text, 1);
}

/// Chinese does not begin a line with these.
bool belongs_to_line(std::string_view piece) {
  for (const auto* mark : {"，", "。", "、", "；", "：", "）", "”", "》"}) {
    if (piece == mark) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> wrapped(const std::string& text, int width, int size) {
  std::vector<std::string> lines;
  std::string line;
  int used = 0;
  for (std::string_view rest = text; !rest.empty();) {
    auto piece = next_piece(rest);
    // A word longer than a line is divided: better than to stand beside the box.
    while (width_of_all(piece, size) > width) piece.remove_suffix(1);
    rest.remove_prefix(piece.size());
    const auto wide = width_of_all(piece, size);
    if (!line.empty() && used + wide > width && !belongs_to_line(piece)) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
    }
    if (line.empty()) piece = trim(piece);
    line += piece;
    used += width_of_all(piece, size);
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

Plan plan_of(const Flow& flow, Language language, const Marks& marks) {
  return Planner{flow, language, marks}.run();
}

}  // namespace mingcha::chart
