// SPDX-License-Identifier: Apache-2.0
// A log that lives in a database, taken to a witness that nobody here wrote: sigsum-witness.
#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <curl/curl.h>
#include <gmock/gmock.h>

#include "crypto/ed25519.h"
#include "crypto/hash.h"
#include "desk/integrator.h"
#include "desk/recorder.h"
#include "ledger/checkpoint.h"
#include "ledger/policy.h"
#include "ledger/tile_store.h"
#include "store/database.h"
#include "store/ledger_store.h"
#include "test/support/fresh_database.h"
#include "test/support/temporary_folder.h"

namespace mingcha::test {
namespace {

namespace fs = std::filesystem;

std::string output_of(const std::string& command) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe{::popen(command.c_str(), "r"), ::pclose};
  if (!pipe) throw Fault("cannot run " + command);
  std::string out;
  std::array<char, 256> line{};
  while (std::fgets(line.data(), line.size(), pipe.get()) != nullptr) out += line.data();
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

sockaddr_in local(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

std::uint16_t free_port() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = local(0);
  socklen_t size = sizeof(address);
  const bool good = ::bind(probe, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(probe);
  if (!good) throw Fault("no free port");
  return ntohs(address.sin_port);
}

bool listens(std::uint16_t port) {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = local(port);
  const bool good =
      ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  ::close(probe);
  return good;
}

std::size_t take(const char* data, std::size_t size, std::size_t count, void* to) {
  static_cast<std::string*>(to)->append(data, size * count);
  return size * count;
}

ledger::HttpAnswer post(const std::string& url, const std::string& body) {
  ledger::HttpAnswer answer;
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl{curl_easy_init(),
                                                                 curl_easy_cleanup};
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 10L);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROXY, "*");
  if (curl_easy_perform(curl.get()) != CURLE_OK) return {};
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  answer.status = static_cast<int>(status);
  const char* type = nullptr;
  curl_easy_getinfo(curl.get(), CURLINFO_CONTENT_TYPE, &type);
  if (type != nullptr) answer.content_type = type;
  return answer;
}

std::string ssh_string(std::string_view bytes) {
  std::string out(4, '\0');
  for (unsigned i = 0; i < 4; ++i) {
    out[i] = static_cast<char>((bytes.size() >> (24U - 8U * i)) & 255U);
  }
  return out + std::string{bytes};
}

/// sigsum-witness on a port of its own; ends with this object.
class SigsumWitness {
 public:
  SigsumWitness(const fs::path& folder, std::string_view log_public_key)
      : key_{folder / "witness"}, port_{free_port()} {
    std::ofstream{folder / "log.pub"}
        << "ssh-ed25519 " << to_base64(ssh_string("ssh-ed25519") + ssh_string(log_public_key))
        << " log\n";
    (void)output_of("sigsum-key generate -o " + key_.string());
    start(folder);
  }
  SigsumWitness(const SigsumWitness&) = delete;
  SigsumWitness& operator=(const SigsumWitness&) = delete;
  ~SigsumWitness() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }

  [[nodiscard]] ledger::Policy::Witness as_witness() const {
    const auto public_key = key_.string() + ".pub";
    const auto hash = output_of("sigsum-key to-hash -k " + public_key);
    const auto vkey = output_of("sigsum-key to-vkey -k " + public_key +
                                " -n sigsum.org/v1/witness/" + hash + " -t cosignature/v1");
    return {"w", ledger::VerifierKey::parse(vkey).value(), url()};
  }

 private:
  [[nodiscard]] std::string url() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/w";
  }
  void start(const fs::path& folder) {
    const auto address = "127.0.0.1:" + std::to_string(port_);
    const auto log_key = (folder / "log.pub").string();
    const auto state = (folder / "state").string();
    process_ = ::fork();
    if (process_ < 0) throw Fault("cannot start sigsum-witness");
    if (process_ == 0) {
      // Its routes need the patterns of Go 1.22, which the old mux setting of its build hides.
      ::setenv("GODEBUG", "httpmuxgo121=0", 1);
      ::execlp("sigsum-witness", "sigsum-witness", "-k", key_.c_str(), "--log-key", log_key.c_str(),
               "--state-file", state.c_str(), "--url-prefix", "w", address.c_str(),
               static_cast<char*>(nullptr));
      ::_exit(127);
    }
    for (int i = 0; i < 400 && !listens(port_); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds{25});
    }
    if (!listens(port_)) throw Fault("sigsum-witness does not listen");
  }

  fs::path key_;
  std::uint16_t port_;
  pid_t process_ = 0;
};

class Witnessed : public ::testing::Test {
 protected:
  /// sigsum-witness knows its log by a name made from the log's key.
  static desk::LogKeys sigsum_keys() {
    const auto seed = crypto::sha256(std::string_view{"log seed"});
    const crypto::Ed25519Key key{seed};
    return {ledger::NoteSigner{"sigsum.org/v1/tree/" +
                                   to_hex(as_bytes(crypto::sha256(as_bytes(key.public_key())))),
                               seed},
            {}};
  }
  void record(int count) {
    const std::vector<desk::NewEvent> events(
        static_cast<std::size_t>(count),
        desk::NewEvent{"noted", "{}", ledger::LeafType::case_recorded, {}, {}, {}});
    database_->write([&](store::Session& session) {
      const auto stored =
          recorder_.record(session, "case/c1", store::stream_version(session, "case/c1"), "test",
                           from_millis(1'772'424'306'007), events, "");
      return stored ? store::Outcome::commit : store::Outcome::roll_back;
    });
    (void)integrator_.run("119999220000000194");
  }
  ledger::SignedCheckpoint shown() {
    return ledger::parse_checkpoint(*tiles_.read(desk::kCheckpointPath)).value();
  }
  [[nodiscard]] ledger::Policy demanding(const ledger::Policy::Witness& witness) const {
    return {{{keys_.signer.verifier(), ""}}, {witness}, {}, "w"};
  }

  FreshDatabase place_{store::Engine::sqlite};
  std::unique_ptr<store::Database> database_ = store::open(place_.address());
  TemporaryFolder folder_, keys_folder_;
  ledger::FolderTileStore tiles_{folder_.path()};
  desk::Recorder recorder_{crypto::sha256(std::string_view{"wrapping"})};
  desk::LogKeys keys_ = sigsum_keys();
  desk::Integrator integrator_{*database_, tiles_, folder_.path(), keys_};
};

TEST_F(Witnessed, CheckpointsCarryTheCosignatureOnceAndTheLogGrowsOn) {
  const SigsumWitness witness{keys_folder_.path(), keys_.signer.verifier().public_key()};
  const auto known = witness.as_witness();
  for (const int count : {1, 5, 300, 2}) {
    record(count);
    EXPECT_FALSE(ledger::attest(demanding(known), shown()).has_value());

    integrator_.ask_witnesses({known}, post);

    const auto attested = ledger::attest(demanding(known), shown());
    ASSERT_TRUE(attested.has_value()) << attested.error().title.en;
    EXPECT_EQ(attested->sightings.size(), 1U);
    // Asked again there is nothing new to say.
    integrator_.ask_witnesses({known}, post);
    EXPECT_EQ(shown().note.signatures.size(), 2U);
  }
  EXPECT_EQ(shown().checkpoint.head.size, 308U);
}

TEST_F(Witnessed, ARestartedIntegratorLearnsFromTheWitnessWhatItHasSeen) {
  const SigsumWitness witness{keys_folder_.path(), keys_.signer.verifier().public_key()};
  const auto known = witness.as_witness();
  record(40);
  integrator_.ask_witnesses({known}, post);
  record(40);
  desk::Integrator restarted{*database_, tiles_, folder_.path(), keys_};
  restarted.ask_witnesses({known}, post);
  EXPECT_TRUE(ledger::attest(demanding(known), shown()).has_value());
}

TEST_F(Witnessed, AWitnessThatThinksLongDoesNotHoldUpTheLog) {
  const SigsumWitness witness{keys_folder_.path(), keys_.signer.verifier().public_key()};
  const auto known = witness.as_witness();
  record(3);
  integrator_.ask_witnesses({known}, [&](const auto&... wish) {
    std::thread{[&] { record(2); }}.join();  // Grows while the witness is being asked.
    return post(wish...);
  });
  // What it said of the outgrown checkpoint is kept, and the newest one was not replaced by it.
  EXPECT_EQ(shown().checkpoint.head.size, 5U);
  EXPECT_FALSE(ledger::attest(demanding(known), shown()).has_value());
  database_->read([&](store::Session& session) {
    const auto kept = ledger::parse_checkpoint(store::find_checkpoint(session, 3)->note);
    ASSERT_TRUE(kept.has_value());
    EXPECT_TRUE(ledger::attest(demanding(known), *kept).has_value());
  });

  integrator_.ask_witnesses({known}, post);
  EXPECT_TRUE(ledger::attest(demanding(known), shown()).has_value());
}

TEST_F(Witnessed, AWitnessThatDoesNotAnswerChangesNothing) {
  record(3);
  const auto before = shown().to_string();
  const auto stranger = ledger::NoteSigner{"w", crypto::sha256(std::string_view{"w"})};
  integrator_.ask_witnesses(
      {{"w", stranger.cosignature_verifier(), "http://127.0.0.1:" + std::to_string(free_port())}},
      post);
  EXPECT_EQ(shown().to_string(), before);
  record(3);
  EXPECT_EQ(shown().checkpoint.head.size, 6U);
}

}  // namespace
}  // namespace mingcha::test
