// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/result.h"
#include "sheets/writer.h"

namespace mingcha::sheets {
namespace {

/// A new folder for one file, gone with it.
class Scratch {
 public:
  Scratch() : path_{(std::filesystem::temp_directory_path() / "mingcha-sheet-XXXXXX").string()} {
    if (::mkdtemp(path_.data()) == nullptr) throw Fault("cannot make a folder for a table");
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] std::filesystem::path file() const {
    return std::filesystem::path{path_} / "table";
  }

 private:
  std::string path_;
};

}  // namespace

std::string to_bytes(Format format, std::span<const std::string> columns,
                     std::span<const std::vector<std::string>> rows) {
  const Scratch scratch;
  const auto writer = make_writer(format, scratch.file(), columns);
  for (const auto& row : rows) writer->add(row);
  writer->finish();
  std::ifstream in{scratch.file(), std::ios::binary};
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  if (!in || bytes.empty()) throw Fault("cannot read a table back");
  return bytes;
}

std::string_view media_type(Format format) {
  return format == Format::csv
             ? "text/csv; charset=utf-8"
             : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

}  // namespace mingcha::sheets
