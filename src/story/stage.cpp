// SPDX-License-Identifier: Apache-2.0
#include "story/stage.h"

#include "crypto/random.h"
#include "desk/annual_desk.h"
#include "desk/case_desk.h"
#include "desk/credit_desk.h"
#include "desk/list_desk.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/recorder.h"
#include "store/database.h"
#include "vault/folder_vault.h"

namespace mingcha::story {
namespace {

Digest random_key() { return *to_digest(crypto::random_bytes(32)); }

std::filesystem::path made(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace

struct Stage::State {
  State(const pack::Pack& pack_used, const std::filesystem::path& folder)
      : pack{pack_used},
        database{store::open("sqlite:" + (folder / "stage.db").string())},
        arrivals{made(folder / "arrivals")},
        vault{made(folder / "vault")},
        recorder{random_key()},
        people{*database, recorder},
        cases{*database, pack, people, recorder, clock},
        publications{*database, pack, people, cases, recorder, clock},
        lists{*database, pack, recorder, clock},
        credit{*database, pack, people, cases, recorder, clock, {vault, arrivals}},
        annual{*database, pack, people, recorder, clock, {vault, arrivals}} {}

  const pack::Pack& pack;
  SetClock clock{Instant{}};
  std::unique_ptr<store::Database> database;
  std::filesystem::path arrivals;
  vault::FolderVault vault;
  desk::Recorder recorder;
  desk::PeopleDesk people;
  desk::CaseDesk cases;
  desk::PublicationDesk publications;
  desk::ListDesk lists;
  desk::CreditDesk credit;
  desk::AnnualDesk annual;
};

Stage::Stage(const pack::Pack& pack, const std::filesystem::path& folder)
    : state_{std::make_unique<State>(pack, folder)} {}

Stage::~Stage() = default;

Result<void> Stage::take_agency(const std::string& json) {
  const auto taken = state_->people.take("stage", state_->clock.now(), json);
  if (!taken) return tl::unexpected<Rejection>(taken.error());
  return {};
}

Desks Stage::desks() {
  return {state_->clock, state_->pack,  state_->people,   state_->cases,  state_->publications,
          state_->lists, state_->vault, state_->arrivals, state_->credit, state_->annual};
}

}  // namespace mingcha::story
