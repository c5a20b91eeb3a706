// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "http/portal/amount.h"
#include "http/portal/assets.h"
#include "http/portal/frame.h"
#include "http/portal/page.h"

namespace mingcha::portal {
namespace {

Html how_it_works(const Reader& reader, const LogView& view) {
  Html kept{reader.say(Phrase::log_how_3)};
  if (!view.witnesses.empty()) {
    kept += " ";
    kept += reader.say(Phrase::log_how_witnesses);
  }
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::log_how_title)),
             tag("ol", {{"class", "steps"}}, tag("li", {}, reader.say(Phrase::log_how_1)),
                 tag("li", {}, reader.say(Phrase::log_how_2)), tag("li", {}, kept)));
}

Html witnesses(const Reader& reader, const LogView& view) {
  if (view.witnesses.empty()) return reader.say(Phrase::log_witnesses_none);
  Html entries;
  for (const WitnessView& witness : view.witnesses) {
    const Html when =
        witness.signed_at
            ? Html{reader.fill(Phrase::log_witness_at, reader.moment(*witness.signed_at))}
            : Html{reader.say(Phrase::log_witness_never)};
    entries += tag("li", {}, tag("b", {}, witness.name), " ", when,
                   tag("code", {{"class", "long"}}, witness.vkey));
  }
  return tag("ul", {{"class", "plain"}}, entries);
}

Html state(const Reader& reader, const LogView& view) {
  const auto& signed_at = view.figures.checkpoint_at;
  Html facts = fact(reader.say(Phrase::log_size), to_grouped(view.figures.size));
  facts += fact(reader.say(Phrase::log_time), signed_at ? Html{reader.moment(*signed_at)}
                                                        : Html{reader.say(Phrase::log_time_none)});
  facts += fact(reader.say(Phrase::log_root), tag("code", {{"class", "long"}}, view.root));
  facts += fact(reader.say(Phrase::log_origin),
                tag("code", {{"class", "long"}}, reader.site().log_origin));
  facts += fact(reader.say(Phrase::log_key), tag("code", {}, reader.site().log_key_id));
  facts += fact(reader.say(Phrase::log_vkey), tag("code", {{"class", "long"}}, view.vkey));
  facts += fact(reader.say(Phrase::log_witnesses), witnesses(reader, view));
  return tag("section", {{"class", "panel"}}, tag("h2", {}, reader.say(Phrase::log_state)),
             tag("dl", {}, facts));
}

Html raw_file(const Reader& reader, const char* path, Phrase label) {
  return tag("li", {}, tag("a", {{"href", path}}, reader.say(label)), " ", tag("code", {}, path));
}

Html raw_files(const Reader& reader, const LogView& view) {
  Html entries = raw_file(reader, "/log/checkpoint", Phrase::log_raw_checkpoint);
  entries += raw_file(reader, "/log/policy", Phrase::log_raw_policy);
  entries += raw_file(reader, "/log/fields.json", Phrase::log_raw_fields);
  // A tile of an empty log does not exist, and one that is not full says how full it is.
  if (view.figures.size > 0) {
    std::string tile = "/log/tile/0/000";
    if (view.figures.size < 256) tile += ".p/" + std::to_string(view.figures.size);
    entries += raw_file(reader, tile.c_str(), Phrase::log_raw_tiles);
  }
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::log_raw)),
             tag("ul", {{"class", "files"}}, entries),
             tag("h2", {}, reader.say(Phrase::log_tools_title)),
             tag("p", {}, reader.say(Phrase::log_tools_text)),
             tag("details", {}, tag("summary", {}, reader.say(Phrase::log_checkpoint_text)),
                 tag("pre", {{"tabindex", "0"}}, view.checkpoint)));
}

Html list(const Reader& reader, const std::vector<Phrase>& entries) {
  Html html;
  for (const Phrase entry : entries) html += tag("li", {}, reader.say(entry));
  return tag("ul", {}, html);
}

Html verify_explanation(const Reader& reader) {
  Html html = tag("h2", {}, reader.say(Phrase::verify_how));
  html += list(reader, {Phrase::verify_how_paper, Phrase::verify_how_web, Phrase::verify_how_file,
                        Phrase::verify_how_offline});
  html += tag("h2", {}, reader.say(Phrase::verify_checks));
  html +=
      list(reader, {Phrase::verify_check_log, Phrase::verify_check_same, Phrase::verify_check_masks,
                    Phrase::verify_check_time, Phrase::verify_check_review});
  html += tag("h2", {}, reader.say(Phrase::verify_limits));
  html += tag("p", {}, reader.say(Phrase::verify_limits_text));
  return tag("section", {{"class", "explanation"}}, html);
}

struct MessageWords {
  Phrase title;
  Phrase text;
};

MessageWords words_of(Message kind) {
  switch (kind) {
    case Message::not_found: return {Phrase::not_found_title, Phrase::not_found_text};
    case Message::bad_request: return {Phrase::bad_request_title, Phrase::bad_request_text};
    case Message::too_many: return {Phrase::too_many_title, Phrase::too_many_text};
    case Message::fault: return {Phrase::fault_title, Phrase::fault_text};
  }
  return {Phrase::fault_title, Phrase::fault_text};
}

}  // namespace

std::string log_page(const SiteView& site, const LogView& view) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::log_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::log_lead));
  content += tag("div", {{"class", "columns even"}},
                 tag("div", {}, how_it_works(reader, view), raw_files(reader, view)),
                 tag("div", {{"class", "side"}}, state(reader, view)));
  return frame(reader, {.title = title, .section = Section::log, .script = ""}, content);
}

std::string verify_page(const SiteView& site) {
  const Reader reader{site};
  const std::string title{reader.say(Phrase::verify_title)};
  Html content = tag("h1", {}, title);
  content += tag("p", {{"class", "lead"}}, reader.say(Phrase::verify_lead));
  // The module puts itself in place of the note, which stays where no script runs. What a failed
  // check tells people to call is given to it here.
  content += tag("div",
                 {{"id", "verify"},
                  {"data-language", site.language == Language::zh ? "zh" : "en"},
                  {"data-telephone", site.supervision_phone}},
                 tag("p", {{"class", "note"}}, reader.say(Phrase::verify_noscript), " ",
                     tag("a", {{"href", reader.link("/log")}}, reader.say(Phrase::nav_log))));
  content += verify_explanation(reader);
  return frame(
      reader,
      {.title = title, .section = Section::verify, .script = std::string{asset_path("verify.js")}},
      content);
}

std::string message_page(const SiteView& site, const MessageView& view) {
  const Reader reader{site};
  const MessageWords words = words_of(view.kind);
  Html content = tag("h1", {}, reader.say(words.title));
  content += tag("p", {{"class", "lead"}}, reader.say(words.text));
  if (const std::string& detail = reader.say(view.detail); !detail.empty()) {
    content += tag("p", {}, detail);
  }
  content += tag("dl", {}, fact(reader.say(Phrase::reference), view.reference));
  content += tag(
      "p", {{"class", "buttons"}},
      tag("a", {{"class", "button"}, {"href", reader.link("/")}}, reader.say(Phrase::back_home)),
      tag("a", {{"class", "button"}, {"href", reader.link("/decisions")}},
          reader.say(Phrase::back_search)));
  const std::string title{reader.say(words.title)};
  return frame(reader, {.title = title, .section = Section::none, .script = ""}, content);
}

namespace {

const char* name_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::text: return "text";
    case FieldKind::document_number: return "document_number";
    case FieldKind::date: return "date";
    case FieldKind::integer: return "integer";
    case FieldKind::fen: return "fen";
    case FieldKind::choice: return "choice";
    case FieldKind::document_digest: return "document_digest";
  }
  return "text";
}

}  // namespace

std::string fields_json(const std::vector<RecordFieldsView>& records) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const RecordFieldsView& record : records) {
    auto& fields = json[record.type] = nlohmann::ordered_json::array();
    for (const FieldView& field : record.fields) {
      nlohmann::ordered_json one{{"name", field.name},
                                 {"kind", name_of(field.kind)},
                                 {"label", field.label.zh},
                                 {"label_en", field.label.in(Language::en)}};
      if (field.presence == Presence::where_shown) one["optional"] = true;
      for (const Choice& choice : field.choices) {
        one["choices"].push_back({{"value", choice.value},
                                  {"label", choice.label.zh},
                                  {"label_en", choice.label.in(Language::en)}});
      }
      fields.push_back(std::move(one));
    }
  }
  return json.dump();
}

}  // namespace mingcha::portal
