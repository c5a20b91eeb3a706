// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "base/text.h"
#include "desk/announcement.h"
#include "desk/envelope.h"
#include "disclosure/mask.h"
#include "disclosure/served.h"
#include "people/visitor.h"
#include "publication/state.h"
#include "registers/publication_register.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class Recorder;

/// The editor's changes to the proposed masks, in bytes of the original, each with a reason.
struct Prepare {
  std::vector<disclosure::Wish> add, lift;
};

/// What the publicity editor works on.
struct PublicationSight {
  registers::PublicationRow row;
  publication::State state;
  std::string original;                    ///< The decision's text; empty when it is sealed.
  std::vector<disclosure::Span> proposed;  ///< By the pack's rules.
  std::string masked;                      ///< With the proposed masks.
  std::vector<Text> derivation;            ///< How the due date was reached.
};

/// A published decision, or what is left of a withdrawn one.
struct PublicDecision {
  registers::PublicationRow row;
  publication::State state;
  std::optional<std::int64_t> published_index, withdrawn_index;  ///< Places in the log.
  std::string salt;              ///< 16 bytes; empty once withdrawn.
  std::vector<Text> derivation;  ///< How the last day for publishing was reached.
  std::string item;              ///< Item id.
  bool natural_person = false;   ///< The party is a human being.
};

/// The use cases of disclosure: class → masking → second person → leak test → publish → leaf.
class PublicationDesk {
 public:
  /// Every byte that would be served for a decision, for the leak test: pages, text, file names.
  using ServedBytes = std::function<std::vector<disclosure::Served>(const PublicDecision&)>;

  PublicationDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
                  CaseDesk& cases, const Recorder& recorder, Clock& clock);

  /// Until told, only the document's own bytes are tested: nothing else is served then.
  void serve_as(ServedBytes served) { served_ = std::move(served); }

  /// Is told of everything that the public will notice, in the same transaction.
  using Announce = std::function<void(store::Session&, const Announcement&)>;
  void announce_to(Announce announce) { announce_ = std::move(announce); }

  /// What is due, prepared, published, or not to be published and why.
  [[nodiscard]] std::vector<registers::PublicationRow> queue(const people::Visitor& visitor,
                                                             std::int64_t limit);
  [[nodiscard]] Result<PublicationSight> look(const people::Visitor& visitor,
                                              const std::string& case_id);
  /// Refused for what the pack's class seals or keeps unpublished, with its article.
  [[nodiscard]] Result<std::string> prepare(const people::Visitor& visitor,
                                            const std::string& case_id, const Prepare& command,
                                            const Envelope& envelope);
  /// By a second person, of exactly the prepared text. Refused when any byte that would be served
  /// holds what must not be public.
  [[nodiscard]] Result<std::string> publish(const people::Visitor& visitor,
                                            const std::string& case_id, const std::string& digest,
                                            const Envelope& envelope);
  [[nodiscard]] Result<std::string> withdraw(const people::Visitor& visitor,
                                             const std::string& case_id, const std::string& reason,
                                             const std::string& article, const Envelope& envelope);

  // ---- the public side: no visitor, nothing but what was published ----
  [[nodiscard]] registers::PublicPage list_public(const registers::PublicFilter& filter,
                                                  std::int64_t offset, std::int64_t limit);
  [[nodiscard]] registers::PublicFacets facets();
  [[nodiscard]] std::optional<PublicDecision> find_public(const std::string& public_id);

 private:
  struct Loaded;
  [[nodiscard]] std::optional<Loaded> load(store::Session& session, const std::string& case_id);
  struct LeakTest {
    std::int64_t version = -1;  ///< Of the publication that was tested.
    Findings leaks;
  };
  [[nodiscard]] LeakTest leak_test(const std::string& case_id, const std::string& actor);
  [[nodiscard]] std::optional<Rejection> why_not_publish(const Loaded& loaded,
                                                         const std::string& actor,
                                                         const std::string& digest,
                                                         const LeakTest& tested) const;
  [[nodiscard]] PublicDecision as_public(store::Session& session, Loaded loaded) const;

  /// With each event that changes what the public finds; `row` and `state` are those after it.
  void announce(store::Session& session, const Loaded& loaded, const registers::PublicationRow& row,
                const publication::State& state, const store::StoredEvent& event) const;

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  const Recorder& recorder_;
  Clock& clock_;
  ServedBytes served_;
  Announce announce_;
};

}  // namespace mingcha::desk
