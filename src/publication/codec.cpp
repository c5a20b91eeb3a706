// SPDX-License-Identifier: Apache-2.0
#include "publication/codec.h"

#include <array>
#include <type_traits>

#include <nlohmann/json.hpp>

namespace mingcha::publication {

using Json = nlohmann::json;

namespace {

// Each field by its name. What `more` names came later: a record that is older lacks it.

template <typename E, typename T>
concept Like = std::is_same_v<std::remove_const_t<E>, T>;

template <Like<Mask> E, typename F>
void fields(E& e, F&& f) {
  f.must("begin", e.begin);
  f.must("end", e.end);
  f.must("reason", e.reason);
  f.must("note", e.note);
  f.more("original_begin", e.original_begin);
  f.more("original_end", e.original_end);
}

template <Like<Lift> E, typename F>
void fields(E& e, F&& f) {
  f.must("begin", e.begin);
  f.must("end", e.end);
  f.must("note", e.note);
}

template <Like<PublicationPrepared> E, typename F>
void fields(E& e, F&& f) {
  f.must("public_id", e.public_id);
  f.must("number", e.number);
  f.must("title", e.title);
  f.must("decided_on", e.decided_on);
  f.must("unit", e.unit);
  f.must("text", e.text);
  f.must("digest", e.digest);
  f.must("masks", e.masks);
  f.more("lifts", e.lifts);
  f.must("facts", e.facts);
  f.must("party", e.party);
  f.must("outcome", e.outcome);
}

template <Like<DecisionPublished> E, typename F>
void fields(E& e, F&& f) {
  f.must("digest", e.digest);
  f.must("published_on", e.published_on);
}

template <Like<DecisionWithdrawn> E, typename F>
void fields(E& e, F&& f) {
  f.must("reason", e.reason);
  f.must("article", e.article);
  f.must("withdrawn_on", e.withdrawn_on);
  f.more("ground", e.ground);
  f.more("organ", e.organ);
  f.more("document", e.document);
  f.more("revoked_on", e.revoked_on);
}

template <Like<CorrectionPrepared> E, typename F>
void fields(E& e, F&& f) {
  f.must("text", e.text);
  f.must("what", e.what);
  f.must("reason", e.reason);
}

template <Like<DecisionCorrected> E, typename F>
void fields(E& e, F&& f) {
  f.must("digest", e.digest);
  f.must("corrected_on", e.corrected_on);
}

template <Like<RevocationNoted> E, typename F>
void fields(E& e, F&& f) {
  f.must("ground", e.ground);
  f.must("organ", e.organ);
  f.must("document", e.document);
  f.must("revoked_on", e.revoked_on);
  f.must("reason", e.reason);
}

template <Like<PublicationExpired> E, typename F>
void fields(E& e, F&& f) {
  f.must("article", e.article);
  f.must("expired_on", e.expired_on);
}

template <Like<PublicationAssigned> E, typename F>
void fields(E& e, F&& f) {
  f.must("person", e.person);
  f.must("reason", e.reason);
}

struct Writer {
  Json& out;
  void must(const char* name, const auto& value) { out[name] = value; }
  void more(const char* name, const auto& value) { must(name, value); }
};

struct Reader {
  const Json& in;
  void must(const char* name, auto& value) { in.at(name).get_to(value); }
  void more(const char* name, auto& value) {
    if (in.contains(name)) must(name, value);
  }
};

}  // namespace

// Found by the library through the types' namespace.
#define MINGCHA_AS_JSON(type)                         \
  static void to_json(Json& out, const type& value) { \
    out = Json::object();                             \
    fields(value, Writer{out});                       \
  }                                                   \
  static void from_json(const Json& in, type& value) { fields(value, Reader{in}); }
MINGCHA_AS_JSON(Mask)
MINGCHA_AS_JSON(Lift)
MINGCHA_AS_JSON(PublicationPrepared)
#undef MINGCHA_AS_JSON

namespace {

template <typename E>
Event read(const Json& in) {
  E event;
  fields(event, Reader{in});
  return event;
}

struct Kind {
  std::string_view name;
  Event (*read)(const Json&);
};

/// In the order of the variant.
constexpr std::array<Kind, std::variant_size_v<Event>> kKinds{
    {{"publication.prepared", read<PublicationPrepared>},
     {"decision.published", read<DecisionPublished>},
     {"decision.withdrawn", read<DecisionWithdrawn>},
     {"correction.prepared", read<CorrectionPrepared>},
     {"decision.corrected", read<DecisionCorrected>},
     {"revocation.noted", read<RevocationNoted>},
     {"publication.expired", read<PublicationExpired>},
     {"publication.assigned", read<PublicationAssigned>}}};

}  // namespace

std::string_view kind_of(const Event& event) { return kKinds.at(event.index()).name; }

std::string encode(const Event& event) {
  Json out = Json::object();
  std::visit([&](const auto& e) { fields(e, Writer{out}); }, event);
  return out.dump();
}

Event decode(std::string_view kind, std::string_view body) {
  try {
    for (const auto& known : kKinds) {
      if (kind == known.name) return known.read(Json::parse(body));
    }
  } catch (const Json::exception& error) {
    throw Fault(std::string{"stored publication event: "} + error.what());
  }
  throw Fault("stored publication event: unknown kind");
}

}  // namespace mingcha::publication
