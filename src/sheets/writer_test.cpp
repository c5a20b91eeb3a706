// SPDX-License-Identifier: Apache-2.0
#include "sheets/writer.h"

#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>

namespace mingcha::sheets {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Sheets : public testing::Test {
 protected:
  Sheets() {
    folder_ = std::filesystem::temp_directory_path() /
              ("mingcha-sheets-test-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  ~Sheets() override { std::filesystem::remove_all(folder_); }

  std::string written(Format format, const std::vector<std::vector<std::string>>& rows) {
    const std::vector<std::string> columns{"案由", "当事人"};
    const auto file = folder_ / "table";
    auto writer = make_writer(format, file, columns);
    for (const auto& row : rows) writer->add(row);
    writer->finish();
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }

  std::filesystem::path folder_;
};

TEST(CsvCell, QuotesWhatWouldEndTheCell) {
  EXPECT_EQ(csv_cell("平常"), "平常");
  EXPECT_EQ(csv_cell("甲,乙"), "\"甲,乙\"");
  EXPECT_EQ(csv_cell("说“\"好\"”"), "\"说“\"\"好\"\"”\"");
  EXPECT_EQ(csv_cell("两\r\n行"), "\"两\r\n行\"");
}

TEST(CsvCell, DisarmsWhatASpreadsheetWouldCalculate) {
  for (const char* formula :
       {"=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＠A", "  =1"}) {
    EXPECT_THAT(csv_cell(formula), testing::AnyOf(StartsWith("'"), StartsWith("\"'"))) << formula;
  }
  EXPECT_EQ(csv_cell("=HYPERLINK(\"http://x\",\"y\")"),
            "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  EXPECT_EQ(csv_cell("2026-03-02"), "2026-03-02");
}

TEST_F(Sheets, WritesCsvThatExcelReadsAsChinese) {
  EXPECT_EQ(written(Format::csv, {{"殴打他人", "=甲"}}),
            "\xEF\xBB\xBF案由,当事人\r\n殴打他人,'=甲\r\n");
}

TEST_F(Sheets, WritesXlsxOfTextCellsOnly) {
  const auto bytes = written(Format::xlsx, {{"=1+1", std::string("a\x01") + "b"}});
  EXPECT_THAT(bytes, StartsWith("PK"));
  const auto unzipped = folder_ / "unzipped";
  const auto command =
      "python3 -m zipfile -e '" + (folder_ / "table").string() + "' '" + unzipped.string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::ifstream in{unzipped / "xl/worksheets/sheet1.xml"};
  const std::string xml{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_THAT(xml, HasSubstr("当事人"));
  EXPECT_THAT(xml, HasSubstr("=1+1"));
  EXPECT_THAT(xml, HasSubstr(">ab<"));
  EXPECT_THAT(xml, Not(HasSubstr("<f>")));
}

TEST_F(Sheets, SaysWhenAFileCannotBeWritten) {
  const std::vector<std::string> columns{"a"};
  EXPECT_ANY_THROW(make_writer(Format::csv, folder_ / "no" / "where", columns)->finish());
  EXPECT_ANY_THROW(make_writer(Format::xlsx, folder_ / "no" / "where", columns)->finish());
}

}  // namespace
}  // namespace mingcha::sheets
