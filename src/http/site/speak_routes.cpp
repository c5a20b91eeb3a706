// SPDX-License-Identifier: Apache-2.0
// 公众参与: what the public sends in, and what becomes of it.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/encoding.h"
#include "base/readable_code.h"
#include "crypto/hash.h"
#include "desk/services.h"
#include "http/form_body.h"
#include "http/portal/page.h"
#include "http/problem.h"
#include "http/site/page_response.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "http/site/speak_view.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;

constexpr std::uint64_t kLargestForm = 64 * 1024;
constexpr std::int64_t kPerPage = 20;

int whole_number(const std::string& text) {
  int out = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, out);
  return error == std::errc{} && rest == end ? out : 0;
}

/// For what is refused as a whole: a form that cannot be read, too many of them.
Response message(const Request& request, desk::Services& services, const Rejection& no) {
  portal::MessageView view;
  view.kind = no.kind == Refusal::too_many    ? portal::Message::too_many
              : no.kind == Refusal::not_found ? portal::Message::not_found
                                              : portal::Message::bad_request;
  view.detail = no.findings.empty() ? no.title : no.findings.front().what;
  auto response =
      private_page(portal::message_page(site_view(request, services), view), status_of(no.kind));
  if (no.kind == Refusal::too_many) response.headers.set("Retry-After", "60");
  return response;
}

portal::SpeakHomeView home_view(desk::Services& services) {
  portal::SpeakHomeView view;
  for (const auto& kind : services.pack.participation.kinds) view.kinds.push_back(kind_view(kind));
  view.answers = static_cast<std::uint64_t>(services.feedback.published(0, 0).total);
  return view;
}

Response home(const Request& request, desk::Services& services) {
  return page_response(portal::speak_home_page(site_view(request, services), home_view(services)));
}

/// From a published page one comes without a kind: to report what is wrong with it.
const pack::FeedbackKind* kind_asked(const Request& request, const pack::Participation& all) {
  const auto asked = request.query_value("kind");
  if (asked) return all.kind(std::string{*asked});
  const auto found = std::ranges::find(all.kinds, true, &pack::FeedbackKind::about_page);
  return found == all.kinds.end() ? nullptr : &*found;
}

Response show_form(const Request& request, desk::Services& services) {
  const auto* kind = kind_asked(request, services.pack.participation);
  if (kind == nullptr) return see_other("/speak");
  const std::string about{first_characters(request.query_value("about").value_or(""), 300)};
  return private_page(
      portal::speak_form_page(site_view(request, services), form_view(*kind, about, services)));
}

desk::SpeakUp read_said(const FormBody& form) {
  desk::SpeakUp out;
  out.kind = form.text("kind");
  out.text = form.text("text");
  out.about = form.text("about");
  out.against = form.text("against");
  out.rating = whole_number(form.text("rating"));
  out.name = form.text("name");
  out.contact = form.text("contact");
  out.may_publish = form.ticked("may_publish");
  out.earlier = form.text("earlier");
  out.earlier_secret = form.text("earlier_secret");
  return out;
}

/// The same form again, with all that was typed and what is wrong with it.
Response form_again(const Request& request, desk::Services& services, const desk::SpeakUp& said,
                    const Rejection& no) {
  const auto* kind = services.pack.participation.kind(said.kind);
  if (kind == nullptr || no.kind == Refusal::too_many) return message(request, services, no);
  auto view = form_view(*kind, said.about, services);
  view.text = said.text;
  view.against = said.against;
  view.rating = said.rating;
  view.name = said.name;
  view.contact = said.contact;
  view.may_publish = said.may_publish;
  view.earlier = said.earlier;
  view.earlier_secret = said.earlier_secret;
  view.faults = faults_view(no);
  return private_page(portal::speak_form_page(site_view(request, services), view),
                      status_of(no.kind));
}

/// A form that was sent twice has the same key, and its second receipt is the first one.
Response send(const Request& request, desk::Services& services) {
  const auto form = read_form(request);
  if (!form) return message(request, services, form.error());
  const auto said = read_said(*form);
  desk::Envelope envelope;
  envelope.key = first_characters(form->text("key"), 60);
  if (!envelope.key.empty()) envelope.key = "speak." + envelope.key;
  envelope.digest = to_hex(as_bytes(crypto::sha256(request.body)));
  const auto receipt = services.feedback.receive(said, request.client_address, envelope);
  if (!receipt) return form_again(request, services, said, receipt.error());
  const auto sight =
      services.feedback.follow(receipt->number, receipt->secret, request.client_address);
  if (!sight) return message(request, services, sight.error());
  return private_page(portal::speak_receipt_page(site_view(request, services),
                                                 receipt_view(*sight, receipt->secret, services)),
                      201);
}

Response ask_secret(const Request& request, desk::Services& services) {
  portal::SpeakHomeView view;
  view.number = std::string{first_characters(request.capture("receipt"), 20)};
  return private_page(portal::speak_secret_page(site_view(request, services), view));
}

Response status(const Request& request, desk::Services& services, const FormBody& form,
                const std::string& number) {
  const auto secret = form.text("secret");
  const auto sight = services.feedback.follow(number, secret, request.client_address);
  if (!sight) {
    portal::SpeakHomeView view;
    view.number = std::string{first_characters(number, 20)};
    view.faults = faults_view(sight.error());
    auto response = private_page(portal::speak_secret_page(site_view(request, services), view),
                                 status_of(sight.error().kind));
    if (sight.error().kind == Refusal::too_many) response.headers.set("Retry-After", "60");
    return response;
  }
  return private_page(portal::speak_status_page(site_view(request, services),
                                                status_view(*sight, secret, services)));
}

Response show_receipt(const Request& request, desk::Services& services) {
  const auto form = read_form(request);
  if (!form) return message(request, services, form.error());
  return status(request, services, *form, form->text("number"));
}

Response show_status(const Request& request, desk::Services& services) {
  const auto form = read_form(request);
  if (!form) return message(request, services, form.error());
  return status(request, services, *form, request.capture("receipt"));
}

Response answers(const Request& request, desk::Services& services) {
  const auto wanted = request.query_integer("page", 1, 1, 1'000'000);
  if (!wanted) return missing_page(request, services);
  const auto found = services.feedback.published((*wanted - 1) * kPerPage, kPerPage);
  portal::SpeakAnswersView view;
  view.total = static_cast<std::uint64_t>(found.total);
  view.page = static_cast<std::uint64_t>(*wanted);
  view.pages = static_cast<std::uint64_t>(
      std::max<std::int64_t>(1, (found.total + kPerPage - 1) / kPerPage));
  for (const auto& row : found.rows) {
    const auto* kind = services.pack.participation.kind(row.kind);
    view.answers.push_back({kind == nullptr ? Text{} : kind->title, row.question, row.answer,
                            parse_day(row.published_on).value_or(Day{})});
  }
  return page_response(portal::speak_answers_page(site_view(request, services), view));
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/speak",
     .may = Permission::public_access,
     .summary = {"公众参与", "Speak up"},
     .answer = {.media_type = "text/html"},
     .handle = home},
    {.verb = Verb::post,
     .path = "/speak",
     .may = Permission::public_access,
     .summary = {"提交纠错、投诉、评价、咨询", "Send something in; answers its receipt"},
     .body = Body::form(kLargestForm),
     .answer = {201, {}, "text/html"},
     .handle = send},
    {.verb = Verb::get,
     .path = "/speak/new",
     .may = Permission::public_access,
     .summary = {"填写", "The form for one kind"},
     .query = {{{"kind", {"种类", "which kind"}},
                {"about", {"关于哪个公示页", "address of the published page it is about"}}}},
     .answer = {.media_type = "text/html"},
     .handle = show_form},
    {.verb = Verb::get,
     .path = "/speak/answers",
     .may = Permission::public_access,
     .summary = {"公开的答复", "Published answers"},
     .query = {{{"page", {"第几页", "which page"}, R"({"type":"integer","minimum":1})"}}},
     .answer = {.media_type = "text/html"},
     .handle = answers},
    {.verb = Verb::post,
     .path = "/speak/receipt",
     .may = Permission::public_access,
     .summary = {"凭回执查看", "What became of it, for whoever has the receipt"},
     .body = Body::form(4096),
     .answer = {.media_type = "text/html"},
     .handle = show_receipt},
    {.verb = Verb::get,
     .path = "/speak/{receipt}",
     .may = Permission::public_access,
     .summary = {"查看回执", "Asks for the key of a receipt"},
     .answer = {.media_type = "text/html"},
     .handle = ask_secret},
    {.verb = Verb::post,
     .path = "/speak/{receipt}",
     .may = Permission::public_access,
     .summary = {"凭密码查看回执", "What became of it, with the key in the form"},
     .body = Body::form(4096),
     .answer = {.media_type = "text/html"},
     .handle = show_status},
});

}  // namespace

std::span<const Route> speak_routes() { return kRoutes; }

Response too_large_page(const Request& request, desk::Services& services) {
  return message(request, services,
                 {Refusal::too_large,
                  {"提交的内容过大，请写得简短些，不要夹带文件",
                   "What was sent is too large: make it shorter, without files"},
                  {}});
}

}  // namespace mingcha::http
