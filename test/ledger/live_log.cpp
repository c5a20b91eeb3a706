// SPDX-License-Identifier: Apache-2.0
// Writes a log as the server would, for the verifiers of other people to judge; and takes one
// checkpoint to a witness.
//
//   ledger_live_log write FOLDER
//   ledger_live_log write-sigsum FOLDER      under the origin that sigsum-witness demands
//   ledger_live_log cosign FOLDER SIZE LAST_SIZE WITNESS_VKEY URL
//
// FOLDER afterwards: log/ (tiles, bundles, checkpoint), checkpoints/<size>, forked (signed, of
// another history), policy.txt, log.pub (OpenSSH), *.vkey, *.tlog-proof, and what a party holds.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <curl/curl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "ledger/receipt.h"
#include "ledger/tree.h"
#include "ledger/witness.h"

namespace mingcha::ledger {
namespace {

namespace fs = std::filesystem;

constexpr auto kOrigin = "log.bureau.example/enforcement";
constexpr std::uint64_t kReviewAt = 300;
constexpr std::uint64_t kDecisionAt = 400;
constexpr std::uint64_t kPublicationAt = 500;
constexpr std::uint64_t kSizes[] = {1, 5, 256, 300, 601, 700};
const std::string kDocument = "行政处罚决定书（公开文本）\n";
const std::vector<Field> kFields = {
    {"case_no", "川A罚〔2026〕1号"}, {"party_name", "张三"}, {"fine_cents", "20000"}};

void put(const fs::path& path, std::string_view bytes) {
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  out << bytes;
  if (!out.flush()) throw Fault("cannot write " + path.string());
}

std::string get(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw Fault("cannot read " + path.string());
  return {std::istreambuf_iterator<char>{in}, {}};
}

Digest random_digest() { return *to_digest(crypto::random_bytes(32)); }

std::string ssh_string(std::string_view bytes) {
  const auto size = bytes.size();
  std::string out(4, '\0');
  for (unsigned i = 0; i < 4; ++i) out[i] = static_cast<char>((size >> (24U - 8U * i)) & 255U);
  return out + std::string{bytes};
}

/// What the records of the log hold back, as the key store would.
struct Secrets {
  RecordKey key = RecordKey::generate();
  Commitment commitment = commit(key, kFields).value();
  std::string salt = crypto::random_bytes(16);
};

std::vector<std::string> make_entries(const Secrets& secrets) {
  std::vector<std::string> entries;
  for (std::uint64_t i = 0; i < kSizes[std::size(kSizes) - 1]; ++i) {
    Leaf leaf;
    leaf.at = to_leaf_time(SystemClock{}.now());
    leaf.eid = crypto::random_bytes(16);
    leaf.org = "11510100000000000X";
    leaf.root = random_digest();
    leaf.type = i == kReviewAt ? LeafType::review_done : kLeafTypes[i % 4];
    if (i == kDecisionAt) {
      leaf.type = LeafType::decision_made;
      leaf.root = secrets.commitment.root();
      leaf.ref = LeafReference{kReviewAt, leaf_hash(entries[kReviewAt])};
    }
    if (i == kPublicationAt) {
      leaf.type = LeafType::decision_published;
      leaf.pub = publication_commitment(secrets.salt, kDocument);
      leaf.ref = LeafReference{kDecisionAt, leaf_hash(entries[kDecisionAt])};
    }
    entries.push_back(leaf.encode());
  }
  return entries;
}

void put_party_files(const fs::path& folder, const Secrets& secrets, TileStore& store,
                     const SignedCheckpoint& checkpoint) {
  TreeReader reader{store, checkpoint.checkpoint.head.size};
  const auto put_receipt = [&](const char* name, std::uint64_t index,
                               std::vector<ShownField> shown) {
    put(folder / fmt::format("{}.tlog-proof", name),
        make_receipt(reader, index, checkpoint, std::move(shown), 8).to_string());
  };
  put_receipt("review", kReviewAt, {});
  put_receipt("other", kReviewAt + 1, {});
  put_receipt("decision", kDecisionAt, {secrets.commitment.show(1), secrets.commitment.show(2)});
  put_receipt("publication", kPublicationAt, {});
  put(folder / "document.txt", kDocument);
  put(folder / "salt", to_base64url(secrets.salt));
  put(folder / "record-key", to_base64url(as_bytes(secrets.key.bytes)));
  nlohmann::json all;
  for (const auto& field : kFields) all[field.name] = field.value;
  put(folder / "all-fields.json", all.dump());
  all.erase("case_no");
  put(folder / "fields.json", all.dump());
}

void put_keys(const fs::path& folder, const NoteSigner& signer, const VerifierKey& sm2) {
  const auto key = signer.verifier();
  put(folder / "log.vkey", key.to_string());
  put(folder / "sm2.vkey", sm2.to_string());
  put(folder / "stranger.vkey", NoteSigner{signer.name(), random_digest()}.verifier().to_string());
  put(folder / "policy.txt", fmt::format("log {}\nquorum none\n", key.to_string()));
  put(folder / "log.pub", "ssh-ed25519 " +
                              to_base64(ssh_string("ssh-ed25519") + ssh_string(key.public_key())) +
                              " log\n");
}

/// sigsum-witness knows its log by a name made from the log's key.
NoteSigner sigsum_signer() {
  const auto seed = random_digest();
  const crypto::Ed25519Key key{seed};
  return {"sigsum.org/v1/tree/" + to_hex(as_bytes(crypto::sha256(as_bytes(key.public_key())))),
          seed};
}

void write(const fs::path& folder, const NoteSigner& signer) {
  fs::create_directories(folder / "log");
  fs::create_directories(folder / "checkpoints");
  const auto sm2 = crypto::Sm2Key::generate();
  const auto sm2_name = signer.name() + "/sm2";
  put_keys(folder, signer, VerifierKey::sm2(sm2_name, sm2.public_key()));

  const Secrets secrets;
  const auto entries = make_entries(secrets);
  FolderTileStore store{folder / "log"};
  SignedCheckpoint checkpoint;
  TreeHead head;
  for (const auto size : kSizes) {
    TreeWriter writer{store, head};
    head = writer.append(std::span{entries}.subspan(head.size, size - head.size));
    checkpoint = sign_checkpoint(head, signer);
    checkpoint.note.signatures.push_back(sign_sm2(sm2_name, sm2, checkpoint.note.text));
    put(folder / "checkpoints" / fmt::to_string(size), checkpoint.to_string());
  }
  put(folder / "log/checkpoint", checkpoint.to_string());
  // What a log that betrays its readers would have signed before.
  put(folder / "forked", sign_checkpoint({300, random_digest()}, signer).to_string());
  put_party_files(folder, secrets, store, checkpoint);
}

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(bytes, size * count);
  return size * count;
}

HttpAnswer post(const std::string& url, const std::string& body) {
  HttpAnswer answer;
  CURL* curl = curl_easy_init();
  if (curl == nullptr) return answer;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  if (curl_easy_perform(curl) == CURLE_OK) {
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
    answer.status = static_cast<int>(status);
    if (type != nullptr) answer.content_type = type;
  }
  curl_easy_cleanup(curl);
  std::cout << "POST " << url << " " << answer.status << "\n";
  return answer;
}

int cosign(const fs::path& folder, std::uint64_t size, std::uint64_t last_size,
           std::string_view witness_key, const std::string& url) {
  const auto key = VerifierKey::parse(witness_key).value();
  const auto log = VerifierKey::parse(get(folder / "log.vkey")).value();
  auto checkpoint =
      open_checkpoint(get(folder / "checkpoints" / fmt::to_string(size)), log).value();
  FolderTileStore store{folder / "log"};
  TreeReader reader{store, size};
  const auto cosigned = ask_witness({"w", key, url}, checkpoint, reader, last_size, post);
  if (!cosigned.signature) {
    std::cout << "outcome " << static_cast<int>(cosigned.outcome) << "\n";
    return 1;
  }
  checkpoint.note.signatures.push_back(*cosigned.signature);
  put(folder / "cosigned", checkpoint.to_string());
  // The policy demands the witness from now on.
  const Policy policy{{{log, ""}}, {{"w", key, url}}, {}, "w"};
  put(folder / "policy-witnessed.txt", policy.to_string());
  return attest(policy, checkpoint).has_value() ? 0 : 1;
}

int run(const std::vector<std::string>& words) {
  if (words.size() == 2 && words[0] == "write") {
    write(words[1], NoteSigner{kOrigin, random_digest()});
    return 0;
  }
  if (words.size() == 2 && words[0] == "write-sigsum") {
    write(words[1], sigsum_signer());
    return 0;
  }
  if (words.size() == 6 && words[0] == "cosign") {
    return cosign(words[1], std::stoull(words[2]), std::stoull(words[3]), words[4], words[5]);
  }
  std::cerr
      << "usage: ledger_live_log write[-sigsum] FOLDER | cosign FOLDER SIZE LAST_SIZE VKEY URL\n";
  return 2;
}

}  // namespace
}  // namespace mingcha::ledger

int main(int argc, char** argv) {
  try {
    return mingcha::ledger::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 3;
  }
}
