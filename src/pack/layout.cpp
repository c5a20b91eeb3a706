// SPDX-License-Identifier: Apache-2.0
#include "pack/layout.h"

#include <algorithm>
#include <optional>

namespace mingcha::pack {
namespace {

using Kind = LayoutBlock::Kind;

constexpr std::string_view kColon = "：";
constexpr std::string_view kSealMark = "（印章）";

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Labels by which a block knows its own lines.
std::vector<std::string> labels_of(const LayoutBlock& block) {
  auto labels = block.labels;
  for (const auto& row : block.rows) {
    for (const auto& cell : row) {
      if (cell.kind != LayoutCell::Kind::words && cell.kind != LayoutCell::Kind::label) {
        labels.push_back(cell.text);
      }
    }
  }
  for (const auto& signer : block.signers) labels.push_back(signer.text);
  return labels;
}

class Arranger {
 public:
  Arranger(const Layout& layout, Arrangement& into) : layout_{layout}, into_{into} {
    into_.portions.assign(layout.blocks.size(), {});
    for (const auto& block : layout.blocks) labels_.push_back(labels_of(block));
  }

  std::optional<Misfit> run(const std::vector<std::string_view>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (is_blank(lines[i])) continue;
      if (auto misfit = take(i, lines[i])) return misfit;
    }
    for (std::size_t i = at_; i < layout_.blocks.size(); ++i) {
      if (must_take(i)) return Misfit{lines.size(), false};
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] const LayoutBlock& block(std::size_t i) const { return layout_.blocks[i]; }
  [[nodiscard]] std::size_t taken(std::size_t i) const { return into_.portions[i].entries.size(); }
  /// The seal's second line, the day, is its own whatever it says.
  [[nodiscard]] bool must_take(std::size_t i) const {
    if (block(i).kind == Kind::seal) return taken(i) < 2;
    return block(i).kind == Kind::line && taken(i) == 0;
  }

  /// The label, "" for a block that begins with these words; nothing when it does not know them.
  [[nodiscard]] std::optional<std::string> knows(std::size_t i, std::string_view line) const {
    for (const auto& label : labels_[i]) {
      if (line.starts_with(label) && line.substr(label.size()).starts_with(kColon)) return label;
    }
    const auto& from = block(i).from;
    if (!from.empty() && taken(i) == 0 && line.starts_with(from)) return std::string{};
    if (block(i).kind == Kind::seal && taken(i) == 0 && line.ends_with(kSealMark)) {
      return std::string{};
    }
    return std::nullopt;
  }

  std::optional<Misfit> take(std::size_t number, std::string_view line) {
    if (block(at_).kind == Kind::seal && taken(at_) == 1) return begin(at_, "", number, line);
    for (std::size_t i = at_; i < layout_.blocks.size(); ++i) {
      if (const auto label = knows(i, line)) {
        at_ = i;
        return begin(i, *label, number, line);
      }
      if (must_take(i)) break;
    }
    if (goes_on(at_)) {
      into_.portions[at_].entries.back().lines.emplace_back(line);
      return std::nullopt;
    }
    for (std::size_t i = at_; i < layout_.blocks.size(); ++i) {
      const bool open = block(i).from.empty() && taken(i) == 0 &&
                        (block(i).kind == Kind::line || block(i).kind == Kind::body ||
                         block(i).kind == Kind::questions);
      if (open) {
        at_ = i;
        return begin(i, "", number, line);
      }
      if (must_take(i)) break;
    }
    return Misfit{number, false};
  }

  std::optional<Misfit> begin(std::size_t i, const std::string& label, std::size_t number,
                              std::string_view line) {
    auto& entries = into_.portions[i].entries;
    if (!label.empty()) {
      const bool again = std::ranges::any_of(
          entries, [&](const Portion::Entry& had) { return had.label == label; });
      if (again) return Misfit{number, true};
      line.remove_prefix(label.size() + kColon.size());
    }
    entries.push_back({label, {std::string{line}}, number});
    return std::nullopt;
  }

  /// Whether a line without a name of its own belongs to what the block took last.
  [[nodiscard]] bool goes_on(std::size_t i) const {
    if (taken(i) == 0) return false;
    switch (block(i).kind) {
      case Kind::table:
      case Kind::body:
      case Kind::questions:
      case Kind::points:
      case Kind::note: return true;
      case Kind::line:
      case Kind::fields:
      case Kind::signatures:
      case Kind::seal: return false;
    }
    return false;
  }

  const Layout& layout_;
  Arrangement& into_;
  std::vector<std::vector<std::string>> labels_;
  std::size_t at_ = 0;
};

}  // namespace

bool arrange(const Layout& layout, std::string_view text, Arrangement& into, Misfit& misfit) {
  if (layout.blocks.empty()) return false;
  const auto found = Arranger{layout, into}.run(lines_of(text));
  if (found) misfit = *found;
  return !found;
}

}  // namespace mingcha::pack
