// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "pack/reading.h"

namespace mingcha::pack {
namespace {

class DisclosureReader {
 public:
  DisclosureReader(Reading& reading, const Value& root)
      : reading_{reading},
        entry_{root,
               {"limit", "limits", "classes", "open", "summary", "outcome", "mask_article",
                "confirm_article", "requires", "must_show", "terms", "withdrawal", "query"},
               reading.problems},
        environment_{reading.environment(all_steps(reading.pack))},
        out_{reading.pack.disclosure} {}

  void read() {
    read_limits();
    read_classes();
    read_open();
    read_requirements();
    read_terms();
    read_withdrawal();
    read_query();
    out_.mask_article = reading_.citation(entry_, "mask_article");
    out_.confirm_article = reading_.citation(entry_, "confirm_article");
    out_.summary = fields("summary", "shown-field");
    out_.outcome = fields("outcome", "field");
  }

 private:
  void read_limits() {
    for (const auto& value : entry_.some("limits")) {
      Entry one{value,
                {"id", "title", "article", "starts_on", "start_title", "amount", "unit",
                 "start_day", "last_day"},
                reading_.problems};
      if (auto limit = reading_.time_limit(value, one)) out_.limits.push_back(std::move(*limit));
    }
    out_.limit = entry_.text("limit");
    check_limit(entry_.place("limit"), out_.limit);
  }

  /// One of the limits, read before; empty is none.
  void check_limit(const Place& place, const std::string& id) {
    const bool known = std::ranges::find(out_.limits, id, &law::TimeLimit::id) != out_.limits.end();
    if (id.empty() || known) return;
    reading_.wrong(place, "unknown-limit", fmt::format("没有期限“{}”", id),
                   fmt::format("no limit '{}'", id));
  }

  void read_classes() {
    constexpr PublicationClass kClasses[] = {
        PublicationClass::sealed, PublicationClass::not_published,
        PublicationClass::public_after_review, PublicationClass::public_at_once};
    for (const auto& value : entry_.some("classes")) {
      const Entry one{value, {"when", "class", "article", "reason", "limit"}, reading_.problems};
      auto when = reading_.condition(one, "when", environment_);
      const auto word =
          one.one_of("class", {"sealed", "not_published", "public_after_review", "public_at_once"});
      auto article = reading_.citation(one, "article");
      auto reason = one.words("reason");
      auto limit = one.text_or("limit", {});
      check_limit(one.place("limit"), limit);
      if (!when || !word) continue;
      out_.classes.push_back({std::move(*when), kClasses[*word], std::move(article),
                              std::move(reason), std::move(limit)});
    }
  }

  void read_open() {
    for (const auto& value : entry_.items("open")) {
      const Entry one{value, {"field", "when", "article"}, reading_.problems};
      auto when = reading_.condition(one, "when", environment_);
      auto article = reading_.citation(one, "article");
      auto field = one.text("field");
      reading_.references.push_back({one.place("field"), "field", field, {}});
      if (when) out_.open.push_back({std::move(field), std::move(*when), std::move(article)});
    }
  }

  /// Before a decision is public, and what no mask may take out of it.
  void read_requirements() {
    auto environment = environment_;
    environment.declare(kDecisionServed, cel::Type::boolean);
    out_.requires_ = reading_.requirements(entry_, "requires", environment, {});
    if (!entry_.has("must_show")) return;
    const Entry one{*entry_.find("must_show"), {"fields", "article"}, reading_.problems};
    out_.must_show = one.texts("fields");
    for (const auto& item : one.items("fields")) {
      reading_.references.push_back({item.place, "shown-field", item.scalar, {}});
    }
    out_.must_show_article = reading_.citation(one, "article");
  }

  void read_terms() {
    for (const auto& value : entry_.items("terms")) {
      const Entry one{value, {"when", "limit", "article", "reason"}, reading_.problems};
      auto when = reading_.condition(one, "when", environment_);
      auto limit = one.text_or("limit", {});
      check_limit(one.place("limit"), limit);
      auto article = reading_.citation(one, "article");
      auto reason = one.words("reason");
      if (!when) continue;
      out_.terms.push_back(
          {std::move(*when), std::move(limit), std::move(article), std::move(reason)});
    }
  }

  void read_withdrawal() {
    if (!entry_.has("withdrawal")) return;
    const Entry one{*entry_.find("withdrawal"), {"limit", "grounds"}, reading_.problems};
    out_.withdraw_limit = one.text("limit");
    check_limit(one.place("limit"), out_.withdraw_limit);
    for (const auto& value : one.some("grounds")) {
      const Entry ground{
          value, {"id", "title", "article", "document", "by_itself"}, reading_.problems};
      WithdrawalGround read{ground.text("id"), ground.words("title"),
                            reading_.citation(ground, "article"), true};
      read.needs_document = ground.one_of("document", {"needed", "none"}) == 0U;
      read.by_itself = ground.flag("by_itself", false);
      if (read.by_itself && (read.needs_document || has_ground_by_itself())) {
        reading_.wrong(ground.place("by_itself"), "ground-by-itself",
                       "自动适用的撤回理由只能有一个，且不能要求文书",
                       "only one ground may hold by itself, and none that needs a document");
      }
      if (std::ranges::find(out_.grounds, read.id, &WithdrawalGround::id) != out_.grounds.end()) {
        reading_.wrong(ground.place("id"), "duplicate-ground",
                       fmt::format("撤回理由“{}”重复", read.id),
                       fmt::format("the ground '{}' is there twice", read.id));
      }
      out_.grounds.push_back(std::move(read));
    }
  }

  [[nodiscard]] bool has_ground_by_itself() const {
    return std::ranges::find(out_.grounds, true, &WithdrawalGround::by_itself) !=
           out_.grounds.end();
  }

  void read_query() {
    if (!entry_.has("query")) return;
    const Entry one{*entry_.find("query"), {"article", "duty"}, reading_.problems};
    out_.query = OutsideQuery{reading_.citation(one, "article"), one.words("duty")};
  }

  std::vector<std::string> fields(const char* key, const char* kind) {
    for (const auto& item : entry_.items(key)) {
      reading_.references.push_back({item.place, kind, item.scalar, {}});
    }
    return entry_.texts(key);
  }

  Reading& reading_;
  Entry entry_;
  cel::Environment environment_;
  Disclosure& out_;
};

}  // namespace

void read_disclosure(Reading& reading, const Value& root) {
  DisclosureReader{reading, root}.read();
}

}  // namespace mingcha::pack
