// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "base/instant.h"
#include "base/result.h"
#include "base/text.h"
#include "desk/attempt_limit.h"
#include "desk/envelope.h"
#include "disclosure/served.h"
#include "feedback/state.h"
#include "law/derivation.h"
#include "pack/participation.h"
#include "people/visitor.h"
#include "registers/feedback_register.h"

namespace mingcha::store {
class Database;
class Session;
struct StoredEvent;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::registers {
struct PublicationRow;
}  // namespace mingcha::registers

namespace mingcha::desk {

class CaseDesk;
class PeopleDesk;
class Recorder;

inline constexpr std::size_t kReceiptNumberLength = 8;
inline constexpr std::size_t kReceiptSecretLength = 16;
inline constexpr std::size_t kFeedbackTextMost = 4000;  ///< Characters.

/// What somebody sends in.
struct SpeakUp {
  std::string kind;
  std::string text;
  std::string about;    ///< Address of a published page, or words.
  std::string against;  ///< Unit spoken against, or served by; may be empty.
  std::int64_t rating = 0;
  std::string name, contact;  ///< Of the author; may be empty.
  bool may_publish = false;
  std::string earlier, earlier_secret;  ///< Receipt of the first about the same matter.
};

/// Given once, to whoever sent it in.
struct FeedbackReceipt {
  std::string number, secret;
};

struct FeedbackAuthor {
  std::string name, contact;
};

/// Something sent in, as its author or those who answer may see it.
struct FeedbackSight {
  registers::FeedbackRow row;
  feedback::State state;
  const pack::FeedbackKind* kind = nullptr;  ///< Null where the pack has it no longer.
  Text about_title;                          ///< Of the published page; empty for other words.
  law::Derivation derivation;                ///< How the due date was reached; may be empty.
  std::optional<FeedbackAuthor> author;      ///< For the answering unit alone.
  std::vector<std::string> may_transfer_to;  ///< Unit ids.
};

/// One that is due soon or late.
struct FeedbackAlert {
  registers::FeedbackRow row;
  Text kind_title, level_title;
  bool over = false;
};

/// What the public sends in (公众反馈) and how it is answered. A unit that something speaks against
/// is never shown it, cannot be handed it and cannot stop it; whoever answers is one unit at a
/// time, and who wrote is shown to that unit alone. Safe to use from any thread.
class FeedbackDesk {
 public:
  /// `wrapping_key` seals who wrote.
  FeedbackDesk(store::Database& database, const pack::Pack& pack, PeopleDesk& people,
               CaseDesk& cases, const Recorder& recorder, Clock& clock, const Digest& wrapping_key)
      : database_{database},
        pack_{pack},
        people_{people},
        cases_{cases},
        recorder_{recorder},
        clock_{clock},
        wrapping_key_{wrapping_key} {}

  // ---- the public's side ----

  /// All that is wrong at once, each finding with the field it is about. `address` is counted
  /// against the limits of rate. The same key with the same content gives the same receipt.
  [[nodiscard]] Result<FeedbackReceipt> receive(const SpeakUp& said, const std::string& address,
                                                const Envelope& envelope);
  /// For whoever has both halves of the receipt, in whatever spelling.
  [[nodiscard]] Result<FeedbackSight> follow(std::string_view number, std::string_view secret,
                                             const std::string& address);
  struct PublishedAnswers {
    std::int64_t total = 0;
    std::vector<registers::FeedbackRow> rows;
  };
  [[nodiscard]] PublishedAnswers published(std::int64_t offset, std::int64_t limit);
  /// Title and handling unit of the published page that an address leads to; empty for others.
  struct About {
    std::string address, case_id, unit;
    Text title;
  };
  [[nodiscard]] About about(const std::string& address);

  // ---- the side of those who answer ----

  [[nodiscard]] std::vector<registers::FeedbackRow> queue(const people::Visitor& visitor,
                                                          std::int64_t limit);
  /// Of the visitor's unit, those whose time limit has spoken.
  [[nodiscard]] std::vector<FeedbackAlert> alerts(const people::Visitor& visitor,
                                                  std::int64_t limit);
  [[nodiscard]] Result<FeedbackSight> look(const people::Visitor& visitor,
                                           const std::string& number);
  /// Each answers JSON {"number","version","state"}.
  [[nodiscard]] Result<std::string> answer(const people::Visitor& visitor,
                                           const std::string& number, const std::string& text,
                                           const Envelope& envelope);
  [[nodiscard]] Result<std::string> refuse(const people::Visitor& visitor,
                                           const std::string& number, const std::string& reason,
                                           const Envelope& envelope);
  [[nodiscard]] Result<std::string> transfer(const people::Visitor& visitor,
                                             const std::string& number, const std::string& unit,
                                             const std::string& reason, const Envelope& envelope);
  /// Only where the author agreed; refused when the words hold anything personal.
  [[nodiscard]] Result<std::string> publish(const people::Visitor& visitor,
                                            const std::string& number, const std::string& question,
                                            const std::string& answer, const Envelope& envelope);
  [[nodiscard]] Result<std::string> unpublish(const people::Visitor& visitor,
                                              const std::string& number, const std::string& reason,
                                              const Envelope& envelope);

  /// Fills the row from the events: a rebuild, and every command.
  void project(store::Session& session, const feedback::State& state);
  /// Fills all rows, which are gone.
  void refill(store::Session& session);

 private:
  using Decide = std::function<Result<feedback::Event>(store::Session&, const feedback::State&)>;

  [[nodiscard]] std::optional<feedback::State> load(store::Session& session,
                                                    const std::string& number);
  [[nodiscard]] Result<std::string> act(const people::Visitor& visitor, const std::string& number,
                                        const Envelope& envelope, const Decide& decide);
  [[nodiscard]] Result<void> record(store::Session& session, const feedback::State& before,
                                    const feedback::Event& event, const std::string& actor,
                                    const std::string& key);
  [[nodiscard]] std::string secret_of(store::Session& session, const std::string& number);
  [[nodiscard]] Result<feedback::State> opened_with(store::Session& session,
                                                    const std::string& number,
                                                    const std::string& secret);
  [[nodiscard]] Result<std::string> take_in(store::Session& session, const SpeakUp& said,
                                            const Envelope& envelope);
  [[nodiscard]] About about(store::Session& session, const std::string& address);
  [[nodiscard]] FeedbackSight sight_of(store::Session& session, feedback::State state);
  [[nodiscard]] registers::FeedbackRow row_of(const feedback::State& state) const;
  [[nodiscard]] std::optional<FeedbackAuthor> author_of(const feedback::State& state) const;
  [[nodiscard]] Findings leaks(store::Session& session, const feedback::State& state,
                               const std::vector<disclosure::Served>& served);
  [[nodiscard]] bool is_too_often(const std::string& address);

  store::Database& database_;
  const pack::Pack& pack_;
  PeopleDesk& people_;
  CaseDesk& cases_;
  const Recorder& recorder_;
  Clock& clock_;
  Digest wrapping_key_;
  // A person with much to say is not stopped; a program is, and so are many programs together.
  AttemptLimit per_address_{10, std::chrono::seconds{30}};
  AttemptLimit overall_{120, std::chrono::seconds{1}};
  AttemptLimit looks_per_address_{30, std::chrono::seconds{5}};
};

/// What a form about a published decision calls it.
[[nodiscard]] Text title_of_page(const registers::PublicationRow& row);

/// "feedback/" + number.
[[nodiscard]] std::string feedback_stream(const std::string& number);

/// Who acts when the public does.
inline constexpr const char* kPublicActor = "public";

}  // namespace mingcha::desk
