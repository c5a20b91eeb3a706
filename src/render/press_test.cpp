// SPDX-License-Identifier: Apache-2.0
#include "render/press.h"

#include <algorithm>
#include <array>
#include <cairo.h>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <regex>
#include <sstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/result.h"
#include "base/text.h"
#include "render/picture.h"
#include "render/specimens.h"
#include "test/support/temporary_folder.h"

namespace mingcha::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

const fs::path kGolden = fs::path{MINGCHA_SOURCE_DIR} / "test/golden/papers";

const Press& press() {
  static const Press kPress{{.fonts = {}, .seal_png = {}, .for_show = true}};
  return kPress;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), pclose};
  std::string out;
  std::array<char, 4096> part{};
  for (std::size_t count = 0; (count = fread(part.data(), 1, part.size(), pipe.get())) > 0;) {
    out.append(part.data(), count);
  }
  return out;
}

/// A PDF as poppler, which had no part in making it, sees it.
class Printed {
 public:
  explicit Printed(const Paper& paper) : pdf_{press().print(paper)} {
    std::ofstream{file(), std::ios::binary} << pdf_;
  }

  [[nodiscard]] fs::path file() const { return folder_.path() / "paper.pdf"; }
  [[nodiscard]] fs::path folder() const { return folder_.path(); }
  [[nodiscard]] const std::string& bytes() const { return pdf_; }
  [[nodiscard]] std::string text() const { return asked("pdftotext -raw", " -"); }
  [[nodiscard]] std::string fonts() const { return asked("pdffonts", ""); }
  [[nodiscard]] int pages() const {
    const auto info = asked("pdfinfo", "");
    const auto at = info.find("Pages:");
    return at == std::string::npos ? 0 : std::atoi(info.c_str() + at + 6);
  }
  [[nodiscard]] std::string information() const { return asked("pdfinfo", ""); }
  /// Grey pictures of the pages: page-1.png …
  void draw(int dots_per_inch) const {
    static_cast<void>(asked("pdftoppm -gray -png -r " + std::to_string(dots_per_inch),
                            " " + (folder_.path() / "page").string()));
  }

 private:
  [[nodiscard]] std::string asked(const std::string& tool, const std::string& rest) const {
    return output_of(tool + " " + file().string() + rest + " 2>&1");
  }

  test::TemporaryFolder folder_;
  std::string pdf_;
};

std::string squeezed(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("　")) {
      i += 2;
    } else if (static_cast<unsigned char>(text[i]) > 0x20) {
      out += text[i];
    }
  }
  return out;
}

/// The text of a PDF without page numbers and the line of signatures at the foot of each page.
std::string body_of(const std::string& text) {
  std::string out;
  std::istringstream pages{text};
  for (std::string page; std::getline(pages, page, '\f');) {
    page = std::regex_replace(page, std::regex{"第 [0-9]+ 页\\s*共 [0-9]+ 页\\s*$|— [0-9]+ —\\s*$"},
                              "");
    page =
        std::regex_replace(page, std::regex{"[^\n]*人签名：[^\n]*\n[^\n]*人签名：[^\n]*\n?$"}, "");
    out += squeezed(page);
  }
  return out;
}

class EachSpecimen : public testing::TestWithParam<std::string> {};

TEST_P(EachSpecimen, IsTheSamePaperEveryTimeOnEveryThread) {
  const auto paper = specimen(GetParam());
  const auto first = press().print(paper);
  if (const char* folder = std::getenv("MINGCHA_PAPERS")) {
    std::ofstream{fs::path{folder} / (GetParam() + ".pdf"), std::ios::binary} << first;
  }

  std::array<std::string, 3> again;
  std::vector<std::thread> threads;
  for (auto& one : again) {
    threads.emplace_back([&] {
      static_cast<void>(press().print(specimen("service_receipt")));
      one = press().print(paper);
    });
  }
  for (auto& thread : threads) thread.join();

  for (const auto& one : again) EXPECT_TRUE(one == first);
}

TEST_P(EachSpecimen, SaysInSelectableTextWhatWasIssued) {
  const auto paper = specimen(GetParam());
  const Printed printed{paper};
  const auto body = body_of(printed.text());

  std::istringstream lines{paper.text};
  for (std::string line; std::getline(lines, line);) {
    line = squeezed(std::regex_replace(line, std::regex{"（印章）"}, ""));
    // In a table what stands before and after the colon are two cells, a long one goes over pages.
    const auto colon = line.find("：");
    const auto label = line.substr(0, colon);
    EXPECT_THAT(body, HasSubstr(label.substr(0, 60)));
    if (colon == std::string::npos || line.size() > 600) continue;
    auto value = line.substr(colon + 3);
    if (const auto note = value.find("（"); note != std::string::npos) value.resize(note);
    EXPECT_THAT(body, HasSubstr(value));
  }
}

TEST_P(EachSpecimen, LosesNoCharacterOfTheText) {
  const auto paper = specimen(GetParam());
  const auto count = [](std::string_view text) {
    std::map<std::string, int> counts;
    while (!text.empty()) {
      const auto letter = first_characters(text, 1);
      ++counts[std::string{letter}];
      text.remove_prefix(letter.size());
    }
    return counts;
  };
  auto wanted = count(squeezed(std::regex_replace(paper.text, std::regex{"（印章）"}, "")));
  for (const auto* joint : {"：", "（", "）"}) wanted.erase(joint);  // Cells, where it is a table.
  auto found = count(squeezed(Printed{paper}.text()));

  for (const auto& [letter, times] : wanted) EXPECT_GE(found[letter], times) << letter;
}

TEST_P(EachSpecimen, HasAllItsFontsInItAsSubsets) {
  const auto fonts = Printed{specimen(GetParam())}.fonts();

  std::istringstream lines{fonts};
  std::string line;
  std::getline(lines, line);
  std::getline(lines, line);
  int characters = 0;  // Fonts of Chinese characters; a subset of Latin letters may be a plain one.
  while (std::getline(lines, line)) {
    if (line.find(" CID ") != std::string::npos) ++characters;
    EXPECT_TRUE(std::regex_search(line, std::regex{"(Type [01]C|TrueType) "})) << line;
    EXPECT_TRUE(std::regex_search(line, std::regex{" yes +yes +yes "})) << line;
  }
  EXPECT_GE(characters, 1) << fonts;
}

TEST_P(EachSpecimen, LeavesNoBlankToBeFilledIn) {
  const auto text = Printed{specimen(GetParam())}.text();

  EXPECT_THAT(text, Not(HasSubstr("＿")));
  EXPECT_THAT(text, Not(HasSubstr("⟦")));
  EXPECT_THAT(text, Not(HasSubstr("〔U+")));
}

TEST_P(EachSpecimen, CountsItsPagesRightly) {
  const Printed printed{specimen(GetParam())};
  const auto text = squeezed(printed.text());
  const auto pages = printed.pages();

  ASSERT_GE(pages, 1);
  const bool dashes = text.find("—1—") != std::string::npos;
  for (int page = 1; page <= pages; ++page) {
    const auto number = std::to_string(page);
    EXPECT_THAT(text, HasSubstr(dashes ? "—" + number + "—"
                                       : "第" + number + "页共" + std::to_string(pages) + "页"));
  }
  EXPECT_THAT(text, Not(HasSubstr("第" + std::to_string(pages + 1) + "页共")));
}

struct Difference {
  double mean = 0;       ///< Of all pixels, 0 to 255.
  double differing = 0;  ///< Part of the pixels that differ by more than a third.
};

Difference difference(const fs::path& one, const fs::path& other) {
  const auto a = read_png(bytes_of(one));
  const auto b = read_png(bytes_of(other));
  if (!a || !b || width_of(a) != width_of(b) || height_of(a) != height_of(b)) return {255, 1};
  const auto format = [](const Picture& picture) {
    return cairo_image_surface_get_format(picture.get());
  };
  if (format(a) != format(b)) return {255, 1};
  const auto width = static_cast<std::size_t>(width_of(a)) * 4;
  const auto height = static_cast<std::size_t>(height_of(a));
  double sum = 0;
  double differing = 0;
  for (std::size_t y = 0; y < height; ++y) {
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(a.get()));
    const auto* row_a = cairo_image_surface_get_data(a.get()) + y * stride;
    const auto* row_b = cairo_image_surface_get_data(b.get()) + y * stride;
    for (std::size_t x = 0; x < width; ++x) {
      const int apart = std::abs(row_a[x] - row_b[x]);
      sum += apart;
      if (apart > 85) ++differing;
    }
  }
  const auto count = static_cast<double>(width * height);
  return {sum / count, differing / count};
}

/// When a change is meant: MINGCHA_REBASELINE=1 render_test, look at the pictures, commit them.
TEST_P(EachSpecimen, LooksAsItDidBefore) {
  const Printed printed{specimen(GetParam())};
  printed.draw(36);
  int seen = 0;
  for (const auto& page : fs::directory_iterator{printed.folder()}) {
    if (page.path().extension() != ".png") continue;
    ++seen;
    const auto golden =
        kGolden / (GetParam() + "-" + page.path().stem().string().substr(5) + ".png");
    if (std::getenv("MINGCHA_REBASELINE") != nullptr) {
      fs::copy_file(page.path(), golden, fs::copy_options::overwrite_existing);
    }
    const auto apart = difference(page.path(), golden);
    EXPECT_LT(apart.mean, 1.0) << golden;
    EXPECT_LT(apart.differing, 0.004) << golden;
  }
  EXPECT_EQ(seen, printed.pages());
  EXPECT_FALSE(fs::exists(kGolden / (GetParam() + "-" + std::to_string(seen + 1) + ".png")));
}

INSTANTIATE_TEST_SUITE_P(Papers, EachSpecimen, testing::ValuesIn(specimen_names()),
                         [](const auto& one) { return one.param; });

TEST(Picture, OfAnotherPaperIsSeenToDiffer) {
  const auto apart =
      difference(kGolden / "penalty_decision-1.png", kGolden / "public_security_decision-1.png");

  EXPECT_GT(apart.mean, 1.0);
  EXPECT_GT(apart.differing, 0.004);
}

TEST(Paper, ShowsRareCharactersAndNoBox) {
  const auto text = Printed{specimen("public_security_decision")}.text();

  for (const auto* name : {"龘𠮷䶮", "㛃喆巷"}) EXPECT_THAT(text, HasSubstr(name));
}

TEST(Paper, SaysNothingInItsPropertiesButItsTitle) {
  const auto information = Printed{specimen("penalty_decision")}.information();

  EXPECT_THAT(information, HasSubstr("Title:           行政处罚决定书\n"));
  for (const auto* personal : {"Author", "Keywords", "Subject", "星河", "钱多多"}) {
    EXPECT_THAT(information, Not(HasSubstr(personal)));
  }
}

TEST(Paper, HasACodeThatOpensItsVerification) {
  const auto paper = specimen("penalty_decision");
  const Printed printed{paper};
  printed.draw(150);

  const auto read = output_of("zbarimg -q --raw " + (printed.folder() / "page-2.png").string());

  EXPECT_EQ(std::string{trim(read)}, paper.marks.link);
}

TEST(Paper, WithAValueThatPosesAsALineOfTheFormIsSetPlainly) {
  const auto paper = specimen("penalty_notice__doubtful");
  const auto text = Printed{paper}.text();

  EXPECT_THAT(text, HasSubstr("告知人签名：冒名者"));
  EXPECT_THAT(squeezed(text), HasSubstr("告知人签名：王磊"));
  EXPECT_THAT(text, Not(HasSubstr("未采集电子签名")));
  EXPECT_THAT(text, Not(HasSubstr("未签名")));
}

TEST(Paper, SaysWhyThereIsNoSignature) {
  const auto text = Printed{specimen("penalty_notice")}.text();

  EXPECT_THAT(text, HasSubstr("（未签名：拒绝签名，见证人：李建国）"));
}

TEST(Paper, SaysThatNoSignatureWasTaken) {
  auto paper = specimen("service_receipt");
  paper.marks.signatures.clear();

  EXPECT_THAT(Printed{paper}.text(), HasSubstr("（未采集电子签名）"));
}

TEST(Preview, MarksWhatIsMissingAndHasNoSealAndNoCode) {
  auto paper = specimen("penalty_decision");
  paper.stage = Stage::preview;
  paper.text.replace(paper.text.find("2026年3月27日"), std::string{"2026年3月27日"}.size(),
                     "⟦日期⟧");
  const Printed printed{paper};
  printed.draw(150);

  EXPECT_THAT(printed.text(), HasSubstr("⟦日期⟧"));
  EXPECT_THAT(printed.text(), HasSubstr("云岭县公安局（印章）"));
  EXPECT_EQ(output_of("zbarimg -q --raw " + (printed.folder() / "page-2.png").string()), "");
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

Paper plain(std::string text) {
  static const std::map<std::string, pack::Field> kNone;
  Paper paper;
  paper.title = "试";
  paper.text = std::move(text);
  paper.fields = &kNone;
  return paper;
}

TEST(HostileText, IsPrintedWithWhatCanBePrintedOfIt) {
  const auto text = Printed{plain("题\n甲\x01乙\u202E丙\u200B丁\tmail \U00013000 \xFF\n")}.text();

  EXPECT_THAT(text, HasSubstr("甲乙丙丁 mail 〔U+13000〕 〔?〕"));
}

TEST(HostileText, OfEveryKindBecomesAPaper) {
  for (const auto& text :
       {std::string{}, std::string{"\n\n\n"}, repeated("\n", 50'000), repeated("a", 8'000),
        repeated("a\u0301\u0302\u0303\u0304", 4'000), repeated("\u202E\u2067", 10'000),
        repeated("שלום مرحبا ", 3'000), repeated("\xF0\x9F", 5'000),
        repeated("👩‍👩‍👧‍👦", 1'000), repeated("问：\n答：\n", 1'500),
        repeated("案由：", 8'000), repeated("（）〔〕、。", 5'000)}) {
    EXPECT_GE(Printed{plain("题\n" + text)}.pages(), 1);
    auto formed = specimen("filing_register");
    formed.text.insert(formed.text.find("日常检查"), text + "\n");
    EXPECT_GE(Printed{formed}.pages(), 1);
    formed.text = text;
    EXPECT_GE(Printed{formed}.pages(), 1);
  }
}

TEST(HostileText, OfAHundredThousandCharactersTakesTimeInProportion) {
  const auto seconds = [](std::size_t characters) {
    const auto paper = plain("题\n" + repeated("本机关认为此事1一", characters / 9));
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_GT(press().print(paper).size(), 1000U);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  };
  static_cast<void>(seconds(1000));

  const auto quarter = seconds(25'000);
  EXPECT_LT(seconds(100'000), quarter * 9 + 1);
}

TEST(Signature, ThatIsNoPictureIsNotShown) {
  auto paper = specimen("service_receipt");
  const auto good = paper.marks.signatures["service.signature"];
  auto bomb = good;
  bomb.replace(16, 8, std::string{"\x00\x01\x00\x00\x00\x01\x00\x00", 8});
  for (const auto& bytes : {std::string{}, std::string{"x"}, good.substr(0, 60), bomb}) {
    paper.marks.signatures["service.signature"] = bytes;
    EXPECT_THAT(Printed{paper}.text(), HasSubstr("签名图片无法显示"));
  }
}

TEST(Seal, ThatIsNoPngIsRefusedAtTheStart) {
  EXPECT_THROW(Press({.fonts = {}, .seal_png = "no png", .for_show = false}), Fault);
}

TEST(Seal, OfTheOrganStandsInPlaceOfItsMark) {
  const Press with{{.fonts = {}, .seal_png = bytes_of(kGolden / "signature.png")}};
  const Press without{{}};
  const auto paper = specimen("penalty_decision");
  const auto text_of = [](const std::string& pdf) {
    const test::TemporaryFolder folder;
    std::ofstream{folder.path() / "p.pdf", std::ios::binary} << pdf;
    return output_of("pdftotext -raw " + (folder.path() / "p.pdf").string() + " -");
  };

  EXPECT_THAT(text_of(with.print(paper)), Not(HasSubstr("（印章）")));
  EXPECT_THAT(text_of(without.print(paper)), HasSubstr("云岭县公安局（印章）"));
}

}  // namespace
}  // namespace mingcha::render
