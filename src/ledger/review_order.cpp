// SPDX-License-Identifier: Apache-2.0
#include "ledger/review_order.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "ledger/leaf.h"
#include "ledger/merkle.h"
#include "ledger/tile.h"

namespace mingcha::ledger {
namespace {

constexpr std::size_t kMostFindings = 100;

struct Review {
  Digest hash{};
  std::string org;
  Instant at;
  bool used = false;
};

class Order {
 public:
  void take(std::uint64_t index, const std::string& bytes) {
    const auto leaf = parse_leaf(bytes);
    if (!leaf) return;
    if (leaf->type == LeafType::review_done) {
      reviews_[index] = {leaf_hash(bytes), leaf->org, leaf->at, false};
    } else if (leaf->type == LeafType::decision_made) {
      ++out_.decisions;
      if (leaf->ref) hold(index, *leaf);
    }
  }
  ReviewOrder done() { return std::move(out_); }

 private:
  void hold(std::uint64_t index, const Leaf& decision) {
    ++out_.reviewed;
    const auto found = reviews_.find(decision.ref->index);
    if (found == reviews_.end() || found->second.hash != decision.ref->hash) {
      add("review-not-before", index, "所指的审核不在此前的日志中",
          "the review it refers to does not stand before it");
      return;
    }
    auto& review = found->second;
    if (review.org != decision.org) {
      add("review-of-another", index, "所指的审核不属于同一机关",
          "the review it refers to is another agency’s");
    }
    if (review.at > decision.at) {
      add("review-later", index, "所指的审核晚于决定", "the review it refers to was made later");
    }
    if (review.used) {
      add("review-used-twice", index, "所指的审核已用于另一决定",
          "the review it refers to is another decision’s");
    }
    review.used = true;
  }

  void add(const char* code, std::uint64_t index, const char* zh, const char* en) {
    if (out_.findings.size() >= kMostFindings) return;
    out_.findings.push_back({code,
                             {fmt::format("第{}条记录（决定）：{}", index, zh),
                              fmt::format("Entry {}, a decision: {}", index, en)},
                             {},
                             {},
                             fmt::to_string(index)});
  }

  std::unordered_map<std::uint64_t, Review> reviews_;
  ReviewOrder out_;
};

}  // namespace

ReviewOrder review_order(TileSource& source, const Checkpoint& checkpoint) {
  Order order;
  const auto size = checkpoint.head.size;
  for (std::uint64_t at = 0; at < size; at += kTileWidth) {
    const auto width = static_cast<unsigned>(std::min(kTileWidth, size - at));
    const TileAddress address{TileKind::entries, 0, at / kTileWidth, width};
    auto found = source.read(address.path());
    auto found_width = width;
    if (!found) {
      found = source.read(address.full().path());
      found_width = kTileWidth;
    }
    const auto entries = found ? decode_bundle(*found, found_width)
                               : Result<std::vector<std::string>>{std::vector<std::string>{}};
    if (!entries) continue;  // audit() has said so.
    for (std::size_t i = 0; i < std::min<std::size_t>(width, entries->size()); ++i) {
      order.take(at + i, (*entries)[i]);
    }
  }
  return order.done();
}

}  // namespace mingcha::ledger
