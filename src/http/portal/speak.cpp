// SPDX-License-Identifier: Apache-2.0
// 公众参与: the receipt, what became of it, and what was answered in public.
#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/participation_view.h"
#include "http/portal/speak_parts.h"

namespace mingcha::portal {
namespace {

Html derivation(const Reader& reader, const std::vector<Text>& sentences) {
  if (sentences.empty()) return {};
  Html steps;
  for (const Text& sentence : sentences) steps += tag("li", {}, reader.say(sentence));
  return tag("details", {}, tag("summary", {}, reader.say(Phrase::follow_derivation)),
             tag("ol", {{"class", "derivation"}}, steps));
}

Html code(const std::string& text) { return tag("code", {{"class", "receipt"}}, text); }

/// Line breaks stay.
Html words(const Reader& reader, const std::string& text) {
  return in_chinese(reader, "blockquote", "", text);
}

Html stars(const Reader& reader, std::int64_t rating) {
  if (rating == 0) return {};
  return reader.fill(Phrase::speak_stars, rating);
}

Html course(const Reader& reader, const SpeakStatusView& view) {
  Html entries;
  for (const SpeakTurn& turn : view.turns) {
    Html entry =
        tag("b", {}, reader.say(turn.what)) + tag("p", {{"class", "hint"}}, reader.moment(turn.at));
    if (!turn.detail.empty()) entry += words(reader, turn.detail);
    entries += tag("li", {{"class", "past"}}, entry);
  }
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::speak_course)),
             tag("ol", {{"class", "steps course"}}, entries));
}

Html outcome(const Reader& reader, const SpeakStatusView& view) {
  if (view.answer.empty() && view.reason.empty()) return {};
  const bool answered = !view.answer.empty();
  Html content =
      tag("h2", {}, reader.say(answered ? Phrase::speak_answer : Phrase::speak_rejected)) +
      words(reader, answered ? view.answer : view.reason);
  if (view.published) {
    content += tag("p", {{"class", "hint"}}, reader.say(Phrase::speak_is_public));
  }
  return tag("section", {{"class", "panel outcome"}}, content);
}

Html again(const Reader& reader, const SpeakStatusView& view) {
  if (!view.may_speak_again) return {};
  Html fields = hidden("kind", view.kind_id) + hidden("key", view.key) +
                hidden("earlier", view.number) + hidden("earlier_secret", view.secret);
  fields += tag("label", {{"for", "text"}}, reader.say(Phrase::speak_again_text)) +
            tag("textarea", {{"id", "text"},
                             {"name", "text"},
                             {"rows", "5"},
                             {"maxlength", "4000"},
                             {"required", ""}});
  fields += tag("p", {{"class", "buttons"}},
                tag("button", {{"type", "submit"}}, reader.say(Phrase::speak_again_send)));
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::speak_again)),
             tag("p", {{"class", "hint"}}, reader.say(Phrase::speak_again_hint)),
             tag("form",
                 {{"class", "search speak"}, {"action", reader.link("/speak")}, {"method", "post"}},
                 fields));
}

Html facts(const Reader& reader, const SpeakStatusView& view) {
  Html list = fact(reader.say(Phrase::speak_number), code(view.number));
  list += fact(reader.say(Phrase::speak_received_at), reader.moment(view.received_at));
  list += fact(reader.say(Phrase::speak_answered_by), reader.say(view.unit));
  list += fact(reader.say(Phrase::follow_state), tag("strong", {}, reader.say(view.state)));
  if (view.due) {
    Html due = reader.end(*view.due);
    if (view.late) due += tag("span", {{"class", "late"}}, " ", reader.say(Phrase::speak_late));
    list += fact(reader.say(Phrase::speak_due), due);
  }
  if (!view.about_title.zh.empty()) {
    list += fact(reader.say(Phrase::speak_about),
                 tag("a", {{"href", reader.link(view.about)}}, reader.say(view.about_title)));
  } else {
    list += fact(reader.say(Phrase::speak_about), view.about);
  }
  list += fact(reader.say(Phrase::speak_rating), stars(reader, view.rating));
  return tag("dl", {{"class", "guide"}}, list);
}

}  // namespace

std::string speak_receipt_page(const SiteView& site, const SpeakReceiptView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::speak_receipt)};
  Html content = breadcrumb(reader, "/speak", Phrase::nav_speak, title);
  content += tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}, {"role", "status"}}, reader.say(Phrase::speak_thanks));
  Html list = fact(reader.say(Phrase::follow_kind), reader.say(view.kind));
  list += fact(reader.say(Phrase::speak_number), code(view.number));
  list += fact(reader.say(Phrase::speak_secret), code(view.secret));
  list += fact(reader.say(Phrase::speak_answered_by), reader.say(view.unit));
  if (view.due) list += fact(reader.say(Phrase::speak_due), reader.end(*view.due));
  list += fact(reader.say(Phrase::speak_where), tag("a", {{"href", view.link}}, view.link));
  content += tag("dl", {{"class", "guide"}}, list) + derivation(reader, view.derivation);
  content += tag("p", {{"class", "note"}}, reader.say(Phrase::speak_keep));
  if (!view.due) content += tag("p", {{"class", "hint"}}, reader.say(Phrase::speak_no_answer));
  return frame(reader, {.title = title, .section = Section::speak, .script = ""}, content);
}

std::string speak_status_page(const SiteView& site, const SpeakStatusView& view) {
  const Reader reader{site};
  const std::string title = reader.say(view.kind) + " " + view.number;
  Html content = breadcrumb(reader, "/speak", Phrase::nav_speak, view.number);
  content += tag("h1", {}, title) + facts(reader, view) + derivation(reader, view.derivation);
  content += outcome(reader, view) + course(reader, view);
  if (!view.text.empty()) {
    content += tag("section", {}, tag("h2", {}, reader.say(Phrase::speak_yours)),
                   words(reader, view.text));
  }
  content += again(reader, view);
  return frame(reader, {.title = title, .section = Section::speak, .script = ""}, content);
}

std::string speak_answers_page(const SiteView& site, const SpeakAnswersView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::speak_answers)};
  Html content = breadcrumb(reader, "/speak", Phrase::nav_speak, title);
  content += tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::speak_answers_lead));
  Html entries;
  for (const SpeakAnswer& one : view.answers) {
    entries += tag(
        "li", {{"class", "card"}}, in_chinese(reader, "h2", "", one.question),
        words(reader, one.answer),
        tag("p", {{"class", "hint"}}, reader.say(one.kind), " · ", date(reader, one.published_on)));
  }
  content += view.answers.empty()
                 ? tag("p", {{"class", "empty"}}, reader.say(Phrase::speak_answers_none))
                 : tag("ol", {{"class", "cards"}}, entries);
  const auto to_page = [&](std::uint64_t page, const char* rel, Phrase label) {
    return tag(
        "a",
        {{"href", reader.link("/speak/answers", {{"page", std::to_string(page)}})}, {"rel", rel}},
        reader.say(label));
  };
  if (view.pages > 1) {
    Html links;
    if (view.page > 1) links += to_page(view.page - 1, "prev", Phrase::previous_page);
    links += tag("span", {},
                 reader.fill(Phrase::results_page, to_grouped(view.page), to_grouped(view.pages)));
    if (view.page < view.pages) links += to_page(view.page + 1, "next", Phrase::next_page);
    content += tag(
        "nav", {{"class", "paging"}, {"aria-label", std::string{reader.say(Phrase::paging_label)}}},
        links);
  }
  return frame(reader, {.title = title, .section = Section::speak, .script = ""}, content);
}

}  // namespace mingcha::portal
