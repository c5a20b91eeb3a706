// SPDX-License-Identifier: Apache-2.0
// Recordings sent by the tus protocol to the real program. The cases are those that the reference
// server tusd tests itself with, and what this system adds.
#include <sys/resource.h>
#include <thread>

#include <fmt/format.h>

#include "base/encoding.h"
#include "crypto/checksum.h"
#include "crypto/hash.h"
#include "http/server/test_client.h"
#include "test/api/installation.h"

namespace mingcha::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* kFolder = "/api/v1/uploads";
const std::string kTus = "Tus-Resumable: 1.0.0";
const std::string kChunk = "application/offset+octet-stream";

std::string sha256_of(std::string_view bytes) { return to_hex(as_bytes(crypto::sha256(bytes))); }

/// Of one engine only: the database has no part in it, the arrival is tested apart.
class UploadTest : public testing::Test {
 protected:
  Installation& installation_ = Installation::shared(store::Engine::sqlite);
  Client& officer_ = installation_.people.as("zhaomin");

  Answer create(std::vector<std::string> headers, std::string body = {}) {
    headers.push_back(kTus);
    return officer_.send({.method = "POST",
                          .path = kFolder,
                          .body = std::move(body),
                          .content_type = kChunk,
                          .headers = std::move(headers)});
  }
  std::string created(const std::string& length) {
    const auto answer = create({"Upload-Length: " + length});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.header("location");
  }
  Answer patch(const std::string& address, const std::string& offset, const std::string& body,
               std::vector<std::string> headers = {}) {
    headers.insert(headers.end(), {kTus, "Upload-Offset: " + offset});
    return officer_.send({.method = "PATCH",
                          .path = address,
                          .body = body,
                          .content_type = kChunk,
                          .headers = std::move(headers)});
  }
  Answer head(const std::string& address) { return head_by(officer_, address); }
  static Answer head_by(Client& client, const std::string& address) {
    return client.send({.method = "HEAD", .path = address, .headers = {kTus}});
  }
  static std::string metadata(const std::string& key, std::string_view value) {
    return "Upload-Metadata: " + key + " " + to_base64(value);
  }
  /// What the record knows of an arrived recording.
  nlohmann::json facts(const std::string& recording) {
    return officer_.get("/api/v1/recordings/" + recording).json();
  }
  std::string vault_file(const std::string& sha256) {
    return read_file(installation_.bureau.data() / "recordings" / sha256.substr(0, 2) /
                     sha256.substr(2));
  }
};

TEST_F(UploadTest, TellsWhichProtocolItSpeaksWithoutASession) {
  auto stranger = installation_.stranger();
  const auto answer = stranger.send({.method = "OPTIONS", .path = kFolder});
  EXPECT_EQ(answer.status, 204);
  EXPECT_EQ(answer.header("tus-resumable"), "1.0.0");
  EXPECT_EQ(answer.header("tus-version"), "1.0.0");
  EXPECT_EQ(answer.header("tus-extension"),
            "creation,creation-with-upload,creation-defer-length,checksum,termination,"
            "concatenation,expiration");
  EXPECT_EQ(answer.header("tus-checksum-algorithm"), "sha1,sha256,sm3");
  EXPECT_GT(std::stoull(answer.header("tus-max-size")), 80'000'000'000U);
}

TEST_F(UploadTest, TakesAFileInPiecesIntoTheRecord) {
  const std::string bytes = "hello, whole-process recording";
  const auto answer = create({fmt::format("Upload-Length: {}", bytes.size()),
                              "Upload-Metadata: filename " + to_base64("C:\\DCIM\\执法.mp4") +
                                  ",source " + to_base64("dock") + ",empty,sha256 " +
                                  to_base64(as_bytes(crypto::sha256(bytes)))});
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto address = answer.header("location");
  EXPECT_THAT(address, StartsWith("/api/v1/uploads/"));
  EXPECT_EQ(answer.header("tus-resumable"), "1.0.0");
  EXPECT_THAT(answer.header("upload-expires"), HasSubstr(" GMT"));
  EXPECT_EQ(answer.header("cache-control"), "no-store");

  const auto first = patch(address, "0", bytes.substr(0, 5));
  EXPECT_EQ(first.status, 204);
  EXPECT_EQ(first.header("upload-offset"), "5");
  EXPECT_EQ(first.header("upload-recording"), "");
  const auto between = head(address);
  EXPECT_EQ(between.status, 200);
  EXPECT_EQ(between.header("upload-offset"), "5");
  EXPECT_EQ(between.header("upload-length"), std::to_string(bytes.size()));
  EXPECT_EQ(between.header("cache-control"), "no-store");
  EXPECT_THAT(between.header("upload-metadata"), HasSubstr("source " + to_base64("dock")));
  EXPECT_THAT(between.header("upload-metadata"), HasSubstr("empty"));

  const auto last = patch(address, "5", bytes.substr(5));
  EXPECT_EQ(last.status, 204) << last.body;
  EXPECT_EQ(last.header("upload-offset"), std::to_string(bytes.size()));
  const auto recording = last.header("upload-recording");
  ASSERT_THAT(recording, Not(IsEmpty()));
  EXPECT_EQ(head(address).header("upload-recording"), recording);
  const auto kept = facts(recording);
  EXPECT_EQ(kept.at("sha256"), sha256_of(bytes));
  EXPECT_EQ(kept.at("sm3"), to_hex(as_bytes(crypto::sm3(bytes))));
  EXPECT_EQ(kept.at("officer"), "zhaomin");
  EXPECT_EQ(kept.at("name"), "执法.mp4");
  EXPECT_EQ(kept.at("state"), "kept");
  EXPECT_EQ(vault_file(sha256_of(bytes)), bytes);

  const auto asked = officer_.get(address).json();
  EXPECT_EQ(asked.at("recording"), recording);
  EXPECT_EQ(asked.at("complete"), true);
}

TEST_F(UploadTest, KeepsWhatDiffersFromItsDeclaredDigestAndSaysSo) {
  const auto answer = create({"Upload-Length: 5", metadata("sha256", sha256_of("other"))}, "hello");
  ASSERT_EQ(answer.status, 201) << answer.body;
  const auto kept = facts(answer.header("upload-recording"));
  EXPECT_EQ(kept.at("state"), "quarantined");
  EXPECT_EQ(kept.at("declared_sha256"), sha256_of("other"));
  EXPECT_EQ(vault_file(sha256_of("hello")), "hello");
}

TEST_F(UploadTest, RefusesAnotherVersionAndNamesItsOwn) {
  const auto address = created("5");
  for (const auto& version : {std::string{"Tus-Resumable: 0.2.2"}, std::string{"X-None: 1"}}) {
    for (const auto* method : {"HEAD", "PATCH", "DELETE"}) {
      const auto answer = officer_.send({.method = method,
                                         .path = address,
                                         .content_type = kChunk,
                                         .headers = {version, "Upload-Offset: 0"}});
      EXPECT_EQ(answer.status, 412) << method;
      EXPECT_EQ(answer.header("tus-version"), "1.0.0");
      EXPECT_EQ(answer.header("tus-resumable"), "1.0.0");
    }
  }
  const auto answer =
      officer_.send({.method = "POST", .path = kFolder, .headers = {"Upload-Length: 5"}});
  EXPECT_EQ(answer.status, 412);
}

TEST_F(UploadTest, RefusesAWrongOffsetAndChangesNothing) {
  const auto address = created("10");
  EXPECT_EQ(patch(address, "0", "abc").status, 204);
  expect_problem(patch(address, "4", "x"), 409, "offset-differs");
  expect_problem(patch(address, "0", "x"), 409, "offset-differs");
  EXPECT_EQ(head(address).header("upload-offset"), "3");
  for (const auto* nonsense : {"-5", "abc", "", "1.5", "99999999999999999999"}) {
    EXPECT_EQ(patch(address, nonsense, "x").status, 400) << nonsense;
  }
  EXPECT_EQ(head(address).header("upload-offset"), "3");
}

TEST_F(UploadTest, RefusesAnotherTypeOfContent) {
  const auto address = created("10");
  const auto answer = officer_.send({.method = "PATCH",
                                     .path = address,
                                     .body = "abc",
                                     .content_type = "application/octet-stream",
                                     .headers = {kTus, "Upload-Offset: 0"}});
  EXPECT_EQ(answer.status, 415);
  EXPECT_EQ(head(address).header("upload-offset"), "0");
}

TEST_F(UploadTest, RefusesALengthThatIsMissingTwiceThereOrNoNumber) {
  EXPECT_EQ(create({}).status, 400);
  EXPECT_EQ(create({"Upload-Length: 5", "Upload-Defer-Length: 1"}).status, 400);
  EXPECT_EQ(create({"Upload-Defer-Length: 2"}).status, 400);
  EXPECT_EQ(create({"Upload-Length: -5"}).status, 400);
  EXPECT_EQ(create({"Upload-Length: 5x"}).status, 400);
}

TEST_F(UploadTest, RefusesMoreThanItTakesAndWhatTheDiskCannotHold) {
  expect_problem(create({"Upload-Length: 9000000000000000000"}), 413, "upload-too-large");
  EXPECT_THAT(created("10"), Not(IsEmpty()));
}

TEST_F(UploadTest, TakesNothingPastTheLength) {
  const auto address = created("5");
  expect_problem(patch(address, "0", "abcdefgh"), 413, "past-the-length");
  EXPECT_EQ(head(address).header("upload-offset"), "0");
  // Without a length of its own the body shows only when it comes.
  const auto chunked =
      officer_.send({.method = "PATCH",
                     .path = address,
                     .body = "abcdefgh",
                     .content_type = kChunk,
                     .headers = {kTus, "Upload-Offset: 0", "Transfer-Encoding: chunked"}});
  EXPECT_EQ(chunked.status, 413);
  EXPECT_EQ(head(address).header("upload-offset"), "0");
  expect_problem(create({"Upload-Length: 3"}, "abcd"), 413, "past-the-length");
}

TEST_F(UploadTest, LetsTheLengthBeDeclaredLater) {
  const auto answer = create({"Upload-Defer-Length: 1"});
  ASSERT_EQ(answer.status, 201);
  const auto address = answer.header("location");
  EXPECT_EQ(head(address).header("upload-defer-length"), "1");
  EXPECT_EQ(head(address).header("upload-length"), "");
  EXPECT_EQ(patch(address, "0", "abc").status, 204);
  EXPECT_EQ(patch(address, "3", "x", {"Upload-Length: 2"}).status, 400);
  EXPECT_EQ(patch(address, "3", "def", {"Upload-Length: 8"}).status, 204);
  EXPECT_EQ(head(address).header("upload-length"), "8");
  EXPECT_EQ(head(address).header("upload-defer-length"), "");
  EXPECT_EQ(patch(address, "6", "g", {"Upload-Length: 9"}).status, 400);
  const auto last = patch(address, "6", "gh", {"Upload-Length: 8"});
  EXPECT_EQ(last.status, 204);
  EXPECT_EQ(facts(last.header("upload-recording")).at("sha256"), sha256_of("abcdefgh"));
}

TEST_F(UploadTest, LetsTheLengthBeDeclaredAfterTheLastByte) {
  const auto address = create({"Upload-Defer-Length: 1"}).header("location");
  EXPECT_EQ(patch(address, "0", "abcde").status, 204);
  const auto last = patch(address, "5", "", {"Upload-Length: 5"});
  EXPECT_EQ(last.status, 204) << last.body;
  EXPECT_THAT(last.header("upload-recording"), Not(IsEmpty()));
}

TEST_F(UploadTest, TakesTheFirstBytesWithTheCreation) {
  const auto answer = create({"Upload-Length: 8"}, "abc");
  ASSERT_EQ(answer.status, 201);
  EXPECT_EQ(answer.header("upload-offset"), "3");
  EXPECT_EQ(patch(answer.header("location"), "3", "defgh").status, 204);
  const auto whole = create({"Upload-Length: 3"}, "xyz");
  EXPECT_EQ(whole.status, 201);
  EXPECT_EQ(whole.header("upload-offset"), "3");
  EXPECT_THAT(whole.header("upload-recording"), Not(IsEmpty()));
  const auto typed = officer_.send({.method = "POST",
                                    .path = kFolder,
                                    .body = "abc",
                                    .content_type = "text/plain",
                                    .headers = {kTus, "Upload-Length: 8"}});
  EXPECT_EQ(typed.status, 415);
}

TEST_F(UploadTest, RefusesAnEmptyRecordingInWords) {
  const auto answer = create({"Upload-Length: 0"});
  expect_problem(answer, 422, "file-empty");
  EXPECT_EQ(answer.header("location"), "") << "nothing is left that one could go on with";
}

TEST_F(UploadTest, AnswersAgainWhoDidNotHearTheLastAnswer) {
  const auto address = created("3");
  const auto recording = patch(address, "0", "abc").header("upload-recording");
  const auto again = patch(address, "3", "");
  EXPECT_EQ(again.status, 204);
  EXPECT_EQ(again.header("upload-offset"), "3");
  EXPECT_EQ(again.header("upload-recording"), recording);
  EXPECT_EQ(patch(address, "3", "d").status, 413);
  expect_problem(patch(address, "0", "abc"), 409, "offset-differs");
}

TEST_F(UploadTest, TakesOtherMethodsByOverride) {
  const auto address = created("5");
  const auto post = [&](std::vector<std::string> headers, const std::string& body = {}) {
    headers.push_back(kTus);
    return officer_.send({.method = "POST",
                          .path = address,
                          .body = body,
                          .content_type = kChunk,
                          .headers = std::move(headers)});
  };
  const auto patched = post({"X-HTTP-Method-Override: PATCH", "Upload-Offset: 0"}, "abc");
  EXPECT_EQ(patched.status, 204) << patched.body;
  EXPECT_EQ(patched.header("upload-offset"), "3");
  EXPECT_EQ(post({"X-HTTP-Method-Override: HEAD"}).header("upload-offset"), "3");
  EXPECT_EQ(post({"Upload-Offset: 3"}, "de").status, 405);
  EXPECT_EQ(post({"X-HTTP-Method-Override: DELETE"}).status, 204);
  EXPECT_EQ(head(address).status, 404);
}

TEST_F(UploadTest, DropsAPieceWhoseChecksumDiffers) {
  const auto address = created("6");
  const auto checksum = [](const std::string& name, std::string_view bytes) {
    crypto::Checksum sum{crypto::to_checksum_kind(name).value()};
    sum.update(bytes);
    return "Upload-Checksum: " + name + " " + to_base64(sum.digest());
  };
  EXPECT_EQ(patch(address, "0", "ab", {checksum("sha1", "xx")}).status, 460);
  EXPECT_EQ(head(address).header("upload-offset"), "0");
  EXPECT_EQ(patch(address, "0", "ab", {checksum("sha1", "ab")}).status, 204);
  EXPECT_EQ(patch(address, "2", "cd", {checksum("sha256", "cd")}).status, 204);
  EXPECT_EQ(patch(address, "4", "ef", {"Upload-Checksum: md5 AAAA"}).status, 400);
  EXPECT_EQ(patch(address, "4", "ef", {"Upload-Checksum: sha1"}).status, 400);
  const auto last = patch(address, "4", "ef", {checksum("sm3", "ef")});
  EXPECT_EQ(last.status, 204);
  EXPECT_EQ(facts(last.header("upload-recording")).at("sha256"), sha256_of("abcdef"));
}

TEST_F(UploadTest, CallsAnUnfinishedUploadOffAndNoRecording) {
  const auto address = created("5");
  const auto remove = [&](const std::string& where) {
    return officer_.send({.method = "DELETE", .path = where, .headers = {kTus}});
  };
  EXPECT_EQ(remove(address).status, 204);
  const auto gone = head(address);
  EXPECT_EQ(gone.status, 404);
  EXPECT_EQ(gone.header("upload-offset"), "");
  EXPECT_EQ(patch(address, "0", "abc").status, 404);
  EXPECT_EQ(remove(address).status, 404);
  const auto over = create({"Upload-Length: 3"}, "abc").header("location");
  expect_problem(remove(over), 403, "upload-is-over");
}

TEST_F(UploadTest, JoinsPartsIntoOneRecording) {
  const auto part = [&](const std::string& bytes) {
    const auto answer =
        create({fmt::format("Upload-Length: {}", bytes.size()), "Upload-Concat: partial"}, bytes);
    EXPECT_EQ(answer.status, 201) << answer.body;
    EXPECT_EQ(answer.header("upload-recording"), "") << "a part is no recording";
    return answer.header("location");
  };
  const auto one = part("hello, "), two = part("parts");
  EXPECT_EQ(head(one).header("upload-concat"), "partial");
  // Addresses with a host or without, as senders like it.
  const auto final_of = "Upload-Concat: final;" + installation_.bureau.address() + one + " " + two;
  const auto whole = create({final_of, metadata("filename", "joined.mp4")});
  ASSERT_EQ(whole.status, 201) << whole.body;
  const auto kept = facts(whole.header("upload-recording"));
  EXPECT_EQ(kept.at("sha256"), sha256_of("hello, parts"));
  EXPECT_EQ(kept.at("name"), "joined.mp4");
  const auto address = whole.header("location");
  const auto state = head(address);
  EXPECT_EQ(state.header("upload-offset"), "12");
  EXPECT_EQ(state.header("upload-length"), "12");
  EXPECT_EQ(state.header("upload-concat"), "final;" + one + " " + two);
  expect_problem(patch(address, "12", "x"), 403, "upload-is-joined");
  EXPECT_EQ(create({final_of}).header("location"), address) << "asked again, it is the same";

  const auto unfinished = create({"Upload-Length: 5", "Upload-Concat: partial"}).header("location");
  expect_problem(create({"Upload-Concat: final;" + unfinished}), 400, "part-unfinished");
  EXPECT_EQ(create({"Upload-Concat: final;" + unfinished}, "x").status, 403);
  for (const auto* nonsense : {"final", "final;", "half", "final;/somewhere/else"}) {
    EXPECT_EQ(create({std::string{"Upload-Concat: "} + nonsense}).status, 400) << nonsense;
  }
}

TEST_F(UploadTest, IsThereForItsSenderAlone) {
  const auto address = created("5");
  auto& other = installation_.people.as("wanglei");
  EXPECT_EQ(head_by(other, address).status, 404);
  EXPECT_EQ(other.get(address).status, 404);
  const auto answer = other.send({.method = "PATCH",
                                  .path = address,
                                  .body = "abc",
                                  .content_type = kChunk,
                                  .headers = {kTus, "Upload-Offset: 0"}});
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(other.send({.method = "DELETE", .path = address, .headers = {kTus}}).status, 404);
  EXPECT_EQ(head(address).header("upload-offset"), "0");
}

TEST_F(UploadTest, RefusesWhoIsNotSignedInOrHasNotThePermissionOrComesFromAnotherSite) {
  auto stranger = installation_.stranger();
  const auto unknown =
      stranger.send({.method = "POST", .path = kFolder, .headers = {kTus, "Upload-Length: 5"}});
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(unknown.header("tus-resumable"), "1.0.0");
  auto& auditor = installation_.people.as("gongli");
  const auto forbidden =
      auditor.send({.method = "POST", .path = kFolder, .headers = {kTus, "Upload-Length: 5"}});
  EXPECT_EQ(forbidden.status, 403);
  const auto forged = officer_.send(
      {.method = "POST", .path = kFolder, .headers = {kTus, "Upload-Length: 5"}, .csrf = ""});
  EXPECT_EQ(forged.status, 403);
}

TEST_F(UploadTest, RefusesNonsenseInWhatIsSaidOfTheFile) {
  const auto refused = [&](const std::string& header) {
    return create({"Upload-Length: 5", header});
  };
  expect_problem(refused(metadata("filename", std::string(300, 'x'))), 400, "metadata-filename");
  expect_problem(refused(metadata("filename", std::string_view{"a\0b", 3})), 400,
                 "metadata-filename");
  expect_problem(refused(metadata("sha256", "short")), 400, "metadata-sha256");
  expect_problem(refused(metadata("started_at", "gestern")), 400, "metadata-started_at");
  expect_problem(refused("Upload-Metadata: filename not*base64"), 400, "upload-header");
  expect_problem(refused("Upload-Metadata: a YQ==,a YQ=="), 400, "upload-header");
  const auto answer = create({"Upload-Length: 2", metadata("filename", "../../etc/x.mp4")}, "ab");
  EXPECT_EQ(facts(answer.header("upload-recording")).at("name"), "x.mp4");
}

TEST_F(UploadTest, KeepsWhatFittedOnAFullDiskAndSaysSo) {
  // A limit for the size of files stands for the disk: to whoever writes it is the same.
  constexpr std::size_t kRoom = std::size_t{96} << 20U;
  const std::string bytes(kRoom + 10'000'000, 'x');
  const auto address = created(std::to_string(bytes.size()));
  const auto server = installation_.bureau.id();
  rlimit before{};
  ASSERT_EQ(::prlimit(server, RLIMIT_FSIZE, nullptr, &before), 0);
  const rlimit full{kRoom, before.rlim_max};
  ASSERT_EQ(::prlimit(server, RLIMIT_FSIZE, &full, nullptr), 0);
  const auto refused = patch(address, "0", bytes);
  ASSERT_EQ(::prlimit(server, RLIMIT_FSIZE, &before, nullptr), 0);

  expect_problem(refused, 507, "disk-full");
  EXPECT_EQ(refused.header("upload-offset"), std::to_string(kRoom));
  EXPECT_EQ(head(address).header("upload-offset"), std::to_string(kRoom));
  const auto last = patch(address, std::to_string(kRoom), bytes.substr(kRoom));
  EXPECT_EQ(last.status, 204) << last.body;
  EXPECT_EQ(facts(last.header("upload-recording")).at("sha256"), sha256_of(bytes));
}

TEST_F(UploadTest, LetsAResumeTakeOverFromAConnectionThatHangs) {
  Client sender{installation_.bureau.address()};
  const auto session = sender.sign_in("zhaomin", kPassword);
  const auto cookie = session.header("set-cookie");
  const auto answer =
      sender.send({.method = "POST", .path = kFolder, .headers = {kTus, "Upload-Length: 2000"}});
  const auto address = answer.header("location");
  const auto& base = installation_.bureau.address();
  http::test::RawClient hanging{
      static_cast<std::uint16_t>(std::stoi(base.substr(base.rfind(':') + 1)))};
  hanging.send(fmt::format(
      "PATCH {} HTTP/1.1\r\nHost: a\r\nCookie: {}\r\nX-CSRF-Token: {}\r\n{}\r\nUpload-Offset: 0\r\n"
      "Content-Type: {}\r\nContent-Length: 2000\r\n\r\n{}",
      address, cookie.substr(0, cookie.find(';')), session.json().at("csrf").get<std::string>(),
      kTus, kChunk, std::string(1000, 'x')));
  // Until the piece has waited long enough to be passed on.
  std::this_thread::sleep_for(std::chrono::milliseconds{1200});
  const auto offset = std::stoul(head_by(sender, address).header("upload-offset"));
  hanging.send(std::string(1000, 'y'));
  EXPECT_THAT(hanging.read_response(), StartsWith("HTTP/1.1 423"));
  EXPECT_EQ(head_by(sender, address).header("upload-offset"), std::to_string(offset));
  const auto last = sender.send({.method = "PATCH",
                                 .path = address,
                                 .body = std::string(2000 - offset, 'z'),
                                 .content_type = kChunk,
                                 .headers = {kTus, fmt::format("Upload-Offset: {}", offset)}});
  EXPECT_EQ(last.status, 204) << last.body;
  EXPECT_EQ(facts(last.header("upload-recording")).at("sha256"),
            sha256_of(std::string(offset, 'x') + std::string(2000 - offset, 'z')));
}

}  // namespace
}  // namespace mingcha::test
