// SPDX-License-Identifier: Apache-2.0
#include "channels/connector.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "base/result.h"
#include "channels/webhook.h"
#include "channels/wechat.h"
#include "channels/weibo.h"

namespace mingcha::channels {
namespace {

constexpr std::array<const char*, 3> kStandings{"nothing", "unsure", "there"};
constexpr std::size_t kSaidLongest = 200;
constexpr std::size_t kSecretShortest = 6;
constexpr const char* kLeft = "left ";

/// An empty answer says nothing.
Text with_saying(Text words, const std::string& said) {
  if (said.empty() || said == "{}") return words;
  return {words.zh + "：" + said, words.en + ": " + said};
}

}  // namespace

const char* to_string(Standing standing) {
  return kStandings.at(static_cast<std::size_t>(standing));
}

std::optional<Standing> to_standing(std::string_view word) {
  const auto found = std::ranges::find(kStandings, word);
  if (found == kStandings.end()) return std::nullopt;
  return static_cast<Standing>(found - kStandings.begin());
}

std::string Known::note(const std::string& name) const {
  const auto found = notes.find(name);
  return found == notes.end() ? std::string{} : found->second;
}

int Known::count(const std::string& name) {
  auto& text = notes[name];
  const int number = (text.empty() ? 0 : std::stoi(text)) + 1;
  text = std::to_string(number);
  return number;
}

void Known::leave(const Posted& post) { notes[kLeft + post.id] = post.url; }

bool Known::left(const Posted& post) const { return notes.contains(kLeft + post.id); }

bool Known::left_something() const {
  const auto first = notes.lower_bound(kLeft);
  return first != notes.end() && first->first.starts_with(kLeft);
}

Turn finished(Turn turn) {
  turn.end = Turn::End::delivered;
  if (!turn.known.left_something()) return turn;
  turn.end = Turn::End::by_hand;
  turn.answer = {"接口不允许删除原有内容，须人工删除",
                 "the interface does not let us delete what stands there: by hand"};
  return turn;
}

Turn unanswered(Turn turn, const HttpAnswer& answer) {
  turn.end = Turn::End::again;
  turn.answer = answer.problem;
  return turn;
}

std::string encode_steps(const Known& known) {
  return nlohmann::json{{"step", known.step}, {"notes", known.notes}}.dump();
}

Known decode_steps(std::string_view json, Standing standing) {
  Known known;
  known.standing = standing;
  if (json.empty()) return known;
  try {
    const auto in = nlohmann::json::parse(json);
    in.at("step").get_to(known.step);
    in.at("notes").get_to(known.notes);
  } catch (const nlohmann::json::exception& error) {
    throw Fault(std::string{"outbox: "} + error.what());
  }
  return known;
}

std::unique_ptr<Connector> make_connector(const ChannelOptions& options, Http& http) {
  switch (options.kind) {
    case Kind::webhook: return std::make_unique<Webhook>(options, http);
    case Kind::weibo: return std::make_unique<Weibo>(options, http);
    case Kind::wechat: return std::make_unique<Wechat>(options, http);
  }
  MINGCHA_ASSERT(false);
}

std::string said(std::string_view body, const std::vector<std::string>& secrets) {
  if (!is_text(body)) return "(not text)";
  std::string out{body};
  for (const auto& secret : secrets) {
    if (secret.size() < kSecretShortest) continue;
    for (auto at = out.find(secret); at != std::string::npos; at = out.find(secret, at)) {
      out.replace(at, secret.size(), "***");
    }
  }
  for (auto& letter : out) {
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f) letter = ' ';
  }
  const auto cut = first_characters(out, kSaidLongest);
  return cut.size() < out.size() ? std::string{cut} + "…" : out;
}

Text not_accepted(std::int64_t code, const std::string& said) {
  return with_saying(
      {fmt::format("对方未接受，代码 {}", code), fmt::format("not accepted, code {}", code)}, said);
}

Text unreadable(const std::string& said) {
  return with_saying({"答复无法读取", "the answer cannot be read"}, said);
}

}  // namespace mingcha::channels
