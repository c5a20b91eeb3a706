// SPDX-License-Identifier: Apache-2.0
// Thousands of synthetic records, half of them for the public and half sealed: in no byte that the
// public can get stands anything personal of anybody.
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "casefile/codec.h"
#include "desk/case_desk.h"
#include "desk/case_leaf.h"
#include "desk/gate.h"
#include "desk/people_desk.h"
#include "desk/publication_desk.h"
#include "desk/rebuild.h"
#include "desk/recorder.h"
#include "http/site/renderings.h"
#include "test/api/installation.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

using testing::IsEmpty;

#ifdef MINGCHA_SANITIZED
constexpr int kRecords = 200;
#else
constexpr int kRecords = 10'000;
#endif

/// Characters that no law, form, place or officer has: where one of them is, there is a party.
constexpr std::array<std::string_view, 8> kRare{"骉", "麤", "猋", "犇", "羴", "鱻", "飍", "灥"};
constexpr std::string_view kPhones = "13977", kIds = "65990119";

std::string rare(int i, int length) {
  std::string out;
  for (int k = 0; k < length; ++k, i /= 8) out += kRare.at(static_cast<std::size_t>(i % 8));
  return out;
}

std::string id_card(int i) {
  constexpr std::array kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const auto digits = fmt::format("{}900101{:03}", kIds, i % 1000);
  int sum = 0;
  for (std::size_t k = 0; k < kWeights.size(); ++k) sum += kWeights.at(k) * (digits[k] - '0');
  return digits + "10X98765432"[sum % 11];
}

/// What stands for a fact of the told story in the record with this number.
std::string synthetic(const pack::Field& field, int i) {
  if (field.check == pack::Check::name) return "赵" + rare(i, 5);
  if (field.check == pack::Check::id_card) return id_card(i);
  if (field.check == pack::Check::phone) return fmt::format("{}{:06}", kPhones, i);
  if (field.mask == "address") return fmt::format("云岭县{}镇{}路{}号", rare(i, 2), rare(i, 5), i);
  if (field.id == "party.name") return fmt::format("赵{}", rare(i, 5));
  return {};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; !from.empty() && (at = text.find(from, at)) != std::string::npos;) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Streams as a told case left them, with somebody else in each copy.
class Copies {
 public:
  Copies(Office& office, const std::string& id) : state_{office.state(id)} {
    office.database->read(
        [&](store::Session& session) { events_ = store::load(session, desk::case_stream(id)); });
    for (const auto& [field_id, fact] : state_->facts) {
      const auto* field = pack_in_use().field(field_id);
      const bool open = field == nullptr || field->privacy == pack::Privacy::open;
      const bool organisation = *state_->fact("party.kind") == "organisation";
      if (open || (organisation && field_id == "party.name")) continue;
      fields_.emplace_back(field, fact.value);
    }
  }

  void write(store::Session& session, const desk::Recorder& recorder, int i) const {
    const auto id = fmt::format("{:024x}", i + 1);
    std::vector<desk::NewEvent> fresh;
    std::int64_t version = 0;
    for (const auto& event : events_) {
      auto body = event.body;
      for (const auto& [field, value] : fields_) {
        const auto other = synthetic(*field, i);
        if (value.size() >= 6 && !other.empty()) body = replaced(std::move(body), value, other);
      }
      if (state_->decision) {
        body = replaced(std::move(body), state_->decision->number,
                        fmt::format("云公（治）行罚决字〔2026〕{}号", 1000 + i));
      }
      const auto decoded = casefile::decode(event.kind, body);
      desk::open_gate(session, decoded, desk::case_stream(id), ++version, event.actor, event.at);
      fresh.push_back({event.kind, body, leaf_of(event.kind), {}, {}, {}});
    }
    const auto stored = recorder.record(session, desk::case_stream(id), 0, events_.front().actor,
                                        events_.front().at, fresh, fmt::format("copy/{}", i));
    if (!stored) throw Fault("a copy is not taken");
  }

  static std::string id_of(int i) { return fmt::format("{:024x}", i + 1); }

 private:
  static ledger::LeafType leaf_of(const std::string& kind) {
    return kind == "record.sealed" ? ledger::LeafType::record_sealed
                                   : ledger::LeafType::case_recorded;
  }

  std::shared_ptr<const casefile::State> state_;
  std::vector<store::StoredEvent> events_;
  std::vector<std::pair<const pack::Field*, std::string>> fields_;
};

/// Two rare characters side by side: a single one may stand in a digest by chance.
bool names_somebody(const std::string& bytes, std::string_view mark) {
  for (auto at = bytes.find(mark); at != std::string::npos; at = bytes.find(mark, at + 1)) {
    const auto next = std::string_view{bytes}.substr(at + mark.size(), mark.size());
    if (std::ranges::find(kRare, next) != kRare.end()) return true;
  }
  return false;
}

/// One of the telephone numbers, whole, and not five digits in the middle of a digest.
bool calls_somebody(const std::string& bytes) {
  constexpr std::size_t kLength = 11;
  const auto part_of_word = [&](std::size_t at) {
    return at < bytes.size() && std::isalnum(static_cast<unsigned char>(bytes[at])) != 0;
  };
  for (auto at = bytes.find(kPhones); at != std::string::npos; at = bytes.find(kPhones, at + 1)) {
    const auto number = std::string_view{bytes}.substr(at, kLength);
    const bool digits = number.size() == kLength &&
                        std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
    if (digits && (at == 0 || !part_of_word(at - 1)) && !part_of_word(at + kLength)) return true;
  }
  return false;
}

/// What of anybody stands in the bytes.
std::vector<std::string> personal_in(const std::string& bytes) {
  std::vector<std::string> out;
  for (const auto& mark : kRare) {
    if (names_somebody(bytes, mark)) out.emplace_back(mark);
  }
  if (calls_somebody(bytes)) out.emplace_back(kPhones);
  if (bytes.find(kIds) != std::string::npos) out.emplace_back(kIds);
  return out;
}

TEST(SealingMarks, FindAPersonAndNoDigest) {
  EXPECT_EQ(personal_in("处罚赵" + rare(0, 2)).size(), 1U);
  EXPECT_EQ(personal_in("电话13977000012。").size(), 1U);
  EXPECT_EQ(personal_in("a1397700001234f 犇 13977").size(), 0U);
}

class Sealing : public testing::Test {
 protected:
  Sealing() {
    const auto database = store::open(bureau_.database());
    const desk::Recorder recorder{*to_digest(*from_hex(key_text()))};
    SetClock clock{*parse_instant("2026-04-03T09:00:00+08:00")};
    desk::PeopleDesk people{*database, recorder};
    desk::CaseDesk cases{*database, pack_in_use(), people, recorder, clock};
    desk::PublicationDesk publications{*database, pack_in_use(), people, cases, recorder, clock};
    write(*database, recorder);
    (void)desk::rebuild(*database, cases);
    publish(publications);
  }

  [[nodiscard]] std::string key_text() const {
    auto text = read_bytes(bureau_.data() / "keys/record.kek");
    return std::string{trim(text)};
  }

  void write(store::Database& database, const desk::Recorder& recorder) {
    Office office{store::Engine::sqlite};
    const Copies venue{office, office.tell("venue_walk.story", "已送达")};
    const Copies assault{office, office.tell("assault_sealed.story", "已封存")};
    constexpr int kAtOnce = 500;
    for (int from = 0; from < kRecords; from += kAtOnce) {
      database.write([&](store::Session& session) {
        for (int i = from; i < std::min(from + kAtOnce, kRecords); ++i) {
          (i % 2 == 0 ? venue : assault).write(session, recorder, i);
        }
        return store::Outcome::commit;
      });
    }
  }

  void publish(desk::PublicationDesk& publications) {
    people::Visitor one;
    one.person_id = "gongli";
    one.roles = {people::Role::publicity_editor};
    auto other = one;
    other.person_id = "dingning";
    for (int i = 0; i < kRecords; ++i) {
      const auto id = Copies::id_of(i);
      const auto prepared =
          publications.prepare(one, id, {}, {fmt::format("prepare/{}", i), "x", {}});
      ASSERT_EQ(prepared.has_value(), i % 2 == 0) << i;
      if (!prepared) continue;
      const auto digest = nlohmann::json::parse(*prepared).at("digest").get<std::string>();
      const auto done =
          publications.publish(other, id, digest, {fmt::format("publish/{}", i), "x", {}});
      ASSERT_TRUE(done.has_value())
          << i << " " << done.error().title.zh << " " << done.error().findings.front().what.zh;
      pages_.push_back(nlohmann::json::parse(*done).at("publication"));
    }
  }

  Bureau bureau_{store::Engine::sqlite, {.logins = {}}};
  std::vector<std::string> pages_;
};

TEST_F(Sealing, LeavesNothingPersonalInAnyPublicByte) {
  ASSERT_EQ(pages_.size(), static_cast<std::size_t>(kRecords / 2));
  bureau_.start();
  Client stranger{bureau_.address()};
  std::size_t bytes = 0, answers = 0;
  const auto look_at = [&](const std::string& path, int status = 200) {
    const auto answer = stranger.get(path);
    EXPECT_EQ(answer.status, status) << path;
    EXPECT_THAT(personal_in(answer.body), IsEmpty()) << path;
    for (const auto& [name, value] : answer.headers) {
      EXPECT_THAT(personal_in(value), IsEmpty()) << path << " " << name;
    }
    bytes += answer.body.size();
    ++answers;
    return answer.body;
  };
  // Whatever serves something of decisions, each of them.
  for (const auto& rendering : http::renderings()) {
    const std::string path{rendering.path};
    const auto hole = path.find("{id}");
    if (hole == std::string::npos) {
      if (path.find('{') == std::string::npos) (void)look_at(path);
      continue;
    }
    for (const auto& page : pages_) {
      auto filled = path;
      (void)look_at(filled.replace(hole, 4, page));
    }
  }
  for (int page = 1; page <= kRecords / 2 / 20; ++page) {
    (void)look_at(fmt::format("/decisions?page={}&lang={}", page, page % 2 == 0 ? "zh" : "en"));
  }
  for (const auto* path : {"/punctuality", "/log", "/log/checkpoint", "/items"})
    (void)look_at(path);
  // The words themselves are found nowhere: no count tells that somebody is there.
  for (int i = 0; i < 50; ++i) {
    for (const auto& words : {"赵" + rare(i, 5), id_card(i), fmt::format("{}{:06}", kPhones, i)}) {
      const auto found = stranger.get("/decisions?q=" + percent_encoded(words));
      EXPECT_NE(found.body.find("没有查到"), std::string::npos) << words;
    }
  }
  for (const auto& file : std::filesystem::recursive_directory_iterator{bureau_.log_folder()}) {
    if (!file.is_regular_file()) continue;
    const auto text = read_bytes(file.path());
    EXPECT_THAT(personal_in(text), IsEmpty()) << file.path();
    bytes += text.size();
  }
  RecordProperty("answers", static_cast<int>(answers));
  RecordProperty("bytes", std::to_string(bytes));
  EXPECT_GT(answers, pages_.size() * 2);
}

}  // namespace
}  // namespace mingcha::test
