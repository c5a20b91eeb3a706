// SPDX-License-Identifier: Apache-2.0
#include "http/portal/assets.h"
#include "http/portal/frame.h"
#include "http/portal/participation_view.h"

namespace mingcha::portal {
namespace {

Html fault_box(const Reader& reader, const FollowFormView& view) {
  if (view.fault.zh.empty()) return {};
  return tag("div", {{"class", "note fault"}, {"id", "fault"}, {"role", "alert"}},
             tag("h2", {}, reader.say(view.fault)), tag("p", {}, reader.say(view.cure)));
}

Html code_form(const Reader& reader, const FollowFormView& view) {
  Attributes input{{"id", "code"},
                   {"name", "code"},
                   {"class", "code-input"},
                   {"value", view.typed},
                   {"maxlength", "60"},
                   {"autocomplete", "off"},
                   {"autocapitalize", "characters"},
                   {"spellcheck", "false"},
                   {"required", ""}};
  if (view.fault.zh.empty()) {
    input.push_back({"aria-describedby", "code-hint"});
  } else {
    input.push_back({"aria-describedby", "fault code-hint"});
    input.push_back({"aria-invalid", "true"});
  }
  return tag("form", {{"class", "search"}, {"action", reader.link("/follow")}, {"method", "post"}},
             tag("label", {{"for", "code"}}, reader.say(Phrase::follow_code)),
             tag("div", {{"class", "field"}}, tag("input", input),
                 tag("button", {{"type", "submit"}}, reader.say(Phrase::follow_button))),
             tag("p", {{"id", "code-hint"}, {"class", "hint"}}, reader.say(Phrase::follow_hint)));
}

Html days(const Reader& reader, Day from, Day to) {
  if (from == to) return date(reader, from);
  return date(reader, from) + " – " + date(reader, to);
}

Html stages(const Reader& reader, const FollowView& view) {
  Html entries;
  for (const FollowStage& stage : view.done) {
    entries += tag("li", {{"class", "past"}}, tag("b", {}, reader.say(stage.words)),
                   tag("p", {{"class", "hint"}}, days(reader, stage.from, stage.to)));
  }
  const auto ahead = [&](const char* name, Phrase label, const Text& words) {
    if (words.zh.empty()) return;
    entries += tag("li", {{"class", name}}, tag("p", {{"class", "hint"}}, reader.say(label)),
                   tag("b", {}, reader.say(words)));
  };
  ahead("now", Phrase::follow_now, view.current);
  ahead("ahead", Phrase::follow_next, view.next);
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::follow_course)),
             tag("ol", {{"class", "steps course"}}, entries));
}

Html limit(const Reader& reader, const FollowLimit& view) {
  Html steps;
  for (const Text& sentence : view.derivation) {
    steps += tag("li", {}, reader.say(sentence));
  }
  Html due = tag("p", {}, reader.say(view.right ? Phrase::follow_right_until : Phrase::follow_due),
                 tag("strong", {}, reader.end(view.due)));
  if (view.overdue) due += tag("p", {{"class", "late"}}, reader.say(Phrase::follow_overdue));
  return tag("li", {}, tag("b", {}, reader.say(view.title)), due,
             tag("details", {}, tag("summary", {}, reader.say(Phrase::follow_derivation)),
                 tag("ol", {{"class", "derivation"}}, steps)),
             articles(reader, {view.article}));
}

Html limits(const Reader& reader, const FollowView& view) {
  Html entries;
  for (const FollowLimit& one : view.limits) entries += limit(reader, one);
  const Html list = view.limits.empty()
                        ? tag("p", {{"class", "hint"}}, reader.say(Phrase::follow_no_limits))
                        : tag("ul", {{"class", "remedies"}}, entries);
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::follow_limits)), list);
}

Html rights(const Reader& reader, const FollowView& view) {
  if (view.rights.empty() && view.remedies.empty()) return {};
  Html entries;
  for (const FollowRight& right : view.rights) {
    entries +=
        tag("li", {}, tag("p", {}, reader.say(right.what)), articles(reader, {right.article}));
  }
  Html content = tag("h2", {}, reader.say(Phrase::follow_rights));
  if (!view.rights.empty()) content += tag("ul", {{"class", "plain"}}, entries);
  if (!view.remedies.empty()) {
    content += tag("p", {{"class", "hint"}}, reader.say(Phrase::remedies_lead)) +
               remedy_list(reader, view.remedies);
  }
  return tag("section", {}, content);
}

Html look(const Reader& reader, const FollowLook& view) {
  if (view.reader) {
    return tag("li", {}, tag("span", {}, reader.say(Phrase::follow_look_reader)),
               date(reader, view.day));
  }
  std::string who = reader.say(view.unit);
  if (!who.empty()) who += " · ";
  const std::string& role = reader.say(view.role);
  who += role.empty() ? std::string{reader.say(Phrase::follow_look_staff)} : role;
  return tag("li", {}, tag("span", {}, who), date(reader, view.day));
}

Html looks(const Reader& reader, const FollowView& view) {
  Html entries;
  for (const FollowLook& one : view.looks) entries += look(reader, one);
  const Html list = view.looks.empty()
                        ? tag("p", {{"class", "hint"}}, reader.say(Phrase::follow_no_looks))
                        : tag("ul", {{"class", "rows"}}, entries);
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::follow_looks)),
             tag("p", {{"class", "hint"}}, reader.say(Phrase::follow_looks_lead)), list,
             articles(reader, {view.why_looks}));
}

Html facts(const Reader& reader, const FollowView& view) {
  Html list = fact(reader.say(Phrase::follow_kind), reader.say(view.kind));
  list += fact(reader.say(Phrase::follow_opened), date(reader, view.opened));
  list += fact(reader.say(Phrase::handling_unit), reader.say(view.unit));
  if (!view.phone.empty()) {
    list += fact(reader.say(Phrase::guide_phone),
                 tag("a", {{"href", "tel:" + view.phone}}, view.phone));
  }
  list += fact(reader.say(Phrase::follow_state),
               reader.say(view.closed ? Phrase::follow_closed : Phrase::follow_open));
  return tag("dl", {{"class", "guide"}}, list);
}

}  // namespace

std::string follow_form_page(const SiteView& site, const FollowFormView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::follow_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::follow_lead));
  content += fault_box(reader, view) + code_form(reader, view);
  content +=
      tag("section", {{"class", "explanation"}}, tag("h2", {}, reader.say(Phrase::follow_where)),
          tag("p", {}, reader.say(Phrase::follow_where_text)),
          tag("h2", {}, reader.say(Phrase::follow_what)),
          tag("p", {}, reader.say(Phrase::follow_what_text)));
  return frame(
      reader,
      {.title = title, .section = Section::follow, .script = std::string{asset_path("follow.js")}},
      content);
}

std::string follow_page(const SiteView& site, const FollowView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::follow_title)};
  Html content =
      breadcrumb(reader, "/follow", Phrase::nav_follow, reader.say(Phrase::follow_result));
  content += tag("h1", {}, reader.say(Phrase::follow_result)) + facts(reader, view);
  content += stages(reader, view);
  if (!view.closed) content += limits(reader, view);
  content += rights(reader, view) + looks(reader, view);
  content += tag("p", {{"class", "hint"}}, reader.say(Phrase::follow_private)) +
             articles(reader, {view.why});
  content += tag("p", {{"class", "buttons"}},
                 tag("a", {{"class", "button"}, {"href", reader.link("/follow")}},
                     reader.say(Phrase::follow_again)));
  return frame(reader, {.title = title, .section = Section::follow, .script = ""}, content);
}

}  // namespace mingcha::portal
