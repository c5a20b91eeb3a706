// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
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
#include "ledger/text_commitment.h"
#include "people/visitor.h"
#include "publication/state.h"
#include "registers/publication_register.h"

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::people {
struct Directory;
}  // namespace mingcha::people

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class Recorder;
struct NewEvent;

/// The editor's changes to the proposed masks, in bytes of the original, each with a reason.
struct Prepare {
  std::vector<disclosure::Wish> add, lift;
};

/// A text to take the place of a published one, and what was wrong with that, for the public.
struct Correct {
  Prepare masks;
  std::string what, reason;
};

/// That and why a published decision no longer stands.
struct Revocation {
  std::string ground;  ///< Pack's id.
  std::string organ, document, revoked_on;
  std::string reason;  ///< Public.
};

/// A row of the editors' desk, with whose turn it is.
struct QueuedPublication {
  registers::PublicationRow row;
  std::string responsible;                        ///< Person; empty where nothing is to be done.
  std::optional<Instant> due;                     ///< For what is to be done next.
  std::optional<std::int64_t> working_days_left;  ///< Until `due`; negative when it is over.
  bool late = false;
};

struct QueueQuestion {
  std::optional<registers::Group> group;  ///< Nothing: every group.
  registers::QueueFilter filter;
  std::string responsible;  ///< Person; empty: whosever turn it is.
  std::int64_t offset = 0, limit = 100;
};

struct QueuePage {
  std::array<std::int64_t, registers::kGroupCount> counts{};  ///< Without regard to who it is for.
  std::vector<QueuedPublication> rows;
};

/// What the publicity editor works on.
struct PublicationSight {
  QueuedPublication queued;
  registers::PublicationRow row;
  publication::State state;
  std::string original;                    ///< The decision's text; empty when it is sealed.
  std::vector<disclosure::Span> proposed;  ///< By the pack's rules.
  std::string masked;                      ///< With the proposed masks.
  std::vector<Text> derivation;            ///< How the due date was reached.
  std::vector<Text> until_derivation;      ///< How the end of publicity is reached.
  std::vector<Text> withdraw_derivation;   ///< How the last day for withdrawing is reached.
};

/// A published decision, or what is left of one that is public no more.
struct PublicDecision {
  registers::PublicationRow row;
  publication::State state;
  /// Places in the log: of the text that is public, of the first that was, of the end.
  std::optional<std::int64_t> published_index, first_index, ended_index;
  std::vector<std::optional<std::int64_t>> correction_indexes;  ///< As State::corrections.
  std::string salt;              ///< 16 bytes; empty once it is over.
  std::vector<Text> derivation;  ///< How the last day for publishing was reached.
  std::vector<Text> until_derivation;
  std::string item;             ///< Item id.
  bool natural_person = false;  ///< The party is a human being.
  /// How the public text is held against the decision's own, whose leaf the published one refers
  /// to, without a look at what was masked. Nothing where the record is older than such proofs, and
  /// where nobody asked for it.
  std::optional<ledger::TextProof> redaction{};
};

/// The use cases of disclosure: class → masking → second person → leak test → publish → leaf; then
/// correct, withdraw, end.
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

  /// What is due, waits, is late, was published, or is not to be published and why.
  [[nodiscard]] QueuePage queue(const people::Visitor& visitor, QueueQuestion question);
  /// What is late, and what soon will be by the pack's ladder, with whose it is; the oldest first.
  [[nodiscard]] std::vector<QueuedPublication> alerts(const people::Visitor& visitor,
                                                      std::int64_t limit);
  [[nodiscard]] Result<PublicationSight> look(const people::Visitor& visitor,
                                              const std::string& case_id);
  /// Refused for what the pack's class seals or keeps unpublished, with its article.
  [[nodiscard]] Result<std::string> prepare(const people::Visitor& visitor,
                                            const std::string& case_id, const Prepare& command,
                                            const Envelope& envelope);
  /// What is published stands until a second person confirms.
  [[nodiscard]] Result<std::string> correct(const people::Visitor& visitor,
                                            const std::string& case_id, const Correct& command,
                                            const Envelope& envelope);
  /// By a second person, of exactly the prepared text or correction. Refused when any byte that
  /// would be served holds what must not be public. The day of a first publication stays.
  [[nodiscard]] Result<std::string> publish(const people::Visitor& visitor,
                                            const std::string& case_id, const std::string& digest,
                                            const Envelope& envelope);
  /// Notes that the decision no longer stands: from that day the time for withdrawing runs.
  [[nodiscard]] Result<std::string> note_revocation(const people::Visitor& visitor,
                                                    const std::string& case_id,
                                                    const Revocation& command,
                                                    const Envelope& envelope);
  /// `command` may be empty where the revocation was noted.
  [[nodiscard]] Result<std::string> withdraw(const people::Visitor& visitor,
                                             const std::string& case_id, const Revocation& command,
                                             const Envelope& envelope);
  /// Gives what is to be done next to somebody else.
  [[nodiscard]] Result<std::string> assign(const people::Visitor& visitor,
                                           const std::string& case_id, const std::string& person,
                                           const std::string& reason, const Envelope& envelope);
  /// Takes from the public what has been published for as long as the law says. For a job on a
  /// clock; returns how many.
  std::int64_t end_expired(std::int64_t limit);
  /// The same for what its class no longer lets be public: no page shows it since that was known,
  /// and now whoever took its data is told too, without why.
  std::int64_t end_unlawful(std::int64_t limit);

  // ---- the public side: no visitor, nothing but what was published ----
  [[nodiscard]] registers::PublicPage list_public(const registers::PublicFilter& filter,
                                                  std::int64_t offset, std::int64_t limit);
  [[nodiscard]] registers::PublicFacets facets();
  [[nodiscard]] std::optional<PublicDecision> find_public(const std::string& public_id);
  /// The same with PublicDecision::redaction.
  [[nodiscard]] std::optional<PublicDecision> find_with_redaction(const std::string& public_id);
  /// How each unit keeps to the time limits of publicity: figures alone.
  [[nodiscard]] std::vector<registers::Punctuality> punctuality();

 private:
  struct Loaded;
  struct LeakTest {
    std::int64_t version = -1;  ///< Of the publication that was tested.
    Findings leaks;
  };
  using Work = std::function<Result<std::string>(store::Session&, Loaded&)>;

  [[nodiscard]] std::optional<Loaded> load(store::Session& session, const std::string& case_id);
  /// One command on one publication, in one transaction, answered once.
  [[nodiscard]] Result<std::string> change(const people::Visitor& visitor,
                                           const std::string& case_id, const Envelope& envelope,
                                           const Work& work);
  [[nodiscard]] Result<publication::PublicationPrepared> masked_text(const Loaded& loaded,
                                                                     const Prepare& command) const;
  [[nodiscard]] LeakTest leak_test(const std::string& case_id, const std::string& actor);
  [[nodiscard]] std::optional<Rejection> why_not_publish(const Loaded& loaded,
                                                         const std::string& actor,
                                                         const std::string& digest,
                                                         const LeakTest& tested) const;
  [[nodiscard]] Findings flaws_of(const Loaded& loaded, const Revocation& command,
                                  Instant now) const;
  /// Puts the event on record, and what has become of the publication into the registers.
  [[nodiscard]] Result<std::string> keep(store::Session& session, Loaded& loaded, NewEvent fresh,
                                         const publication::Event& event, const std::string& actor,
                                         const Envelope& envelope, const std::string& digest);
  /// Public no more: what hides the published text is destroyed.
  [[nodiscard]] Result<std::string> end(store::Session& session, Loaded& loaded,
                                        const publication::Event& event, const std::string& actor,
                                        const Envelope& envelope);
  /// Nothing where it does not have to end. What the clock does.
  using Ending = std::function<std::optional<publication::Event>(const Loaded&)>;
  [[nodiscard]] bool end_one(const std::string& case_id, const std::string& command_key,
                             const Ending& ending);
  [[nodiscard]] std::optional<ledger::TextProof> redaction_of(store::Session& session,
                                                              const Loaded& loaded) const;
  [[nodiscard]] std::optional<PublicDecision> public_one(const std::string& public_id,
                                                         bool with_redaction);
  [[nodiscard]] PublicDecision as_public(store::Session& session, Loaded loaded) const;
  [[nodiscard]] QueuedPublication queued(registers::PublicationRow row,
                                         const people::Directory& people, Instant now) const;

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
