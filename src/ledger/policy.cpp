// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/assert.h"
#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::size_t kMostBytes = 1 << 20;
constexpr std::size_t kMostLines = 256;
constexpr std::string_view kNone = "none";

using Words = std::vector<std::string_view>;

Words split_words(std::string_view line) {
  Words words;
  while (true) {
    const auto start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos) return words;
    line.remove_prefix(start);
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

bool has_allowed_bytes(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || byte == '\n' || (byte >= 0x20 && byte != 0x7F);
  });
}

/// Reads line by line; each step says in a word or two what it dislikes, or nothing.
class PolicyReader {
 public:
  using Complaint = std::optional<Text>;

  Complaint read(const Words& words) {
    if (words.front() == "log") return read_log(words);
    if (words.front() == "witness") return read_witness(words);
    if (words.front() == "group") return read_group(words);
    if (words.front() == "quorum") return read_quorum(words);
    return Text{"不认识的行", "unknown line"};
  }

  Policy take() { return std::move(policy_); }

 private:
  static Complaint wrong_count() { return Text{"项数不对", "wrong number of words"}; }

  Complaint read_log(const Words& words) {
    if (words.size() < 2 || words.size() > 3) return wrong_count();
    auto key = VerifierKey::parse(words[1]);
    if (!key) return key.error().title;
    if (key->kind() == KeyKind::cosignature || key->kind() == KeyKind::sm2) {
      return Text{"日志的公钥种类不对", "this kind of key is not for logs"};
    }
    if (!log_keys_.insert(key->public_key()).second) {
      return Text{"日志的公钥重复", "the same log key twice"};
    }
    policy_.logs.push_back({*std::move(key), words.size() == 3 ? std::string{words[2]} : ""});
    return std::nullopt;
  }

  Complaint read_witness(const Words& words) {
    if (words.size() < 3 || words.size() > 4) return wrong_count();
    auto key = VerifierKey::parse(words[2]);
    if (!key) return key.error().title;
    if (key->kind() == KeyKind::ed25519 || key->kind() == KeyKind::sm2) {
      return Text{"见证方的公钥种类不对", "this kind of key is not for witnesses"};
    }
    if (!witness_keys_.insert(key->public_key()).second) {
      return Text{"见证方的公钥重复", "the same witness key twice"};
    }
    if (auto complaint = define(words[1])) return complaint;
    policy_.witnesses.push_back(
        {std::string{words[1]}, *std::move(key), words.size() == 4 ? std::string{words[3]} : ""});
    return std::nullopt;
  }

  Complaint read_group(const Words& words) {
    if (words.size() < 4) return wrong_count();
    Policy::Group group{std::string{words[1]}, 0, {}};
    for (const auto& member : Words(words.begin() + 3, words.end())) {
      if (!defined_.contains(std::string{member})) return Text{"成员未定义", "undefined member"};
      if (!grouped_.insert(std::string{member}).second) {
        return Text{"成员已属于别的组", "the member is in a group already"};
      }
      group.members.emplace_back(member);
    }
    const auto count = group.members.size();
    const auto number = parse_decimal(words[2]);
    group.threshold = words[2] == "all" ? count : words[2] == "any" ? 1 : number.value_or(0);
    if (group.threshold < 1 || group.threshold > count) {
      return Text{"门槛不对", "the threshold is wrong"};
    }
    if (auto complaint = define(words[1])) return complaint;
    policy_.groups.push_back(std::move(group));
    return std::nullopt;
  }

  Complaint read_quorum(const Words& words) {
    if (words.size() != 2) return wrong_count();
    if (!policy_.quorum.empty()) return Text{"quorum 只能有一行", "a second quorum line"};
    if (words[1] != kNone && !defined_.contains(std::string{words[1]})) {
      return Text{"quorum 未定义", "the quorum is not defined"};
    }
    policy_.quorum = words[1];
    return std::nullopt;
  }

  Complaint define(std::string_view name) {
    if (name == kNone || !defined_.insert(std::string{name}).second) {
      return Text{"名称重复", "the name is taken"};
    }
    return std::nullopt;
  }

  Policy policy_;
  std::set<std::string> defined_, grouped_, log_keys_, witness_keys_;
};

bool has_quorum(const Policy& policy, const std::vector<Attested::Sighting>& sightings) {
  if (policy.quorum == kNone) return true;
  std::set<std::string> satisfied;
  for (const auto& sighting : sightings) satisfied.insert(sighting.witness);
  // Groups refer to earlier ones only, so one pass in order settles all.
  for (const auto& group : policy.groups) {
    const auto count =
        std::count_if(group.members.begin(), group.members.end(),
                      [&](const auto& member) { return satisfied.contains(member); });
    if (static_cast<std::size_t>(count) >= group.threshold) satisfied.insert(group.name);
  }
  return satisfied.contains(policy.quorum);
}

}  // namespace

std::string Policy::to_string() const {
  std::string out;
  const auto with_url = [](const std::string& url) { return url.empty() ? "" : " " + url; };
  for (const auto& log : logs) {
    out += fmt::format("log {}{}\n", log.key.to_string(), with_url(log.url));
  }
  for (const auto& witness : witnesses) {
    out += fmt::format("witness {} {}{}\n", witness.name, witness.key.to_string(),
                       with_url(witness.url));
  }
  for (const auto& group : groups) {
    out +=
        fmt::format("group {} {} {}\n", group.name, group.threshold, fmt::join(group.members, " "));
  }
  return out + fmt::format("quorum {}\n", quorum);
}

Result<Policy> parse_policy(std::string_view bytes) {
  if (bytes.size() > kMostBytes || !has_allowed_bytes(bytes)) {
    return unreadable("策略文件过大或有控制字符。", "The policy is too large or has controls.");
  }
  PolicyReader reader;
  std::size_t number = 0;
  std::size_t counting = 0;
  while (!bytes.empty()) {
    ++number;
    const auto line = take_line(bytes);
    if (!line) return unreadable("策略文件末行没有换行。", "The policy's last line is cut short.");
    const auto words = split_words(*line);
    if (words.empty() || words.front().starts_with('#')) continue;
    const auto complaint =
        ++counting > kMostLines ? Text{"行数过多", "too many lines"} : reader.read(words);
    if (complaint) {
      return unreadable(fmt::format("策略文件第{}行：{}", number, complaint->zh),
                        fmt::format("Policy line {}: {}", number, complaint->en));
    }
  }
  auto policy = reader.take();
  if (policy.quorum.empty()) {
    return unreadable("策略文件没有 quorum 行。", "The policy has no quorum line.");
  }
  return policy;
}

Result<Attested> attest(const Policy& policy, const SignedCheckpoint& checkpoint) {
  const auto& origin = checkpoint.checkpoint.origin;
  std::vector<VerifierKey> keys;
  for (const auto& log : policy.logs) {
    if (log.key.name() == origin) keys.push_back(log.key);
  }
  for (const auto& witness : policy.witnesses) keys.push_back(witness.key);
  const auto lines = verify_note(checkpoint.note, keys);
  if (!lines) return tl::unexpected(lines.error());

  Attested attested{{}, {}};
  for (const auto& [key, line] : *lines) {
    if (key->kind() == KeyKind::ed25519) attested.log = key->name();
    const auto time = cosignature_time(*key, *line);
    if (!time) continue;
    const auto witness = std::find_if(policy.witnesses.begin(), policy.witnesses.end(),
                                      [&, k = key](const auto& w) { return w.key == *k; });
    MINGCHA_ASSERT(witness != policy.witnesses.end());
    attested.sightings.push_back({witness->name, *time});
  }
  if (attested.log.empty()) {
    return not_proven(fmt::format("检查点没有策略所列日志的签名（来源“{}”）。", origin),
                      fmt::format("No log of the policy signed this checkpoint of {}.", origin));
  }
  if (!has_quorum(policy, attested.sightings)) {
    return not_proven(fmt::format("见证方签名不足：要求“{}”，有效的有{}个。", policy.quorum,
                                  attested.sightings.size()),
                      fmt::format("Too few witnesses: {} demanded, {} good cosignatures.",
                                  policy.quorum, attested.sightings.size()));
  }
  return attested;
}

}  // namespace mingcha::ledger
