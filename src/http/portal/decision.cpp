// SPDX-License-Identifier: Apache-2.0
#include "http/portal/amount.h"
#include "http/portal/frame.h"
#include "http/portal/page.h"

namespace mingcha::portal {
namespace {

// ---- the paper -----------------------------------------------------------------------------

Html masked(const Reader& reader, const Run& run) {
  const std::string label = reader.fill(Phrase::mask_mark, run.mask);
  return tag("span", {{"class", "mask"}}, run.text,
             tag("sup", {}, tag("a", {{"href", "#masks"}, {"aria-label", label}}, run.mask)));
}

Html runs(const Reader& reader, const Paragraph& paragraph) {
  Html html;
  for (const Run& run : paragraph.runs) {
    html += run.mask.empty() ? Html{run.text} : masked(reader, run);
  }
  return html;
}

Html paragraph_element(const Reader& reader, const Paragraph& paragraph) {
  const Html content = runs(reader, paragraph);
  switch (paragraph.kind) {
    case ParagraphKind::body: return tag("p", {}, content);
    case ParagraphKind::heading: return tag("h3", {}, content);
    case ParagraphKind::addressee: return tag("p", {{"class", "addressee"}}, content);
    case ParagraphKind::signature: return tag("p", {{"class", "signature"}}, content);
  }
  return {};
}

Html paper(const Reader& reader, const DecisionView& view) {
  Html body;
  for (const Paragraph& paragraph : view.document) body += paragraph_element(reader, paragraph);
  return in_chinese(
      reader, "article", "paper",
      tag("p", {{"class", "issuer"}}, view.agency.zh) +
          tag("h1", {}, tag("span", {{"class", "document"}}, view.document_title.zh)) +
          tag("p", {{"class", "number"}}, view.summary.number) +
          tag("div", {{"class", "prose"}}, body));
}

// ---- beside it -----------------------------------------------------------------------------

Html penalty_line(const Reader& reader, const Penalty& penalty) {
  Html html = tag("b", {}, reader.say(penalty.kind));
  if (penalty.fen) {
    html += " ";
    html += tag("span", {{"class", "amount"}}, to_yuan(*penalty.fen));
    html += tag("span", {{"class", "capitals"}}, " (", reader.say(Phrase::in_capitals), " ",
                in_chinese(reader, "span", "", "人民币" + to_capital_yuan(*penalty.fen)), ")");
  }
  if (const std::string& detail = reader.say(penalty.detail); !detail.empty()) {
    html += " ";
    html += detail;
  }
  return tag("li", {}, html);
}

Html particulars(const Reader& reader, const DecisionView& view) {
  Html penalties;
  for (const Penalty& penalty : view.penalties) penalties += penalty_line(reader, penalty);
  Html facts = fact(reader.say(Phrase::agency), reader.say(view.agency));
  facts += fact(reader.say(Phrase::handling_unit), reader.say(view.summary.unit));
  facts += fact(reader.say(Phrase::party), in_chinese(reader, "span", "", view.summary.party));
  facts += fact(reader.say(Phrase::cause), reader.say(view.summary.cause));
  if (!penalties.empty()) {
    facts += fact(reader.say(Phrase::penalty), tag("ul", {{"class", "plain"}}, penalties));
  }
  for (const Particular& particular : view.particulars) {
    facts += fact(reader.say(particular.what),
                  in_chinese(reader, "span", "", reader.say(particular.value)));
  }
  facts += fact(reader.say(Phrase::decided_on), date(reader, view.summary.decided_on));
  facts += fact(reader.say(Phrase::published_on), date(reader, view.summary.published_on));
  if (view.due && view.late_days > 0) {
    facts += fact(reader.say(Phrase::late_label),
                  tag("b", {{"class", "bad"}},
                      reader.fill(Phrase::late_text, reader.day(*view.due), view.late_days)));
  }
  if (view.published_until) {
    facts += fact(reader.say(Phrase::published_until), date(reader, *view.published_until));
  }
  return tag("section", {{"class", "panel"}}, tag("h2", {}, reader.say(Phrase::facts)),
             tag("dl", {}, facts));
}

Html genuine(const Reader& reader, const DecisionView& view) {
  Html html = tag("h2", {}, reader.say(Phrase::genuine_title));
  html += tag("p", {}, reader.say(Phrase::genuine_text));
  if (!view.published_index) {
    html += tag("p", {}, reader.say(Phrase::genuine_pending));
    return tag("section", {{"class", "panel genuine"}}, html);
  }
  const std::string fragment =
      "#p." + percent_encode(view.summary.id) + "." + reader.site().log_key_id;
  html += tag("p", {},
              tag("a", {{"class", "button"}, {"href", reader.link("/v") + fragment}},
                  reader.say(Phrase::genuine_button)));
  html += tag("p", {{"class", "hint"}},
              reader.fill(Phrase::genuine_index, to_grouped(*view.published_index)));
  return tag("section", {{"class", "panel genuine"}}, html);
}

Html namesakes(const Reader& reader, const DecisionView& view) {
  if (view.party_kind == PartyKind::organisation && view.namesakes > 0) {
    return tag(
        "section", {{"class", "note"}}, tag("h2", {}, reader.say(Phrase::namesakes_title)),
        tag("p", {},
            reader.fill(Phrase::namesakes_text, to_counted(view.namesakes, view.namesakes_exact))),
        tag("p", {},
            tag("a", {{"href", reader.link("/decisions", {{"q", view.summary.party}})}},
                reader.say(Phrase::show_all))));
  }
  if (view.party_kind != PartyKind::natural_person) return {};
  return tag("section", {{"class", "note"}}, tag("h2", {}, reader.say(Phrase::same_name_title)),
             tag("p", {}, reader.say(Phrase::same_name_text)));
}

Html derivation(const Reader& reader, Phrase title, const std::vector<Text>& sentences) {
  if (sentences.empty()) return {};
  Html steps;
  for (const Text& step : sentences) steps += tag("li", {}, reader.say(step));
  return tag("details", {}, tag("summary", {}, reader.say(title)),
             tag("ol", {{"class", "derivation"}}, steps));
}

/// Above everything else: whoever reads on shall know it.
Html revoked(const Reader& reader, const DecisionView& view) {
  if (!view.revoked) return {};
  const auto& known = *view.revoked;
  Html html = tag("h2", {}, reader.say(Phrase::revoked_title));
  html += tag("p", {},
              reader.fill(Phrase::revoked_text, reader.say(known.ground), reader.say(known.organ),
                          reader.day(known.on)));
  if (known.late_days > 0 && known.withdraw_by) {
    html += tag("p", {{"class", "bad"}},
                reader.fill(Phrase::revoked_late, reader.day(*known.withdraw_by), known.late_days));
  }
  return tag("section", {{"class", "note"}, {"role", "alert"}}, html);
}

Html mask_legend(const Reader& reader, const DecisionView& view) {
  if (view.masks.empty()) return {};
  Html rows;
  for (const MaskReason& mask : view.masks) {
    rows +=
        tag("div", {},
            tag("dt", {}, tag("span", {{"class", "code"}}, mask.code), " ", reader.say(mask.what)),
            tag("dd", {}, reader.say(mask.reason)));
  }
  return tag("section", {{"id", "masks"}}, tag("h2", {}, reader.say(Phrase::masks_title)),
             tag("p", {}, reader.say(Phrase::masks_lead)), tag("dl", {{"class", "masks"}}, rows));
}

Html legal_basis(const Reader& reader, const DecisionView& view) {
  if (view.bases.empty()) return {};
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::basis)), articles(reader, view.bases));
}

Html remedies(const Reader& reader, const DecisionView& view) {
  if (view.remedies.empty()) return {};
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::remedies)),
             tag("p", {}, reader.say(Phrase::remedies_lead)), remedy_list(reader, view.remedies));
}

Html corrections(const Reader& reader, const DecisionView& view) {
  if (view.corrections.empty()) return {};
  Html entries;
  for (const Correction& correction : view.corrections) {
    Html entry = date(reader, correction.on);
    entry += tag("p", {}, reader.say(correction.what));
    entry += tag("p", {}, reader.fill(Phrase::correction_reason, reader.say(correction.reason)));
    if (correction.index) {
      entry += tag("p", {{"class", "hint"}},
                   reader.fill(Phrase::correction_index, to_grouped(*correction.index)));
    }
    entries += tag("li", {}, entry);
  }
  return tag("section", {}, tag("h2", {}, reader.say(Phrase::corrections)),
             tag("ol", {{"class", "corrections"}}, entries));
}

Html below(const Reader& reader, const DecisionView& view) {
  Html html = legal_basis(reader, view);
  html += mask_legend(reader, view);
  html += remedies(reader, view);
  html += corrections(reader, view);
  html += derivation(reader, Phrase::publication_date, view.publication);
  html += derivation(reader, Phrase::until_date, view.until);
  const std::string address = "/decisions/" + percent_encode(view.summary.id);
  const std::string file = address + "/document";
  html += tag("p", {{"class", "hint screen"}},
              tag("a", {{"href", file}, {"download", ""}}, reader.say(Phrase::document_file)), " ",
              tag("a", {{"href", address + "/proof.json"}, {"download", ""}},
                  reader.say(Phrase::proof_file)),
              " ", reader.say(Phrase::seal_note), " ", reader.say(Phrase::print_hint));
  return html;
}

// ---- what is left --------------------------------------------------------------------------

/// The words for either end.
struct Words {
  Phrase title, lead, ended_on, log_text;
};

constexpr Words words_of(Ended ended) {
  if (ended == Ended::expired) {
    return {Phrase::expired_title, Phrase::expired_lead, Phrase::expired_on,
            Phrase::expired_log_text};
  }
  return {Phrase::withdrawn_title, Phrase::withdrawn_lead, Phrase::withdrawn_on,
          Phrase::withdrawn_log_text};
}

Html tombstone_facts(const Reader& reader, const TombstoneView& view) {
  Html facts = fact(reader.say(Phrase::withdrawn_ground), reader.say(view.ground));
  facts += fact(reader.say(Phrase::withdrawn_reason), reader.say(view.reason));
  if (view.ended == Ended::withdrawn) {
    facts += fact(reader.say(Phrase::withdrawn_organ), reader.say(view.organ));
  }
  facts +=
      fact(reader.say(Phrase::withdrawn_document), in_chinese(reader, "span", "", view.document));
  facts += fact(reader.say(Phrase::published_on), date(reader, view.published_on));
  facts += fact(reader.say(words_of(view.ended).ended_on), date(reader, view.withdrawn_on));
  if (view.withdraw_by && view.late_days > 0) {
    facts += fact(
        reader.say(Phrase::late_label),
        tag("b", {{"class", "bad"}},
            reader.fill(Phrase::withdrawn_late, reader.day(*view.withdraw_by), view.late_days)));
  }
  facts += fact(reader.say(Phrase::withdrawn_published_index), to_grouped(view.published_index));
  facts += fact(reader.say(Phrase::withdrawn_withdrawn_index),
                view.withdrawn_index ? Html{to_grouped(*view.withdrawn_index)}
                                     : Html{reader.say(Phrase::withdrawn_index_pending)});
  return tag("dl", {}, facts);
}

}  // namespace

std::string decision_page(const SiteView& site, const DecisionView& view) {
  const Reader reader{site};
  Html content = breadcrumb(reader, "/decisions", Phrase::nav_decisions, view.summary.number);
  content += revoked(reader, view);
  Html side = particulars(reader, view);
  side += genuine(reader, view);
  side += namesakes(reader, view);
  // On a telephone: the paper, then whether it is genuine, then the rest.
  content += tag("div", {{"class", "columns decision"}}, paper(reader, view),
                 tag("div", {{"class", "side"}}, side), tag("div", {}, below(reader, view)));
  return frame(reader, {.title = view.summary.number, .section = Section::decisions, .script = ""},
               content);
}

std::string tombstone_page(const SiteView& site, const TombstoneView& view) {
  const Reader reader{site};
  const auto words = words_of(view.ended);
  const std::string title{reader.say(words.title)};
  Html content = breadcrumb(reader, "/decisions", Phrase::nav_decisions,
                            view.number.empty() ? title : view.number);
  content += tag("h1", {}, title);
  if (!view.number.empty()) content += in_chinese(reader, "p", "number", view.number);
  content += tag("p", {{"class", "lead"}}, reader.say(words.lead));
  content += tag("section", {{"class", "panel"}}, tombstone_facts(reader, view),
                 tag("p", {{"class", "hint"}}, reader.say(words.log_text)));
  content += tag("p", {},
                 tag("a", {{"class", "button"}, {"href", reader.link("/decisions")}},
                     reader.say(Phrase::show_all)));
  return frame(reader, {.title = title, .section = Section::decisions, .script = ""}, content);
}

}  // namespace mingcha::portal
