// SPDX-License-Identifier: Apache-2.0
#include "sheets/reader.h"

#include <fstream>
#include <iconv.h>
#include <iterator>
#include <map>
#include <unistd.h>
#include <zip.h>

#include <gmock/gmock.h>

#include "sheets/number_cell.h"
#include "sheets/writer.h"

namespace mingcha::sheets {
namespace {

using testing::ElementsAre;

std::string code_of(const Result<Table>& outcome) {
  return outcome ? "" : outcome.error().findings.front().code;
}

std::vector<std::vector<std::string>> texts(const Table& table) {
  std::vector<std::vector<std::string>> out;
  for (const auto& row : table.rows) {
    out.emplace_back();
    for (const auto& cell : row.cells) out.back().push_back(cell.text);
  }
  return out;
}

std::string in_gb18030(std::string text) {
  const auto handle = ::iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 4, '\0');
  char* from = text.data();
  char* to = out.data();
  std::size_t left = text.size();
  std::size_t room = out.size();
  EXPECT_EQ(::iconv(handle, &from, &left, &to, &room), 0U);
  ::iconv_close(handle);
  out.resize(out.size() - room);
  return out;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// A folder that is gone after the test.
class Workbooks : public testing::Test {
 protected:
  Workbooks() {
    folder_ = std::filesystem::temp_directory_path() /
              ("mingcha-reader-test-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  ~Workbooks() override { std::filesystem::remove_all(folder_); }

  std::string packed(const std::map<std::string, std::string>& parts) {
    const auto file = folder_ / "packed.xlsx";
    std::filesystem::remove(file);
    int error = 0;
    auto* archive = ::zip_open(file.c_str(), ZIP_CREATE, &error);
    for (const auto& [name, bytes] : parts) {
      auto* source = ::zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
      ::zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
    }
    ::zip_close(archive);
    return bytes_of(file);
  }

  static std::map<std::string, std::string> parts(const std::string& sheet,
                                                  const std::string& strings = {}) {
    std::map<std::string, std::string> out{
        {"xl/workbook.xml",
         R"(<workbook xmlns:r="r"><sheets><sheet name="藏" state="hidden" r:id="rId1"/>)"
         R"(<sheet name="人员" r:id="rId2"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>)"
         R"(<Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>)"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/>)"
         R"(<numFmt numFmtId="165" formatCode="&quot;day&quot;0"/></numFmts><cellStyleXfs><xf numFmtId="14"/>)"
         R"(</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>)"
         R"(<xf numFmtId="165"/></cellXfs></styleSheet>)"},
        {"xl/worksheets/sheet2.xml",
         "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>"}};
    if (!strings.empty()) out["xl/sharedStrings.xml"] = "<sst>" + strings + "</sst>";
    return out;
  }

  std::filesystem::path folder_;
};

TEST_F(Workbooks, AreReadAsTheyWereWritten) {
  const std::vector<std::string> columns{"姓名", "警号"};
  for (const auto format : {Format::csv, Format::xlsx}) {
    const auto file = folder_ / "table";
    auto writer = make_writer(format, file, columns);
    writer->add(std::vector<std::string>{"王磊", "000123"});
    writer->add(std::vector<std::string>{"说“\"好\"”，\n两行", ""});
    writer->finish();
    const auto table = read_table(bytes_of(file));
    ASSERT_TRUE(table.has_value()) << code_of(table);
    ASSERT_EQ(table->rows.size(), 3U);
    EXPECT_EQ(table->rows[1].cells[0].text, "王磊");
    EXPECT_EQ(table->rows[1].cells[1].text, "000123");
    EXPECT_EQ(table->rows[2].cells[0].text, "说“\"好\"”，\n两行");
    EXPECT_EQ(table->rows[2].number, 3);
  }
}

TEST_F(Workbooks, SayWhatTheirCellsShow) {
  const auto table = read_table(packed(parts(
      R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>9.90001E5</v></c>)"
      R"(<c r="D2" s="1"><v>46083</v></c><c r="E2" s="2"><v>46083.5</v></c>)"
      R"(<c r="F2" s="3"><v>46083</v></c><c r="G2" t="b"><v>1</v></c>)"
      R"(<c r="H2" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c>)"
      R"(<c r="I2"><f>1+1</f><v>2</v></c><c r="J2"><v>0.5</v></c></row><row/><row r="9"><c><v>1</v></c></row>)",
      "<si><r><t>王</t></r><r><t>磊</t></r><rPh><t>wanglei</t></rPh></si>")));
  ASSERT_TRUE(table.has_value()) << code_of(table);
  EXPECT_EQ(table->sheet, "人员");
  EXPECT_THAT(texts(*table),
              ElementsAre(ElementsAre("王磊", "", "990001", "2026-03-02", "2026-03-02", "46083",
                                      "是", "内联", "2", "0.5"),
                          ElementsAre("1")));
  EXPECT_TRUE(table->rows[0].cells[8].is_formula);
  EXPECT_FALSE(table->rows[0].cells[2].is_formula);
  EXPECT_EQ(table->rows[1].number, 9);
}

TEST_F(Workbooks, ThatCannotBeReadAreRefusedWithWhatToDo) {
  const auto good = packed(parts(R"(<row r="1"><c r="A1"><v>1</v></c></row>)"));
  ASSERT_EQ(code_of(read_table(good)), "");
  EXPECT_EQ(code_of(read_table({})), "empty-file");
  for (std::size_t cut = 2; cut < good.size(); cut += 97) {
    const auto outcome = read_table(std::string_view{good}.substr(0, cut));
    EXPECT_EQ(code_of(outcome), "broken-workbook") << cut;
    EXPECT_FALSE(outcome.error().findings.front().cure.zh.empty());
  }
  EXPECT_EQ(code_of(read_table(packed(parts("")))), "empty-file");
  EXPECT_EQ(code_of(read_table(packed(parts("<row><c><v>1</v></row>")))), "broken-workbook");
  EXPECT_EQ(code_of(read_table(packed({{"word/document.xml", "<w/>"}}))), "not-a-table");
  EXPECT_EQ(code_of(read_table("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")), "old-workbook");
  EXPECT_EQ(code_of(read_table(std::string_view{"%PDF-1.4\0\xFF\xFE", 12})), "not-a-table");
}

TEST_F(Workbooks, ThatDeclareADocumentTypeAreNotExpanded) {
  auto bomb = parts("");
  bomb["xl/worksheets/sheet2.xml"] =
      R"(<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>)"
      R"(<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>)";
  EXPECT_EQ(code_of(read_table(packed(bomb))), "broken-workbook");
}

TEST_F(Workbooks, ThatUnpackToTooMuchAreRefusedBeforeTheyDo) {
  auto bomb = parts("");
  bomb["xl/sharedStrings.xml"] =
      "<sst><!--" + std::string(std::size_t{8} << 20U, ' ') + "--></sst>";
  const auto bytes = packed(bomb);
  EXPECT_LT(bytes.size(), 100'000U);
  ReadLimits limits;
  limits.unpacked_bytes = 1U << 20U;
  EXPECT_EQ(code_of(read_table(bytes, limits)), "unpacked-too-large");
}

TEST_F(Workbooks, WithMoreThanIsTakenAreRefused) {
  ReadLimits limits;
  limits.rows = 3;
  limits.columns = 2;
  limits.cell_bytes = 10;
  const auto row = [](int number, const std::string& cells) {
    return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
  };
  const std::string one = "<c><v>1</v></c>";
  const auto of = [&](const std::string& sheet) {
    return code_of(read_table(packed(parts(sheet)), limits));
  };
  EXPECT_EQ(of(row(1, one) + row(2, one) + row(3, one)), "");
  EXPECT_EQ(of(row(1, one) + row(2, one) + row(3, one) + row(4, one)), "too-many-rows");
  EXPECT_EQ(of(row(1, one + one + one)), "too-many-columns");
  EXPECT_EQ(of(row(1, R"(<c r="XFE1"><v>1</v></c>)")), "too-many-columns");
  EXPECT_EQ(of(row(1, "<c><v>12345678901</v></c>")), "cell-too-long");
  EXPECT_EQ(code_of(read_table("a\nb\nc\nd\n", limits)), "too-many-rows");
  EXPECT_EQ(code_of(read_table("a\nb\nc\n", limits)), "");
  const std::string says = "文件有6行，一次最多导入2行";
  const std::string cure = "请拆成3份，每份不超过2行，并且都保留第一行的栏目名";
  std::string sheet;
  for (int number = 1; number <= 7; ++number) sheet += row(number, one);
  for (const auto& bytes : {std::string{"a\nb\nc\n\nd\ne\nf\ng\n"}, packed(parts(sheet))}) {
    const auto refused = read_table(bytes, limits);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().findings.front().what.zh, says);
    EXPECT_THAT(refused.error().findings.front().cure.zh, testing::StartsWith(cure));
  }
  EXPECT_EQ(code_of(read_table("a,b,c\n", limits)), "too-many-columns");
  EXPECT_EQ(code_of(read_table("12345678901\n", limits)), "cell-too-long");
  limits.bytes = 3;
  EXPECT_EQ(code_of(read_table("abcd", limits)), "too-large");
}

TEST(Csv, IsReadInTheEncodingsThatSpreadsheetsWrite) {
  const std::string text = "姓名,警号\r\n王磊,990001\r\n";
  for (const auto& [bytes, encoding] : std::vector<std::pair<std::string, std::string>>{
           {text, "UTF-8"}, {"\xEF\xBB\xBF" + text, "UTF-8"}, {in_gb18030(text), "GB18030"}}) {
    const auto table = read_table(bytes);
    ASSERT_TRUE(table.has_value()) << encoding;
    EXPECT_EQ(table->encoding, encoding);
    EXPECT_THAT(texts(*table),
                ElementsAre(ElementsAre("姓名", "警号"), ElementsAre("王磊", "990001")));
  }
  const auto wide = read_table(std::string_view{"\xFF\xFE\x59\x00\x09\x00\x31\x00\x0A\x00", 10});
  ASSERT_TRUE(wide.has_value());
  EXPECT_THAT(texts(*wide), ElementsAre(ElementsAre("Y", "1")));
}

TEST(Csv, KeepsQuotedCellsAndCountsRowsAsASpreadsheetDoes) {
  const auto table = read_table("a;\"b;\"\"c\"\"\nd\"\n\n;\nx;y");
  ASSERT_TRUE(table.has_value());
  EXPECT_THAT(texts(*table), ElementsAre(ElementsAre("a", "b;\"c\"\nd"), ElementsAre("x", "y")));
  EXPECT_EQ(table->rows[1].number, 4);
  EXPECT_EQ(code_of(read_table("a,b\n1,\"2")), "quote-open");
  EXPECT_EQ(code_of(read_table("\n\n ,\n")), "empty-file");
}

TEST(NumberCell, IsShownAsPeopleSeeIt) {
  EXPECT_EQ(plain_number("1.0"), "1");
  EXPECT_EQ(plain_number("1E+300"), "1E+300");
  EXPECT_EQ(plain_number("nan"), "nan");
  EXPECT_EQ(day_of("60", DayCount::since_1900), "1900-02-28") << "the day that never was";
  EXPECT_EQ(day_of("61", DayCount::since_1900), "1900-03-01");
  EXPECT_EQ(day_of("1", DayCount::since_1900), "1900-01-01");
  EXPECT_EQ(day_of("0", DayCount::since_1900), "0");
  EXPECT_EQ(day_of("44621", DayCount::since_1904), "2026-03-02");
  EXPECT_TRUE(is_date_format("yyyy\\-mm\\-dd"));
  EXPECT_FALSE(is_date_format("[Red]0.00"));
  EXPECT_EQ(column_of("AA12"), 26);
  EXPECT_EQ(column_of("12"), -1);
}

}  // namespace
}  // namespace mingcha::sheets
