// SPDX-License-Identifier: Apache-2.0
#include "http/portal/frame.h"
#include "http/portal/watch_view.h"

namespace mingcha::portal {
namespace {

Html recording(const Reader& reader, const WatchedRecording& view) {
  Html when;
  if (view.from && view.to) {
    when =
        tag("p", {{"class", "hint"}}, reader.moment(*view.from) + " – " + reader.moment(*view.to));
  }
  const Html film =
      view.plays ? tag("video",
                       {{"controls", ""},
                        {"controlslist", "nodownload"},
                        {"preload", "none"},
                        {"class", "film"},
                        {"src", view.address}},
                       Html{})
                 : tag("p", {}, tag("a", {{"href", view.address}}, reader.say(Phrase::watch_file)));
  return tag("li", {}, tag("h2", {}, view.name), when, film,
             tag("p", {{"class", "hint"}}, reader.say(Phrase::watch_digest),
                 tag("code", {{"class", "digest"}}, view.sha256)));
}

}  // namespace

std::string watch_page(const SiteView& site, const WatchView& view) {
  const Reader reader{site};
  Html list;
  for (const auto& one : view.recordings) list += recording(reader, one);
  const Html content =
      tag("h1", {}, reader.say(Phrase::watch_title)) +
      tag("p", {{"class", "lead"}},
          reader.fill(Phrase::watch_lead, view.viewer, view.organ, reader.moment(view.until))) +
      tag("p", {{"class", "note"}}, reader.say(Phrase::watch_notice)) +
      tag("ul", {{"class", "films"}}, list);
  return frame(reader, {std::string{reader.say(Phrase::watch_title)}, Section::none, {}}, content);
}

}  // namespace mingcha::portal
