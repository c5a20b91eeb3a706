// SPDX-License-Identifier: Apache-2.0
#include "ledger/audit.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "ledger/syntax.h"
#include "ledger/tile.h"
#include "ledger/tree.h"

namespace mingcha::ledger {
namespace {

constexpr std::size_t kMostFindings = 100;

void add(Findings& findings, std::string_view code, std::string zh, std::string en,
         std::string where) {
  findings.push_back({std::string{code}, {std::move(zh), std::move(en)}, "", {}, std::move(where)});
}

/// Takes what a TreeWriter makes of the entries and compares it with the log's own files instead
/// of storing it.
class ComparingStore final : public TileStore {
 public:
  /// Partial tiles must be there for sizes that were published, and only for those.
  enum class Partials { may_lack, must_be_there };
  void expect(Partials partials) { partials_ = partials; }

  ComparingStore(TileSource& log, Findings& findings) : log_{log}, findings_{findings} {}

  void write(std::string_view path, std::string_view bytes) override {
    last_path_ = path;
    last_bytes_ = bytes;
    auto found = log_.read(path);
    const auto address = parse_tile_path(path);
    if (!found && address && address->width < kTileWidth) {
      // A partial tile gives way to the full one, which starts with the same bytes.
      found = log_.read(address->full().path());
      if (found && found->size() > bytes.size()) found->resize(bytes.size());
    }
    if (!found && address && address->width < kTileWidth && partials_ == Partials::may_lack) return;
    if (!found) {
      add(findings_, "tile-missing", fmt::format("缺少 {}", path),
          fmt::format("{} is missing", path), std::string{path});
    } else if (*found != bytes) {
      add(findings_, "tile-differs", fmt::format("{} 与记录推算的不一致", path),
          fmt::format("{} is not what the entries give", path), std::string{path});
    }
  }
  std::optional<std::string> read(std::string_view path) override {
    if (path == last_path_) return last_bytes_;
    return std::nullopt;
  }
  std::vector<std::string> list(std::string_view) override { return {}; }
  void remove(std::string_view) override {}

 private:
  TileSource& log_;
  Findings& findings_;
  Partials partials_ = Partials::may_lack;
  std::string last_path_, last_bytes_;
};

std::optional<std::vector<std::string>> read_bundle(TileSource& log, std::uint64_t index,
                                                    unsigned width, Findings& findings) {
  const TileAddress address{TileKind::entries, 0, index, width};
  auto found = log.read(address.path());
  auto found_width = width;
  if (!found) {
    found = log.read(address.full().path());
    found_width = kTileWidth;
  }
  auto entries = found ? decode_bundle(*found, found_width) : unreadable("缺少", "missing");
  if (!entries) {
    add(findings, "bundle-unreadable",
        fmt::format("记录包 {}：{}", address.path(), entries.error().title.zh),
        fmt::format("Bundle {}: {}", address.path(), entries.error().title.en), address.path());
    return std::nullopt;
  }
  entries->resize(width);
  return *std::move(entries);
}

void compare(const Checkpoint& checkpoint, const TreeHead& head, Findings& findings) {
  if (head == checkpoint.head) return;
  add(findings, "root-differs",
      fmt::format("大小为{}的检查点树根与日志内容不一致", checkpoint.head.size),
      fmt::format("The root of the checkpoint of size {} is not the log's", checkpoint.head.size),
      fmt::to_string(checkpoint.head.size));
}

/// The older checkpoints in order of size; those that are no prefix at all are reported.
std::multimap<std::uint64_t, const Checkpoint*> by_size(const Checkpoint& newest,
                                                        std::span<const Checkpoint> older,
                                                        Findings& findings) {
  std::multimap<std::uint64_t, const Checkpoint*> sorted;
  for (const auto& each : older) {
    if (each.origin != newest.origin || each.head.size > newest.head.size) {
      add(findings, "checkpoint-foreign",
          fmt::format("检查点（{}，大小{}）不是本日志的较早检查点", each.origin, each.head.size),
          fmt::format("The checkpoint of {} with size {} is none of this log's earlier ones",
                      each.origin, each.head.size),
          fmt::to_string(each.head.size));
    } else {
      sorted.emplace(each.head.size, &each);
    }
  }
  return sorted;
}

}  // namespace

Findings audit(TileSource& source, const Checkpoint& checkpoint,
               std::span<const Checkpoint> older) {
  Findings findings;
  const auto milestones = by_size(checkpoint, older, findings);
  ComparingStore store{source, findings};
  TreeWriter writer{store, TreeHead{}};
  auto milestone = milestones.begin();
  const auto compare_milestones = [&] {
    for (; milestone != milestones.end() && milestone->first == writer.head().size; ++milestone) {
      compare(*milestone->second, writer.head(), findings);
    }
  };
  compare_milestones();
  const auto size = checkpoint.head.size;
  for (std::uint64_t at = 0; at < size && findings.size() < kMostFindings;) {
    const auto width = static_cast<unsigned>(std::min(kTileWidth, size - at));
    const auto entries = read_bundle(source, at / kTileWidth, width, findings);
    if (!entries) return findings;
    // Stops at every older size, so that its root can be seen.
    for (std::size_t done = 0; done < width;) {
      const auto next = milestone == milestones.end() ? size : milestone->first;
      const auto count = std::min<std::uint64_t>(width - done, next - writer.head().size);
      const auto reached = writer.head().size + count;
      store.expect(reached == next || reached == size ? ComparingStore::Partials::must_be_there
                                                      : ComparingStore::Partials::may_lack);
      writer.append(std::span{*entries}.subspan(done, count));
      done += count;
      compare_milestones();
    }
    at += width;
  }
  compare(checkpoint, writer.head(), findings);
  if (findings.size() > kMostFindings) findings.resize(kMostFindings);
  return findings;
}

}  // namespace mingcha::ledger
