// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "pack/reading.h"

namespace mingcha::pack {
namespace {

void read_told(Reading& reading, const Entry& entry, Progress& progress) {
  for (const auto& value : entry.items("told")) {
    const Entry one{value, {"steps", "words"}, reading.problems};
    ToldSteps told{one.texts("steps"), one.words_or_none("words")};
    for (const auto& item : one.some("steps")) {
      reading.references.push_back({item.place, "rule-step", item.scalar, {}});
    }
    progress.told.push_back(std::move(told));
  }
}

void read_rights(Reading& reading, const Entry& entry, Progress& progress) {
  const auto environment = reading.environment(all_steps(reading.pack));
  for (const auto& value : entry.items("rights")) {
    const Entry one{value, {"when", "what", "article"}, reading.problems};
    auto when = reading.condition(one, "when", environment);
    auto what = one.words("what");
    auto article = reading.citation(one, "article");
    if (when) progress.rights.push_back({std::move(*when), std::move(what), std::move(article)});
  }
}

void read_progress(Reading& reading, const Value& value) {
  const Entry entry{value,
                    {"article", "looks_article", "papers", "told", "internal", "rights"},
                    reading.problems};
  auto& progress = reading.pack.participation.progress;
  progress.article = reading.citation(entry, "article");
  progress.looks_article = reading.citation(entry, "looks_article");
  progress.papers = entry.texts("papers");
  for (const auto& item : entry.items("papers")) {
    reading.references.push_back({item.place, "document", item.scalar, {}});
  }
  progress.internal = entry.words("internal");
  read_told(reading, entry, progress);
  read_rights(reading, entry, progress);
}

void read_kind(Reading& reading, const Value& value) {
  auto& out = reading.pack.participation;
  const Entry entry{value,
                    {"id", "title", "hint", "article", "rated", "about_page", "against_unit",
                     "limit", "to", "again"},
                    reading.problems};
  FeedbackKind kind;
  kind.id = entry.text("id");
  kind.title = entry.words("title");
  kind.hint = entry.words("hint");
  kind.article = reading.citation(entry, "article");
  kind.rated = entry.flag("rated", false);
  kind.about_page = entry.flag("about_page", false);
  kind.against_unit = entry.flag("against_unit", false);
  kind.limit = entry.text_or("limit", {});
  kind.to = entry.texts("to");
  kind.again = entry.has("again") ? entry.texts("again") : kind.to;
  static_cast<void>(entry.some("to"));
  if (!is_identifier(kind.id)) {
    reading.wrong(entry.place("id"), "bad-id", "编号只能是小写字母、数字和下划线",
                  "an id is of small letters, digits and underscores");
  }
  if (!kind.limit.empty() && out.limit(kind.limit) == nullptr) {
    reading.wrong(entry.place("limit"), "unknown-limit", fmt::format("没有期限“{}”", kind.limit),
                  fmt::format("no limit '{}'", kind.limit));
  }
  if (out.kind(kind.id) != nullptr) {
    reading.wrong(entry.place("id"), "duplicate-id", fmt::format("“{}”重复", kind.id),
                  fmt::format("'{}' is there twice", kind.id));
  }
  out.kinds.push_back(std::move(kind));
}

void read_feedback(Reading& reading, const Value& value) {
  const Entry entry{value, {"kept_away_article", "limits", "kinds"}, reading.problems};
  auto& out = reading.pack.participation;
  out.kept_away_article = reading.citation(entry, "kept_away_article");
  for (const auto& limit : entry.items("limits")) {
    Entry one{limit,
              {"id", "title", "article", "starts_on", "start_title", "amount", "unit", "start_day",
               "last_day"},
              reading.problems};
    auto read = reading.time_limit(limit, one);
    if (!read) continue;
    if (read->starts_on != kFeedbackReceived) {
      reading.wrong(one.place("starts_on"), "feedback-limit", "这些期限自收到反馈起算",
                    "these limits start on feedback_received");
    }
    out.limits.push_back(std::move(*read));
  }
  for (const auto& kind : entry.some("kinds")) read_kind(reading, kind);
}

}  // namespace

const Text* Progress::words_for(const std::string& step, const std::string& kind) const {
  const auto names = [&](const std::string& name) {
    return [&name](const ToldSteps& one) {
      return std::ranges::find(one.steps, name) != one.steps.end();
    };
  };
  for (const auto& name : {step, "kind:" + kind}) {
    const auto found = std::ranges::find_if(told, names(name));
    if (found != told.end()) return &found->words;
  }
  return nullptr;
}

const FeedbackKind* Participation::kind(const std::string& id) const {
  const auto found = std::ranges::find(kinds, id, &FeedbackKind::id);
  return found == kinds.end() ? nullptr : &*found;
}

const law::TimeLimit* Participation::limit(const std::string& id) const {
  const auto found = std::ranges::find(limits, id, &law::TimeLimit::id);
  return found == limits.end() ? nullptr : &*found;
}

void read_participation(Reading& reading, const Value& root) {
  const Entry entry{root, {"progress", "feedback"}, reading.problems};
  if (const auto* progress = entry.find("progress")) read_progress(reading, *progress);
  if (const auto* feedback = entry.find("feedback")) read_feedback(reading, *feedback);
}

}  // namespace mingcha::pack
