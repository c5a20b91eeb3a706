// SPDX-License-Identifier: Apache-2.0
// The public's side of feedback: sending in, and seeing what became of it.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/readable_code.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "crypto/sealed.h"
#include "desk/client_network.h"
#include "desk/feedback_desk.h"
#include "desk/feedback_route.h"
#include "desk/idempotency.h"
#include "desk/people_desk.h"
#include "desk/recorder.h"
#include "feedback/codec.h"
#include "pack/definition.h"
#include "registers/publication_register.h"
#include "store/database.h"

namespace mingcha::desk {
namespace {

using feedback::State;
using store::Outcome;
using store::Session;

constexpr std::size_t kAboutMost = 300;
constexpr std::size_t kNameMost = 50;
constexpr std::size_t kContactMost = 100;

Rejection too_often() {
  const Text what{"提交过于频繁，请稍后再试", "Too many at once; please try again in a while"};
  return {Refusal::too_many,
          what,
          {{"too-many-attempts", what, {}, {"请等一分钟再试", "Wait a minute"}, {}}}};
}

/// A number that nobody has and a secret that is wrong are told in the same words: whoever guesses
/// learns nothing.
Rejection no_such_receipt() {
  const Text what{"回执编号或者查询密码不对", "No receipt has this number and this key"};
  return {Refusal::not_found,
          what,
          {{"receipt-unknown",
            what,
            {},
            {"请照着回执再输入一次：编号8位，密码16位",
             "Type both again as on the receipt: 8 characters and 16"},
            "number"}}};
}

Finding finding(const char* code, const char* where, Text what, Text cure) {
  return {code, std::move(what), {}, std::move(cure), where};
}

void check_length(Findings& findings, const char* where, const std::string& text,
                  std::size_t most) {
  if (count_characters(text) <= most) return;
  const auto limit = std::to_string(most);
  findings.push_back(finding("too-long", where,
                             {"超过" + limit + "字", "longer than " + limit + " characters"},
                             {"请写得简短些", "make it shorter"}));
}

Findings faults_of(const SpeakUp& said, const pack::FeedbackKind& kind,
                   const people::Directory& people) {
  Findings findings;
  if (trim(said.text).empty() && !kind.rated) {
    findings.push_back(finding("text-missing", "text", {"没有写内容", "Nothing is written"},
                               {"请写明要反映的事", "Say what it is about"}));
  }
  check_length(findings, "text", said.text, kFeedbackTextMost);
  check_length(findings, "about", said.about, kAboutMost);
  check_length(findings, "name", said.name, kNameMost);
  check_length(findings, "contact", said.contact, kContactMost);
  if (kind.rated && (said.rating < 1 || said.rating > 5)) {
    findings.push_back(finding("rating-missing", "rating", {"没有打分", "No rating is given"},
                               {"请选择一到五分", "Choose one to five"}));
  }
  if (!said.against.empty() && people.unit(said.against) == nullptr) {
    findings.push_back(finding("unknown-unit", "against", {"没有这个单位", "No such unit"},
                               {"请从列出的单位中选择", "Choose one of those listed"}));
  }
  if (kind.rated && said.against.empty()) {
    findings.push_back(finding("unit-missing", "against", {"没有选择单位", "No unit is chosen"},
                               {"请选择为您办事的单位", "Choose the unit that served you"}));
  }
  return findings;
}

/// Whoever has it is given the term to answer; once it is over, silence is an answer too.
std::optional<Rejection> too_early(const State& first, const std::optional<Instant>& due,
                                   Instant now) {
  if (first.settled() || !due || now > *due) {
    if (first.again.empty()) return std::nullopt;
    const Text what{"这件事已经再次反映过", "A second one about this came already"};
    return Rejection{
        Refusal::out_of_order,
        what,
        {finding("again-already", "", what,
                 {"请凭再次反映的回执查看", "Look with the receipt of the second one"})}};
  }
  const Text what{"还在答复期限内", "It is still within the term for an answer"};
  return Rejection{Refusal::out_of_order,
                   what,
                   {finding("again-too-early", "", what,
                            {"答复以后，或者超过期限没有答复的，可以再次反映",
                             "Write again once it is answered, or late"})}};
}

std::string new_number() { return make_code(crypto::random_bytes(16), kReceiptNumberLength); }

/// The last part of "/decisions/p-1" when it is one of those.
std::string id_after(const std::string& address, std::string_view prefix) {
  if (!address.starts_with(prefix)) return {};
  auto id = address.substr(prefix.size());
  id = id.substr(0, id.find_first_of("?#/"));
  return id;
}

}  // namespace

Text title_of_page(const registers::PublicationRow& row) {
  const auto title = row.title + " " + row.number;
  return {title, title};
}

bool FeedbackDesk::is_too_often(const std::string& address) {
  const auto now = clock_.now();
  return per_address_.take(client_network(address), now).count() > 0 ||
         overall_.take("", now).count() > 0;
}

FeedbackDesk::About FeedbackDesk::about(Session& session, const std::string& address) {
  About out;
  out.address = address;
  if (const auto id = id_after(address, "/decisions/"); !id.empty()) {
    const auto row = registers::find_public(session, id);
    if (!row || (row->state != "published" && row->state != "withdrawn")) return out;
    out.case_id = row->case_id;
    out.unit = row->unit;
    if (row->state == "published") out.title = title_of_page(*row);
  } else if (const auto item = pack_.items.find(id_after(address, "/items/"));
             item != pack_.items.end()) {
    out.title = item->second.title;
  }
  return out;
}

FeedbackDesk::About FeedbackDesk::about(const std::string& address) {
  About out;
  database_.read([&](Session& session) { out = about(session, address); });
  return out;
}

/// Made from the record key of its first event, so that it stands nowhere.
std::string FeedbackDesk::secret_of(Session& session, const std::string& number) {
  store::UpTo first;
  first.version = 1;
  const auto events = store::load(session, feedback_stream(number), 1, first);
  const auto secret = events.empty() ? std::nullopt : recorder_.secret_of(session, events.front());
  if (!secret) return {};
  return make_code(
      as_bytes(crypto::hmac_sha256(as_bytes(secret->key.bytes), "mingcha-feedback-secret/v1")),
      kReceiptSecretLength);
}

Result<State> FeedbackDesk::opened_with(Session& session, const std::string& number,
                                        const std::string& secret) {
  const auto typed_number = read_code(number, kReceiptNumberLength);
  const auto typed_secret = read_code(secret, kReceiptSecretLength);
  const auto right = typed_number.code.empty() || typed_secret.code.empty()
                         ? std::string{}
                         : secret_of(session, typed_number.code);
  if (right.empty() || !crypto::same_secret(right, typed_secret.code)) {
    return tl::unexpected<Rejection>(no_such_receipt());
  }
  return *load(session, typed_number.code);
}

Result<FeedbackSight> FeedbackDesk::follow(std::string_view number, std::string_view secret,
                                           const std::string& address) {
  if (looks_per_address_.take(client_network(address), clock_.now()).count() > 0) {
    return tl::unexpected<Rejection>(too_often());
  }
  Result<FeedbackSight> out = tl::unexpected<Rejection>(no_such_receipt());
  database_.read([&](Session& session) {
    auto state = opened_with(session, std::string{number}, std::string{secret});
    if (!state) return;
    out = sight_of(session, *std::move(state));
  });
  return out;
}

/// Answers JSON with the number. The first one about the same matter goes along to whoever gets the
/// second.
Result<std::string> FeedbackDesk::take_in(Session& session, const SpeakUp& said,
                                          const Envelope& envelope) {
  const auto people = people_.directory(session);
  const auto* kind = pack_.participation.kind(said.kind);
  if (kind == nullptr) {
    return reject(Refusal::invalid, {"没有这一类反馈", "no such kind"},
                  {finding("unknown-kind", "kind", {"没有选择反馈的种类", "No kind is chosen"},
                           {"请先选择纠错、投诉、评价或者咨询", "Choose what you want to do"})});
  }
  if (auto faults = faults_of(said, *kind, *people); !faults.empty()) {
    return reject(Refusal::invalid, {"有几处需要补正", "Some things are missing or wrong"},
                  std::move(faults));
  }
  feedback::FeedbackReceived event;
  event.number = new_number();
  event.kind = kind->id;
  event.text = std::string{trim(said.text)};
  event.rating = kind->rated ? said.rating : 0;
  event.may_publish = said.may_publish;
  const auto page = about(session, std::string{trim(said.about)});
  event.about = page.address;
  event.case_id = page.case_id;
  std::set<std::string> away;
  if (kind->against_unit) {
    const auto& unit = said.against.empty() ? page.unit : said.against;
    if (!unit.empty()) away.insert(unit);
  }
  std::optional<State> first;
  if (!said.earlier.empty()) {
    auto opened = opened_with(session, said.earlier, said.earlier_secret);
    if (!opened) return tl::unexpected<Rejection>(opened.error());
    first = *std::move(opened);
    if (auto early = too_early(*first, row_of(*first).due, clock_.now())) {
      return tl::unexpected<Rejection>(*std::move(early));
    }
    event.earlier = first->received.number;
    away.insert(first->away.begin(), first->away.end());
    away.insert(first->unit);
  }
  // Should every unit be kept away, the one that heads the list answers all the same: a complaint
  // that reaches nobody would be worse.
  const auto& roles = first ? kind->again : kind->to;
  event.unit = answering_unit(*people, roles, away);
  if (event.unit.empty()) event.unit = answering_unit(*people, roles, {});
  away.erase(event.unit);
  event.away = {away.begin(), away.end()};
  if (!said.name.empty() || !said.contact.empty()) {
    const auto author = nlohmann::json{{"name", said.name}, {"contact", said.contact}}.dump();
    event.author =
        to_base64url(crypto::seal(wrapping_key_, author, "feedback-author/" + event.number));
  }
  const auto number = event.number;
  const auto unit = event.unit;
  if (auto done = record(session, {}, event, kPublicActor, envelope.key); !done) {
    return tl::unexpected<Rejection>(done.error());
  }
  if (first) {
    auto kept = away;
    kept.erase(unit);
    const feedback::FeedbackEscalated moved{unit, number, {kept.begin(), kept.end()}};
    if (auto done = record(session, *first, moved, kPublicActor, envelope.key); !done) {
      return tl::unexpected<Rejection>(done.error());
    }
  }
  return nlohmann::json{{"number", number}}.dump();
}

Result<FeedbackReceipt> FeedbackDesk::receive(const SpeakUp& said, const std::string& address,
                                              const Envelope& envelope) {
  if (is_too_often(address)) return tl::unexpected<Rejection>(too_often());
  Result<std::string> outcome;
  database_.write([&](Session& session) {
    outcome = once(session, kPublicActor, envelope, clock_.now(),
                   [&] { return take_in(session, said, envelope); });
    return outcome ? Outcome::commit : Outcome::roll_back;
  });
  outcome = settled(database_, kPublicActor, envelope, std::move(outcome));
  if (!outcome) return tl::unexpected<Rejection>(outcome.error());
  FeedbackReceipt receipt{nlohmann::json::parse(*outcome).at("number"), {}};
  database_.read([&](Session& session) { receipt.secret = secret_of(session, receipt.number); });
  return receipt;
}

FeedbackDesk::PublishedAnswers FeedbackDesk::published(std::int64_t offset, std::int64_t limit) {
  PublishedAnswers out;
  database_.read([&](Session& session) {
    out.total = registers::count_published_answers(session);
    out.rows = registers::published_answers(session, offset, limit);
  });
  return out;
}

}  // namespace mingcha::desk
