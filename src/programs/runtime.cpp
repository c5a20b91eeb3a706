// SPDX-License-Identifier: Apache-2.0
#include "programs/runtime.h"

#include <fstream>
#include <sstream>

#include "desk/annual_desk.h"
#include "desk/attempt_limit.h"
#include "desk/case_desk.h"
#include "desk/change_feed.h"
#include "desk/credit_desk.h"
#include "desk/decision_audit.h"
#include "desk/destruction_desk.h"
#include "desk/device_desk.h"
#include "desk/duty_desk.h"
#include "desk/feedback_desk.h"
#include "desk/integrator.h"
#include "desk/job_desk.h"
#include "desk/list_desk.h"
#include "desk/log_desk.h"
#include "desk/look_log.h"
#include "desk/number_desk.h"
#include "desk/officer_desk.h"
#include "desk/outbox_desk.h"
#include "desk/outside_desk.h"
#include "desk/people_desk.h"
#include "desk/personal_desk.h"
#include "desk/progress_desk.h"
#include "desk/public_record_desk.h"
#include "desk/publication_desk.h"
#include "desk/recorder.h"
#include "desk/recording_book.h"
#include "desk/recording_desk.h"
#include "desk/review_desk.h"
#include "desk/search_desk.h"
#include "desk/services.h"
#include "desk/sign_in.h"
#include "desk/trail_desk.h"
#include "desk/upload_desk.h"
#include "desk/viewing_desk.h"
#include "http/site/annual_site.h"
#include "http/site/renderings.h"
#include "ledger/tile_store.h"
#include "pack/load.h"
#include "programs/keys.h"
#include "programs/report.h"
#include "render/press.h"
#include "store/database.h"
#include "store/setting_store.h"
#include "vault/folder_uploads.h"
#include "vault/folder_vault.h"

namespace mingcha::programs {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kJobThreads = 2;  ///< Beside those that answer requests.

fs::path made(const fs::path& folder) {
  fs::create_directories(folder);
  return folder;
}

/// Proving takes longer than the rest of a start, so the database remembers which pack was proved,
/// and by which prover: MINGCHA_PROVER is the digest of its sources.
std::shared_ptr<const pack::Pack> load_pack(const fs::path& folder, store::Database& database) {
  constexpr const char* kProved = "pack.proved";
  const auto files = pack::read_files(folder);
  const auto mark = to_hex(as_bytes(pack::digest_of(files))) + " " MINGCHA_PROVER;
  bool known = false;
  database.read(
      [&](store::Session& session) { known = store::find_setting(session, kProved) == mark; });
  auto loaded = pack::load(files, known ? pack::Proofs::known : pack::Proofs::run);
  if (!loaded) throw Fault(describe(loaded.error()));
  if (known) return *loaded;
  if (auto findings = examples_that_fail(**loaded); !findings.empty()) {
    throw Fault(describe(
        {Refusal::invalid, {"规则的示例不成立", "rule examples fail"}, std::move(findings)}));
  }
  database.write([&](store::Session& session) {
    store::save_setting(session, kProved, mark);
    return store::Outcome::commit;
  });
  return *loaded;
}

ledger::Policy policy_of(const Settings& settings, const desk::LogKeys& keys) {
  ledger::Policy policy;
  policy.logs.push_back({keys.signer.verifier(), settings.base_url + "/log"});
  policy.quorum = "none";
  for (const auto& line : settings.witnesses) {
    const auto name_end = line.find(' ');
    const auto key_end = line.find(' ', name_end + 1);
    auto key = name_end == std::string::npos
                   ? Result<ledger::VerifierKey>{reject(Refusal::invalid, {})}
                   : ledger::VerifierKey::parse(line.substr(name_end + 1, key_end - name_end - 1));
    if (!key || key_end == std::string::npos) {
      throw Fault("log.witnesses: “<name> <vkey> <url>” expected: " + line);
    }
    policy.witnesses.push_back({line.substr(0, name_end), *key, line.substr(key_end + 1)});
  }
  return policy;
}

render::PressOptions press_options(const Settings& settings) {
  render::PressOptions options;
  options.fonts = settings.paper_fonts;
  options.for_show = settings.demonstration;
  if (!options.fonts.empty() && !fs::is_directory(options.fonts)) {
    throw Fault("papers.fonts: no such folder: " + options.fonts.string());
  }
  if (settings.paper_seal.empty()) return options;
  std::ifstream in{settings.paper_seal, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw Fault("papers.seal cannot be read: " + settings.paper_seal.string());
  options.seal_png = bytes.str();
  return options;
}

/// A database belongs to one log for ever: another origin or key would be a second history.
void hold_to_origin(store::Database& database, const desk::LogKeys& keys) {
  const auto vkey = keys.signer.verifier().to_string();
  bool other = false;
  database.write([&](store::Session& session) {
    const auto known = store::find_setting(session, "log.vkey");
    other = known && *known != vkey;
    if (!known) store::save_setting(session, "log.vkey", vkey);
    return store::Outcome::commit;
  });
  if (other) throw Fault("this database belongs to a log with another origin or key");
}

}  // namespace

struct Ground::Parts {
  explicit Parts(const Settings& settings)
      : keys{load_log_keys(settings)},
        wrapping_key{load_wrapping_key(settings)},
        database{store::open(settings.database)},
        log_folder{made(settings.data / "log")},
        tiles{log_folder},
        vault{made(settings.data / "vault")},
        recordings{made(settings.data / "recordings")},
        recorder{wrapping_key},
        integrator{*database, tiles, log_folder, keys},
        policy{policy_of(settings, keys)},
        press{press_options(settings)} {
    hold_to_origin(*database, keys);
  }

  desk::LogKeys keys;
  Digest wrapping_key;
  std::unique_ptr<store::Database> database;
  fs::path log_folder;
  ledger::FolderTileStore tiles;
  vault::FolderVault vault, recordings;
  desk::Recorder recorder;
  desk::Integrator integrator;
  ledger::Policy policy;
  render::Press press;
};

Ground::Ground(Settings chosen) : settings{std::move(chosen)} {
  if (!fs::is_directory(settings.data))
    throw Fault("no such data directory: " + settings.data.string());
  parts = std::make_unique<Parts>(settings);
  pack = load_pack(settings.pack, *parts->database);
}

Ground::~Ground() = default;

store::Database& Ground::database() { return *parts->database; }
desk::Integrator& Ground::integrator() { return parts->integrator; }
fs::path Ground::arrivals() const { return made(settings.data / "arrivals"); }

struct Office::Parts {
  Parts(Clock& clock, Ground& ground)
      : people{ground.database(), ground.parts->recorder},
        cases{ground.database(), *ground.pack, people, ground.parts->recorder, clock},
        publications{ground.database(), *ground.pack, people, cases, ground.parts->recorder, clock},
        outbox{
            ground.database(),       *ground.pack, people, cases, clock, ground.settings.channels,
            ground.settings.base_url},
        outside{ground.database(), *ground.pack, people, cases, ground.parts->recorder, clock},
        reviews{ground.database(), *ground.pack, people, clock},
        numbers{ground.database(), people},
        lists{ground.database(), *ground.pack, ground.parts->recorder, clock},
        log{ground.database(), ground.parts->recorder, ground.parts->tiles, ground.parts->keys,
            ground.parts->policy},
        looks{ground.database(), ground.parts->recorder, log, clock},
        decisions{ground.database(), ground.parts->recorder, log, *ground.pack, people},
        trail{ground.database(), clock},
        sign_in{ground.database(), clock, [this] { return people.directory(); }, options(ground)},
        changes{ground.database()},
        duties{ground.database(), *ground.pack, clock},
        personal{ground.database(), clock, ground.parts->wrapping_key},
        search{ground.database(), *ground.pack, people},
        credit{ground.database(),
               *ground.pack,
               people,
               cases,
               ground.parts->recorder,
               clock,
               {ground.parts->vault, ground.arrivals()}},
        annual{ground.database(),      *ground.pack, people,
               ground.parts->recorder, clock,        {ground.parts->vault, ground.arrivals()}},
        progress{ground.database(),      *ground.pack, people, cases,
                 ground.parts->recorder, trail,        clock},
        feedback{
            ground.database(),         *ground.pack, people, cases, ground.parts->recorder, clock,
            ground.parts->wrapping_key},
        records{ground.database(), clock},
        officers{lists, *ground.pack, clock, ground.parts->wrapping_key},
        book{*ground.pack, people, cases, ground.parts->recorder},
        recordings{ground.database(), book, people, cases, trail, clock},
        devices{ground.database(), book, people, clock},
        destructions{
            ground.database(), book, clock,
            [&ground](const std::string& sha256) { ground.parts->recordings.remove(sha256); }},
        viewings{ground.database(), book, cases, clock},
        arriving{made(ground.settings.data / "uploads"), ground.parts->recordings, clock},
        uploads{arriving, clock, arrival()},
        services{clock,
                 *ground.pack,
                 people,
                 cases,
                 numbers,
                 lists,
                 publications,
                 outbox,
                 outside,
                 reviews,
                 log,
                 looks,
                 decisions,
                 sign_in,
                 duties,
                 personal,
                 trail,
                 jobs,
                 changes,
                 search,
                 credit,
                 annual,
                 progress,
                 feedback,
                 records,
                 officers,
                 recordings,
                 devices,
                 destructions,
                 viewings,
                 uploads,
                 ground.parts->vault,
                 ground.parts->recordings,
                 ground.parts->press,
                 site_facts(ground)},
        jobs{ground.database(), clock, ground.settings.data / "jobs", kJobThreads} {
    publications.announce_to(
        [this](store::Session& session, const desk::Announcement& announcement) {
          outbox.announce(session, announcement);
        });
    publications.serve_as([this](const desk::PublicDecision& decision) {
      return http::bytes_served_for(decision, services);
    });
    annual.serve_as([this](const desk::PublicReport& report) {
      return http::bytes_served_for(report, services);
    });
  }

  desk::Arrival arrival() {
    return [this](const desk::ArrivedUpload& upload) {
      return recordings.arrived({upload.upload, upload.uploader, upload.metadata, upload.kept.size,
                                 upload.kept.sha256, upload.kept.sm3, upload.declared_sha256,
                                 upload.matches, upload.begun_at});
    };
  }

  static desk::SiteFacts site_facts(const Ground& ground) {
    desk::SiteFacts facts;
    facts.base_url = ground.settings.base_url;
    facts.demonstration = ground.settings.demonstration;
    facts.log_folder = ground.parts->log_folder;
    facts.posters = ground.settings.data / "posters";
    facts.public_per_minute = ground.settings.public_per_minute;
    facts.embed_origins = ground.settings.embed_origins;
    return facts;
  }

  desk::SignInOptions options(const Ground& ground) {
    desk::SignInOptions out;
    out.secrets_key = ground.parts->wrapping_key;
    out.idle = ground.settings.idle;
    out.longest = ground.settings.absolute;
    out.record = [this](const desk::SignInAttempt& attempt) {
      // A flood of refused attempts must not fill the disk: one a minute of each address.
      const bool flood = attempt.outcome == "too-many-attempts" &&
                         floods.take(attempt.client_address, attempt.at).count() > 0;
      if (!flood) trail.attempted(attempt);
    };
    return out;
  }

  desk::PeopleDesk people;
  desk::CaseDesk cases;
  desk::PublicationDesk publications;
  desk::OutboxDesk outbox;
  desk::OutsideDesk outside;
  desk::ReviewDesk reviews;
  desk::NumberDesk numbers;
  desk::ListDesk lists;
  desk::LogDesk log;
  desk::LookLog looks;
  desk::DecisionAudit decisions;
  desk::TrailDesk trail;
  desk::AttemptLimit floods{1, std::chrono::minutes{1}};
  desk::SignIn sign_in;
  desk::ChangeFeed changes;
  desk::DutyDesk duties;
  desk::PersonalDesk personal;
  desk::SearchDesk search;
  desk::CreditDesk credit;
  desk::AnnualDesk annual;
  desk::ProgressDesk progress;
  desk::FeedbackDesk feedback;
  desk::PublicRecordDesk records;
  desk::OfficerDesk officers;
  desk::RecordingBook book;
  desk::RecordingDesk recordings;
  desk::DeviceDesk devices;
  desk::DestructionDesk destructions;
  desk::ViewingDesk viewings;
  vault::FolderUploads arriving;
  desk::UploadDesk uploads;
  desk::Services services;
  desk::JobDesk jobs;  ///< Last, so first to go: what it runs uses the services.
};

Office::Office(Clock& clock, Ground& ground) : parts_{std::make_unique<Parts>(clock, ground)} {}
Office::~Office() = default;
desk::Services& Office::services() { return parts_->services; }

std::vector<std::function<void(store::Session&)>> other_rows(desk::Services& services) {
  return {[&services](store::Session& session) { services.feedback.refill(session); },
          [&services](store::Session& session) { services.recordings.refill(session); }};
}

}  // namespace mingcha::programs
