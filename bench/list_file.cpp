// SPDX-License-Identifier: Apache-2.0
// list_file: a file of more rows than a list takes at once, from its bytes to the answer: time, and
// how much memory more than the file itself. Beside it the same bytes read once, and added up.
#include <filesystem>
#include <fstream>
#include <numeric>
#include <unistd.h>

#include <fmt/format.h>

#include "bench/measure.h"
#include "sheets/reader.h"
#include "sheets/writer.h"

namespace mingcha::bench {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kColumns{"编码", "名称", "依据", "实施单位", "联系人"};

void write(const fs::path& file, sheets::Format format, int rows) {
  const auto writer = sheets::make_writer(format, file, kColumns);
  for (int i = 0; i < rows; ++i) {
    writer->add(std::vector<std::string>{fmt::format("YL{:06}", i),
                                         fmt::format("对违法行为{}的处罚", i),
                                         "APL-2021/42.1、APL-2021/45", "治安管理行政大队", "王某"});
  }
  writer->finish();
}

/// The most memory the process has had since the last reset, in MiB.
double most_memory() {
  std::ifstream in{"/proc/self/status"};
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

void read(const char* name, const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  std::ofstream{"/proc/self/clear_refs"} << "5";  // VmHWM begins anew.
  const auto before = most_memory();
  std::string answer;
  const auto taken = seconds([&] {
    const auto table = sheets::read_table(bytes);
    answer = table ? fmt::format("{} rows", table->rows.size()) : table.error().title.zh;
  });
  const auto memory = most_memory() - before;
  unsigned sum = 0;
  const auto beside = seconds([&] { sum = std::accumulate(bytes.begin(), bytes.end(), 0U); });
  fmt::print(
      "{:<5} {:>6.1f} MB  {:>6.0f} ms  {:>5.0f} MiB more  (bytes alone: {:.1f} ms, {})  {}\n", name,
      static_cast<double>(bytes.size()) / 1e6, 1000 * taken, memory, 1000 * beside, sum % 10,
      answer);
}

void run(const Options& options) {
  const auto folder = fs::temp_directory_path() / fmt::format("mingcha-list-file-{}", ::getpid());
  fs::create_directories(folder);
  for (const auto& [name, format] :
       {std::pair{"CSV", sheets::Format::csv}, std::pair{"XLSX", sheets::Format::xlsx}}) {
    write(folder / name, format, options.number("rows"));
    read(name, folder / name);
  }
  fs::remove_all(folder);
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  using namespace mingcha::bench;
  return run_program("list_file", [&] { run({count, arguments, {{"rows", "200000"}}}); });
}
