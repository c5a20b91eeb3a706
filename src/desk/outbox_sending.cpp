// SPDX-License-Identifier: Apache-2.0
// One turn of a delivery: put down that it is taken, look at what would go out, send, put down what
// came of it. Between the two transactions anything may end; then the time runs out and whoever
// comes next knows that something may have been sent.
#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "acts/decide.h"
#include "acts/publication_class.h"
#include "crypto/random.h"
#include "desk/case_desk.h"
#include "desk/masking.h"
#include "desk/outbox_channel.h"
#include "desk/outbox_desk.h"
#include "desk/outbox_order.h"
#include "desk/people_desk.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using channels::Standing;
using channels::Turn;
using store::Delivery;
using store::Outcome;
using store::Session;
using namespace std::chrono_literals;

constexpr std::int64_t kTurnsAtOnce = 100;
constexpr int kTurnsWithoutEnd = 600;
constexpr int kRequestsInATurn = 5;
constexpr std::chrono::milliseconds kLongestWait = 24h;

std::uint32_t chance() {
  std::uint32_t out = 0;
  std::memcpy(&out, crypto::random_bytes(sizeof out).data(), sizeof out);
  return out;
}

const char* outcome_word(Turn::End end) {
  switch (end) {
    case Turn::End::delivered: return "delivered";
    case Turn::End::go_on: return "go_on";
    case Turn::End::again: return "failed";
    case Turn::End::refused: return "refused";
    case Turn::End::by_hand: return "by_hand";
    case Turn::End::pause: return "paused";
  }
  return "";
}

std::vector<channels::Posted> posted_earlier(const Delivery& delivery,
                                             const std::vector<Delivery>& all) {
  std::vector<channels::Posted> out;
  for (const auto& each : all) {
    if (each.id < delivery.id && may_stand(each) && !each.remote_id.empty()) {
      out.push_back({each.remote_id, each.remote_url});
    }
  }
  return out;
}

/// Somebody put something there by hand that no interface can take away.
bool stands_by_hand(const Delivery& delivery, const std::vector<Delivery>& all) {
  return std::ranges::any_of(all, [&](const Delivery& each) {
    return each.id < delivery.id && each.state == "done_by_hand" && !each.gone &&
           each.what == "published";
  });
}

void fail(Delivery& delivery, const Turn& turn, const channels::ChannelOptions& options,
          Instant now) {
  ++delivery.attempts;
  const auto back_off = channels::wait_after(delivery.attempts, options.back_off, chance());
  const auto asked = std::min(turn.wait.value_or(0ms), kLongestWait);
  delivery.next_at = now + std::max(back_off, asked);
  delivery.state = delivery.attempts >= options.attempts ? "dead" : "waiting";
}

void go_on(Delivery& delivery, channels::Known& known, const Turn& turn, Instant now) {
  delivery.state = known.count("turns") > kTurnsWithoutEnd ? "dead" : "waiting";
  delivery.next_at = now + std::min(turn.wait.value_or(0ms), kLongestWait);
}

Text in_words(const Findings& findings) {
  Text out;
  for (const auto& finding : findings) {
    out.zh += (out.zh.empty() ? "" : "；") + finding.what.zh;
    out.en += (out.en.empty() ? "" : "; ") + finding.what.en;
  }
  out.zh = first_characters(out.zh, 300);
  out.en = first_characters(out.en, 300);
  return out;
}

}  // namespace

struct OutboxDesk::Claim {
  Delivery delivery;
  channels::Message message;
  channels::Known known;  ///< Before this turn.
  std::vector<channels::Posted> earlier;
  bool only_ask = false;
  Instant began;
};

std::int64_t OutboxDesk::deliver(const std::string& channel) {
  auto* const found = channel_of(channel);
  std::int64_t turns = 0;
  while (found != nullptr && !stopping_ && turns < kTurnsAtOnce && take_turn(*found)) ++turns;
  return turns;
}

bool OutboxDesk::take_turn(Channel& channel) {
  auto claimed = claim(channel);
  if (!claimed) return false;
  if (!claimed->only_ask) {
    if (const auto findings = why_blocked(channel, *claimed); !findings.empty()) {
      record_blocked(*claimed, findings);
      return true;
    }
  }
  channels::Turn turn;
  try {
    turn = channel.connector->take(
        {claimed->message, claimed->known, claimed->earlier, claimed->only_ask, claimed->began});
  } catch (const std::exception&) {  // An answer that nobody thought of.
    turn.end = Turn::End::again;
    turn.known = claimed->known;
    turn.known.standing = Standing::unsure;
    turn.answer = {"无法理解对方的答复", "the answer could not be understood"};
  }
  record(channel, std::move(*claimed), turn);
  return true;
}

std::optional<OutboxDesk::Claim> OutboxDesk::claim(const Channel& channel) {
  std::optional<Claim> out;
  bool due = false;
  database_.read([&](Session& session) {
    due = store::due_delivery(session, channel.options.id, clock_.now()).has_value();
  });
  if (!due) return out;
  database_.write([&](Session& session) {
    out.reset();
    lock(session, channel.options.id);
    const auto now = clock_.now();
    const auto hold = store::channel_hold(session, channel.options.id);
    if (hold.paused || hold.not_before > now) return Outcome::roll_back;
    auto delivery = store::due_delivery(session, channel.options.id, now);
    if (!delivery) return Outcome::roll_back;
    const auto all = store::deliveries_of(session, delivery->channel, delivery->public_id);
    Claim taken;
    taken.began = now;
    taken.message = channels::decode(delivery->body);
    taken.known =
        channels::decode_steps(delivery->steps, channels::to_standing(delivery->standing).value());
    taken.earlier = posted_earlier(*delivery, all);
    taken.only_ask = is_overtaken(*delivery, all);
    delivery->state = "sending";
    // Until it is known otherwise.
    if (taken.known.standing == Standing::nothing) delivery->standing = to_string(Standing::unsure);
    delivery->held_until = now + kRequestsInATurn * channel.options.answer_within + 3s;
    if (!store::change_delivery(session, *delivery)) return Outcome::roll_back;
    ++delivery->turn;
    taken.delivery = std::move(*delivery);
    out = std::move(taken);
    return Outcome::commit;
  });
  return out;
}

Findings OutboxDesk::why_blocked(const Channel& channel, const Claim& claim) {
  Findings findings;
  database_.read([&](Session& session) {
    findings.clear();
    const auto state = cases_.load(session, claim.delivery.case_id);
    if (!state) {
      findings.push_back(
          {"no-case", {"找不到所属案件", "its case is not to be found"}, {}, {}, {}});
      return;
    }
    const auto people = people_.directory(session);
    const acts::CaseView view{pack_, *people, acts::item_of(pack_, *state), *state};
    const auto decided = acts::publication_class(view);
    using disclosure::PublicationClass;
    const bool closed = decided.publication_class == PublicationClass::sealed ||
                        decided.publication_class == PublicationClass::not_published;
    if (closed && !channels::removes(claim.message.what)) {
      findings.push_back({"not-public", decided.reason, {}, {}, {}});
    }
    std::vector<disclosure::Served> served;
    for (auto& bytes : channel.connector->bytes(claim.message)) {
      served.push_back({{"对外发送的内容", "what would be sent"}, std::move(bytes)});
    }
    auto leaks = leaks_in(view, served);
    findings.insert(findings.end(), leaks.begin(), leaks.end());
  });
  return findings;
}

void OutboxDesk::record_blocked(const Claim& claim, const Findings& findings) {
  database_.write([&](Session& session) {
    lock(session, claim.delivery.channel);
    auto delivery = claim.delivery;
    delivery.state = "blocked";
    delivery.standing = to_string(claim.known.standing);
    delivery.answer = in_words(findings);
    const auto turn = delivery.turn;
    if (!store::change_delivery(session, delivery)) return Outcome::roll_back;
    store::add_attempt(session, delivery.id,
                       {turn, claim.began, clock_.now(), "blocked", delivery.answer});
    tidy(session, delivery, false);
    return Outcome::commit;
  });
}

void OutboxDesk::record(const Channel& channel, Claim claim, const Turn& turn) {
  database_.write([&](Session& session) {
    lock(session, claim.delivery.channel);
    auto delivery = claim.delivery;
    auto known = turn.known;
    const auto now = clock_.now();
    auto all = store::deliveries_of(session, delivery.channel, delivery.public_id);
    auto end = turn.end;
    auto answer = turn.answer;
    if (end == Turn::End::delivered && channels::removes(claim.message.what) &&
        stands_by_hand(delivery, all)) {
      end = Turn::End::by_hand;
      answer = {"曾由人工发布，须人工删除", "it was put there by hand: to be deleted by hand"};
    }
    if (!turn.posted.id.empty()) {
      delivery.remote_id = turn.posted.id;
      delivery.remote_url = turn.posted.url;
    }
    delivery.standing = to_string(known.standing);
    delivery.answer = answer;
    switch (end) {
      case Turn::End::delivered: settle(delivery, "delivered", answer, now); break;
      case Turn::End::by_hand: delivery.state = "by_hand"; break;
      case Turn::End::refused: delivery.state = "dead"; break;
      case Turn::End::again: fail(delivery, turn, channel.options, now); break;
      case Turn::End::go_on: go_on(delivery, known, turn, now); break;
      case Turn::End::pause:
        delivery.state = "waiting";
        delivery.next_at = now;
        break;
    }
    delivery.steps = encode_steps(known);
    if (!store::change_delivery(session, delivery)) return Outcome::roll_back;
    if (answer != claim.delivery.answer || end != Turn::End::go_on) {
      store::add_attempt(session, delivery.id,
                         {delivery.turn, claim.began, now, outcome_word(end), answer});
    }
    const bool all_gone = end == Turn::End::delivered && channels::removes(claim.message.what);
    for (auto& each : all) {
      const bool removed = std::ranges::find(turn.removed, each.remote_id) != turn.removed.end();
      if (each.id >= delivery.id || each.gone || !(all_gone || removed)) continue;
      each.gone = true;
      (void)store::change_delivery(session, each);
    }
    if (end == Turn::End::pause || turn.whole_channel) {
      auto hold = store::channel_hold(session, channel.options.id);
      if (end == Turn::End::pause) {
        hold.paused = true;
        hold.paused_by.clear();
        hold.paused_at = now;
        hold.reason = answer;
      }
      if (turn.whole_channel)
        hold.not_before = now + std::min(turn.wait.value_or(1min), kLongestWait);
      store::save_channel_hold(session, hold);
    }
    tidy(session, delivery, false);
    return Outcome::commit;
  });
}

}  // namespace mingcha::desk
