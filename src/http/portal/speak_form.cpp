// SPDX-License-Identifier: Apache-2.0
// 公众参与: where to begin, and the forms.
#include <algorithm>

#include <fmt/format.h>

#include "http/portal/frame.h"
#include "http/portal/participation_view.h"
#include "http/portal/speak_parts.h"

namespace mingcha::portal {
namespace {

bool is_wrong(const std::vector<SpeakFault>& faults, std::string_view field) {
  return std::ranges::find(faults, field, &SpeakFault::field) != faults.end();
}

/// What every field says of itself to screen readers.
Attributes described(const std::vector<SpeakFault>& faults, Name id, Attributes more) {
  Attributes out{{"id", std::string{id.text()}}, {"name", std::string{id.text()}}};
  out.insert(out.end(), more.begin(), more.end());
  if (is_wrong(faults, id.text())) {
    out.push_back({"aria-invalid", "true"});
    out.push_back({"aria-describedby", "fault-" + std::string{id.text()}});
  }
  return out;
}

Html fault_of(const Reader& reader, const std::vector<SpeakFault>& faults, std::string_view field) {
  const auto found = std::ranges::find(faults, field, &SpeakFault::field);
  if (found == faults.end()) return {};
  return tag("p", {{"class", "late"}, {"id", "fault-" + std::string{field}}},
             reader.say(found->what));
}

Html labelled(const Reader& reader, const SpeakFormView& view, Name id, Phrase label,
              const Html& field, std::optional<Phrase> hint = {}) {
  Html content = tag("label", {{"for", std::string{id.text()}}}, reader.say(label)) + field;
  if (hint) content += tag("p", {{"class", "hint"}}, reader.say(*hint));
  return tag("div", {{"class", "entry"}}, content, fault_of(reader, view.faults, id.text()));
}

Html text_area(const Reader& reader, const SpeakFormView& view) {
  Attributes more{{"rows", "7"}, {"maxlength", "4000"}};
  if (!view.kind.rated) more.push_back({"required", ""});
  return labelled(reader, view, "text", view.kind.rated ? Phrase::speak_words : Phrase::speak_text,
                  tag("textarea", described(view.faults, "text", std::move(more)), view.text));
}

Html about(const Reader& reader, const SpeakFormView& view) {
  if (!view.about_title.zh.empty()) {
    return hidden("about", view.about) +
           tag("p", {{"class", "entry"}}, tag("b", {}, reader.say(Phrase::speak_about)), " ",
               tag("a", {{"href", reader.link(view.about)}}, reader.say(view.about_title)));
  }
  if (!view.kind.about_page && view.about.empty()) return {};
  return labelled(
      reader, view, "about", Phrase::speak_about,
      tag("input", described(view.faults, "about", {{"value", view.about}, {"maxlength", "300"}})),
      Phrase::speak_about_hint);
}

Html against(const Reader& reader, const SpeakFormView& view) {
  if (!view.kind.against_unit) return {};
  Html options = tag("option", {{"value", ""}}, reader.say(Phrase::speak_unit_unknown));
  for (const Choice& unit : view.units) {
    Attributes attributes{{"value", unit.value}};
    if (unit.value == view.against) attributes.push_back({"selected", ""});
    options += tag("option", attributes, reader.say(unit.label));
  }
  return labelled(reader, view, "against",
                  view.kind.rated ? Phrase::speak_unit_served : Phrase::speak_unit_against,
                  tag("select", described(view.faults, "against", {}), options),
                  view.kind.rated ? std::optional<Phrase>{} : Phrase::speak_unit_hint);
}

Html rating(const Reader& reader, const SpeakFormView& view) {
  if (!view.kind.rated) return {};
  constexpr Phrase kWords[] = {Phrase::speak_star_1, Phrase::speak_star_2, Phrase::speak_star_3,
                               Phrase::speak_star_4, Phrase::speak_star_5};
  Html choices;
  for (int stars = 5; stars >= 1; --stars) {
    const auto id = fmt::format("rating-{}", stars);
    Attributes attributes{{"type", "radio"},
                          {"id", stars == 5 ? "rating" : id},
                          {"name", "rating"},
                          {"value", std::to_string(stars)}};
    if (stars == view.rating) attributes.push_back({"checked", ""});
    choices += tag("label", {{"class", "choice"}}, tag("input", attributes),
                   fmt::format(" {} {}", stars, reader.say(kWords[stars - 1])));
  }
  return tag("fieldset", {{"class", "entry"}}, tag("legend", {}, reader.say(Phrase::speak_rating)),
             choices, fault_of(reader, view.faults, "rating"));
}

Html author(const Reader& reader, const SpeakFormView& view) {
  const auto field = [&](Name id, Phrase label, const std::string& value, const char* most,
                         const char* complete) {
    return labelled(
        reader, view, id, label,
        tag("input",
            described(view.faults, id,
                      {{"value", value}, {"maxlength", most}, {"autocomplete", complete}})));
  };
  Attributes box{
      {"type", "checkbox"}, {"id", "may-publish"}, {"name", "may_publish"}, {"value", "1"}};
  if (view.may_publish) box.push_back({"checked", ""});
  return tag("fieldset", {}, tag("legend", {}, reader.say(Phrase::speak_author)),
             tag("p", {{"class", "hint"}},
                 reader.say(view.kind.against_unit ? Phrase::speak_author_away
                                                   : Phrase::speak_author_hint)),
             field("name", Phrase::speak_name, view.name, "50", "name"),
             field("contact", Phrase::speak_contact, view.contact, "100", "tel"),
             tag("label", {{"class", "choice"}}, tag("input", box), " ",
                 reader.say(Phrase::speak_may_publish)));
}

Html limits(const Reader& reader, const SpeakFormView& view) {
  if (view.limits.empty()) return {};
  return tag("section", {{"class", "explanation"}}, tag("h2", {}, reader.say(Phrase::speak_limits)),
             limit_list(reader, view.limits));
}

Html receipt_form(const Reader& reader, const SpeakHomeView& view, const std::string& action) {
  const auto field = [&](Name id, Phrase label, const std::string& value) {
    return tag("p", {{"class", "chooser"}},
               tag("label", {{"for", std::string{id.text()}}}, reader.say(label)),
               tag("input", described(view.faults, id,
                                      {{"value", value},
                                       {"class", "code-input"},
                                       {"maxlength", "60"},
                                       {"autocomplete", "off"},
                                       {"spellcheck", "false"},
                                       {"required", ""}})));
  };
  return tag("form", {{"class", "search"}, {"action", action}, {"method", "post"}},
             tag("div", {{"class", "choosers"}}, field("number", Phrase::speak_number, view.number),
                 field("secret", Phrase::speak_secret, "")),
             tag("p", {{"class", "buttons"}},
                 tag("button", {{"type", "submit"}}, reader.say(Phrase::speak_look))));
}

}  // namespace

Html hidden(std::string_view name, const std::string& value) {
  return tag("input", {{"type", "hidden"}, {"name", std::string{name}}, {"value", value}});
}

Html fault_summary(const Reader& reader, const std::vector<SpeakFault>& faults, Phrase heading) {
  if (faults.empty()) return {};
  Html entries;
  for (const SpeakFault& fault : faults) {
    const std::string& cure = reader.say(fault.cure);
    Html words = fault.field.empty()
                     ? tag("span", {}, reader.say(fault.what))
                     : tag("a", {{"href", "#" + fault.field}}, reader.say(fault.what));
    if (!cure.empty()) words += tag("span", {{"class", "hint"}}, " ", cure);
    entries += tag("li", {}, words);
  }
  return tag("div", {{"class", "note fault"}, {"role", "alert"}},
             tag("h2", {}, reader.say(heading)), tag("ul", {}, entries));
}

std::string speak_home_page(const SiteView& site, const SpeakHomeView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::speak_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::speak_lead));
  Html entries;
  for (const SpeakKind& kind : view.kinds) {
    entries += tag("li", {},
                   tag("h3", {},
                       tag("a", {{"href", reader.link("/speak/new", {{"kind", kind.id}})}},
                           reader.say(kind.title))),
                   tag("p", {}, reader.say(kind.hint)));
  }
  content += view.kinds.empty() ? tag("p", {{"class", "empty"}}, reader.say(Phrase::speak_none))
                                : tag("section", {{"class", "actions"}}, tag("ul", {}, entries));
  content += tag("section", {}, tag("h2", {}, reader.say(Phrase::speak_have_receipt)),
                 fault_summary(reader, view.faults, Phrase::speak_no_receipt),
                 receipt_form(reader, view, reader.link("/speak/receipt")));
  if (view.answers > 0) {
    content += tag("p", {},
                   tag("a", {{"href", reader.link("/speak/answers")}},
                       reader.fill(Phrase::speak_answers_link, view.answers)));
  }
  if (!site.supervision_phone.empty()) {
    content += tag("p", {{"class", "hint"}}, reader.say(Phrase::speak_by_phone), " ",
                   tag("a", {{"href", "tel:" + site.supervision_phone}}, site.supervision_phone));
  }
  return frame(reader, {.title = title, .section = Section::speak, .script = ""}, content);
}

std::string speak_form_page(const SiteView& site, const SpeakFormView& view) {
  const Reader reader{site};
  const std::string& title = reader.say(view.kind.title);
  Html content = breadcrumb(reader, "/speak", Phrase::nav_speak, title);
  content += tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(view.kind.hint));
  if (!view.earlier.empty()) {
    content += tag("p", {{"class", "note"}}, reader.fill(Phrase::speak_second, view.earlier));
  }
  content += fault_summary(reader, view.faults, Phrase::speak_faults);
  Html fields = hidden("kind", view.kind.id) + hidden("key", view.key);
  if (!view.earlier.empty()) {
    fields += hidden("earlier", view.earlier) + hidden("earlier_secret", view.earlier_secret);
  }
  fields += about(reader, view) + against(reader, view) + rating(reader, view) +
            text_area(reader, view) + author(reader, view);
  fields += tag("p", {{"class", "buttons"}},
                tag("button", {{"type", "submit"}}, reader.say(Phrase::speak_send)));
  content += tag("form",
                 {{"class", "search speak"}, {"action", reader.link("/speak")}, {"method", "post"}},
                 fields);
  content += limits(reader, view);
  return frame(reader, {.title = title, .section = Section::speak, .script = ""}, content);
}

std::string speak_secret_page(const SiteView& site, const SpeakHomeView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::speak_have_receipt)};
  Html content = breadcrumb(reader, "/speak", Phrase::nav_speak, title);
  content += tag("h1", {}, title) + fault_summary(reader, view.faults, Phrase::speak_no_receipt) +
             receipt_form(reader, view, reader.link("/speak/receipt"));
  return frame(reader, {.title = title, .section = Section::speak, .script = ""}, content);
}

}  // namespace mingcha::portal
