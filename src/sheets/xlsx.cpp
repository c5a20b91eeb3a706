// SPDX-License-Identifier: Apache-2.0
#include "sheets/xlsx.h"

#include <vector>
#include <xlsxwriter.h>

#include "base/assert.h"
#include "base/result.h"
#include "base/text.h"
#include "sheets/csv.h"

namespace mingcha::sheets {
namespace {

constexpr std::size_t kCellLongest = 32'767;  // The format's own limit.

/// XML 1.0 has no place for most control characters.
std::string cell_text(std::string_view text) {
  std::string out;
  for (const char c : first_characters(text, kCellLongest)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 || c == '\n' || c == '\t') out += c;
  }
  return out;
}

void hold(lxw_error error) {
  if (error != LXW_NO_ERROR)
    throw Fault(std::string{"cannot write a table: "} + lxw_strerror(error));
}

class XlsxWriter : public Writer {
 public:
  XlsxWriter(const std::filesystem::path& file, std::span<const std::string> columns) {
    // Rows go to a file beside the result, not into memory.
    folder_ = file.parent_path().string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(file.c_str(), &options);
    if (book_ == nullptr) throw Fault("cannot write a table");
    sheet_ = workbook_add_worksheet(book_, nullptr);
    worksheet_freeze_panes(sheet_, 1, 0);
    hold(worksheet_set_column(sheet_, 0, static_cast<lxw_col_t>(columns.size() - 1), 18, nullptr));
    add(columns);
  }

  ~XlsxWriter() override {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }

  void add(std::span<const std::string> cells) override {
    MINGCHA_ASSERT(book_ != nullptr);
    lxw_col_t column = 0;
    for (const auto& cell : cells) {
      hold(worksheet_write_string(sheet_, row_, column++, cell_text(cell).c_str(), nullptr));
    }
    ++row_;
  }

  void finish() override {
    MINGCHA_ASSERT(book_ != nullptr);
    auto* book = book_;
    book_ = nullptr;  // Closing frees it, whatever comes of it.
    hold(workbook_close(book));
  }

 private:
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t row_ = 0;
};

}  // namespace

std::unique_ptr<Writer> make_xlsx_writer(const std::filesystem::path& file,
                                         std::span<const std::string> columns) {
  return std::make_unique<XlsxWriter>(file, columns);
}

std::unique_ptr<Writer> make_writer(Format format, const std::filesystem::path& file,
                                    std::span<const std::string> columns) {
  MINGCHA_ASSERT(!columns.empty());
  return format == Format::csv ? make_csv_writer(file, columns) : make_xlsx_writer(file, columns);
}

}  // namespace mingcha::sheets
