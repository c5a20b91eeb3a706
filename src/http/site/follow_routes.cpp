// SPDX-License-Identifier: Apache-2.0
// 办案进度查询: a case followed by its party.
#include <array>

#include "desk/masking.h"
#include "desk/progress_desk.h"
#include "desk/services.h"
#include "http/form_body.h"
#include "http/portal/participation_view.h"
#include "http/problem.h"
#include "http/site/page_response.h"
#include "http/site/site.h"
#include "http/site/site_view.h"
#include "pack/definition.h"

namespace mingcha::http {
namespace {

using people::Permission;

constexpr std::uint64_t kLargestForm = 4096;

/// Sentences come from the law and the pack; should one of them hold something personal of the case
/// nevertheless, it is left out.
std::vector<Text> clean(const acts::CaseView& view, std::vector<Text> sentences) {
  std::erase_if(sentences, [&](const Text& one) {
    return !desk::leaks_in(view, {{{}, one.zh}, {{}, one.en}}).empty();
  });
  return sentences;
}

portal::FollowLimit limit_view(const desk::FollowSight& sight, const acts::ToldLimit& limit,
                               desk::Services& services) {
  return {limit.title,
          limit.due,
          limit.right,
          limit.overdue,
          clean(*sight.view, law::to_sentences(limit.derivation, services.pack.statutes)),
          article_view(services, limit.article)};
}

portal::FollowView follow_view(const desk::FollowSight& sight, desk::Services& services) {
  const auto& progress = sight.progress;
  const auto& rules = services.pack.participation.progress;
  portal::FollowView view;
  view.kind = progress.item;
  view.opened = progress.opened;
  view.unit = sight.unit;
  view.phone = sight.phone;
  view.closed = progress.closed;
  for (const auto& stage : progress.done) view.done.push_back({stage.words, stage.from, stage.to});
  view.current = progress.current;
  view.next = progress.next;
  for (const auto& limit : progress.limits) {
    view.limits.push_back(limit_view(sight, limit, services));
  }
  for (const auto* right : progress.rights) {
    view.rights.push_back({right->what, article_view(services, right->article)});
  }
  if (progress.decided) view.remedies = remedies_view(sight.view->item(), services);
  for (const auto& look : sight.looks) {
    view.looks.push_back({look.day, look.unit, look.role, look.follower});
  }
  view.why = article_view(services, rules.article);
  view.why_looks = article_view(services, rules.looks_article);
  return view;
}

Response show_form(const Request& request, desk::Services& services) {
  return page_response(portal::follow_form_page(site_view(request, services), {}));
}

Response refuse(const Request& request, desk::Services& services, const Rejection& no,
                const std::string& typed) {
  portal::FollowFormView view;
  view.typed = std::string{first_characters(typed, 60)};
  view.fault = no.findings.empty() ? no.title : no.findings.front().what;
  if (!no.findings.empty()) view.cure = no.findings.front().cure;
  auto response = private_page(portal::follow_form_page(site_view(request, services), view),
                               status_of(no.kind));
  if (no.kind == Refusal::too_many) response.headers.set("Retry-After", "60");
  return response;
}

Response follow(const Request& request, desk::Services& services) {
  const auto form = read_form(request);
  if (!form) return refuse(request, services, form.error(), {});
  const auto typed = form->text("code");
  const auto sight = services.progress.follow(typed, request.client_address);
  if (!sight) return refuse(request, services, sight.error(), typed);
  return private_page(
      portal::follow_page(site_view(request, services), follow_view(*sight, services)));
}

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::get,
     .path = "/follow",
     .may = Permission::public_access,
     .summary = {"办案进度查询", "Follow one's own case"},
     .answer = {.media_type = "text/html"},
     .handle = show_form},
    {.verb = Verb::post,
     .path = "/follow",
     .may = Permission::public_access,
     .summary = {"凭查询码查询办案进度", "The course of the case that has this progress code"},
     .body = Body::form(kLargestForm),
     .answer = {.media_type = "text/html"},
     .handle = follow},
});

}  // namespace

std::span<const Route> follow_routes() { return kRoutes; }

}  // namespace mingcha::http
