// SPDX-License-Identifier: Apache-2.0
#include "casefile/codec.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mingcha::casefile {
namespace {

using Json = nlohmann::json;

// One description per event serves writing and reading: `f` is called with each field's name.
template <typename F>
void fields(CaseOpened& e, F&& f) {
  f("item", e.item);
  f("procedure", e.procedure);
  f("pack", e.pack);
  f("pack_version", e.pack_version);
  f("pack_digest", e.pack_digest);
  f("unit", e.unit);
}
template <typename F>
void fields(StepDone& e, F&& f) {
  f("step", e.step);
  f("kind", e.kind);
  f("happened_at", e.happened_at);
  f("performers", e.performers);
  f("values", e.values);
}
template <typename F>
void fields(EvidenceAccepted& e, F&& f) {
  f("evidence", e.evidence);
  f("title", e.title);
  f("name", e.name);
  f("media_type", e.media_type);
  f("size", e.size);
  f("sha256", e.sha256);
  f("sm3", e.sm3);
}
template <typename F>
void fields(DocumentDrafted& e, F&& f) {
  f("step", e.step);
  f("document", e.document);
  f("text", e.text);
  f("draft", e.digest);
}
template <typename F>
void fields(DocumentIssued& e, F&& f) {
  f("step", e.step);
  f("document", e.document);
  f("text", e.text);
  f("digest", e.digest);
  f("number", e.number);
}
template <typename F>
void fields(ReviewDone& e, F&& f) {
  f("step", e.step);
  f("draft", e.draft);
  f("passed", e.passed);
  f("points", e.points);
  f("reasons", e.reasons);
}
template <typename F>
void fields(ReviewOpined& e, F&& f) {
  f("step", e.step);
  f("draft", e.draft);
  f("opinion", e.opinion);
  f("passed", e.passed);
  f("round", e.round);
  f("points", e.points);
  f("reasons", e.reasons);
}
template <typename F>
void fields(DecisionMade& e, F&& f) {
  f("step", e.step);
  f("document", e.document);
  f("draft", e.draft);
  f("review", e.review);
  f("not_major_grounds", e.not_major_grounds);
  f("number", e.number);
  f("text", e.text);
  f("digest", e.digest);
  f("decided_on", e.decided_on);
}
template <typename F>
void fields(DocumentServed& e, F&& f) {
  f("step", e.step);
  f("document", e.document);
  f("digest", e.digest);
}
template <typename F>
void fields(LimitChanged& e, F&& f) {
  f("limit", e.limit);
  f("change", e.change);
  f("ground", e.ground);
  f("reason", e.reason);
  f("happened_at", e.happened_at);
}
template <typename F>
void fields(RecordSealed& e, F&& f) {
  f("article", e.article);
  f("reason", e.reason);
}
template <typename F>
void fields(CaseClosed& e, F&& f) {
  f("step", e.step);
}
template <typename F>
void fields(FactCorrected& e, F&& f) {
  f("field", e.field);
  f("before", e.before);
  f("value", e.value);
  f("reason", e.reason);
}
template <typename F>
void fields(PaperVoided& e, F&& f) {
  f("paper", e.paper);
  f("step", e.step);
  f("document", e.document);
  f("digest", e.digest);
  f("number", e.number);
  f("article", e.article);
  f("reason", e.reason);
}
template <typename F>
void fields(PaperKept& e, F&& f) {
  f("paper", e.paper);
  f("document", e.document);
  f("digest", e.digest);
  f("reason", e.reason);
}

template <typename F>
void fields(ReviewSubmitted& e, F&& f) {
  f("step", e.step);
  f("draft", e.draft);
  f("round", e.round);
  f("again", e.again);
  f("reviewer", e.reviewer);
  f("account", e.account);
}
template <typename F>
void fields(ReviewAssigned& e, F&& f) {
  f("round", e.round);
  f("before", e.before);
  f("reviewer", e.reviewer);
  f("reason", e.reason);
}
template <typename F>
void fields(ConflictDeclared& e, F&& f) {
  f("person", e.person);
  f("reason", e.reason);
}
template <typename F>
void fields(DraftSigned& e, F&& f) {
  f("step", e.step);
  f("draft", e.draft);
  f("signer", e.signer);
  f("level", e.level);
  f("on_behalf", e.on_behalf);
  f("delegation", e.delegation);
  f("agrees", e.agrees);
  f("reasons", e.reasons);
}

Json to_json(const std::vector<PointReference>& references) {
  auto out = Json::array();
  for (const auto& each : references) {
    out.push_back({{"of", each.of},
                   {"id", each.id},
                   {"page", each.page},
                   {"paragraph", each.paragraph},
                   {"second", each.second}});
  }
  return out;
}

std::vector<PointReference> references_of(const Json& opinion) {
  std::vector<PointReference> out;
  const auto found = opinion.find("references");
  if (found == opinion.end()) return out;
  for (const auto& each : *found) {
    out.push_back({each.at("of").get<std::string>(), each.at("id").get<std::string>(),
                   each.at("page").get<std::int64_t>(), each.at("paragraph").get<std::int64_t>(),
                   each.at("second").get<std::int64_t>()});
  }
  return out;
}

struct Writer {
  Json& out;
  void operator()(const char* name, const std::string& value) const { out[name] = value; }
  void operator()(const char* name, std::int64_t value) const { out[name] = value; }
  void operator()(const char* name, bool value) const { out[name] = value; }
  void operator()(const char* name, Instant value) const { out[name] = to_utc_string(value); }
  void operator()(const char* name, const Values& value) const { out[name] = value; }
  void operator()(const char* name, const std::vector<std::string>& value) const {
    out[name] = value;
  }
  void operator()(const char* name, const std::map<std::string, PointOpinion>& points) const {
    auto& object = out[name] = Json::object();
    for (const auto& [id, opinion] : points) {
      object[id] = {{"passed", opinion.passed}, {"note", opinion.note}};
      if (!opinion.references.empty()) object[id]["references"] = to_json(opinion.references);
    }
  }
};

struct Reader {
  const Json& in;
  template <typename T>
  void operator()(const char* name, T& value) const {
    in.at(name).get_to(value);
  }
  void operator()(const char* name, Instant& value) const {
    const auto at = parse_instant(in.at(name).get_ref<const std::string&>());
    if (!at) throw Fault(fmt::format("stored event: {} is not a moment", name));
    value = *at;
  }
  void operator()(const char* name, std::map<std::string, PointOpinion>& points) const {
    for (const auto& [id, opinion] : in.at(name).items()) {
      points[id] = {opinion.at("passed").get<bool>(), opinion.at("note").get<std::string>(),
                    references_of(opinion)};
    }
  }
};

// In the order of the variant.
constexpr std::array<std::string_view, std::variant_size_v<Event>> kKinds{
    "case.opened",     "step.done",         "evidence.accepted", "document.drafted",
    "document.issued", "review.done",       "decision.made",     "document.served",
    "limit.changed",   "record.sealed",     "case.closed",       "fact.corrected",
    "paper.voided",    "paper.kept",        "review.opined",     "review.submitted",
    "review.assigned", "conflict.declared", "draft.signed"};

template <std::size_t... I>
Event default_of(std::size_t index, std::index_sequence<I...>) {
  Event event;
  ((I == index ? static_cast<void>(event.emplace<I>()) : static_cast<void>(0)), ...);
  return event;
}

}  // namespace

std::string_view kind_of(const Event& event) { return kKinds.at(event.index()); }

std::string encode(const Event& event) {
  Json out = Json::object();
  auto copy = event;
  std::visit([&](auto& e) { fields(e, Writer{out}); }, copy);
  return out.dump();
}

Event decode(std::string_view kind, std::string_view body) {
  std::size_t index = 0;
  while (index < kKinds.size() && kKinds.at(index) != kind) ++index;
  if (index == kKinds.size()) throw Fault(fmt::format("stored event: unknown kind {}", kind));
  try {
    const auto in = Json::parse(body);
    auto event = default_of(index, std::make_index_sequence<kKinds.size()>{});
    std::visit([&](auto& e) { fields(e, Reader{in}); }, event);
    return event;
  } catch (const Json::exception& error) {
    throw Fault(fmt::format("stored event {}: {}", kind, error.what()));
  }
}

}  // namespace mingcha::casefile
