// SPDX-License-Identifier: Apache-2.0
// Papers: how long the first one takes, how many a second after that; beside LibreOffice with the
// same text, where it is installed (apt-get install libreoffice-writer-nogui).
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/text.h"
#include "bench/measure.h"
#include "render/press.h"
#include "render/specimens.h"
#include "test/support/temporary_folder.h"

namespace mingcha::bench {
namespace {

namespace fs = std::filesystem;

struct Rate {
  double a_second = 0, processor_ms = 0, median_ms = 0, p99_ms = 0;
};

Rate rate_of(const render::Press& press, const render::Paper& paper, int count, int threads) {
  std::vector<std::vector<double>> samples(static_cast<std::size_t>(threads));
  const double used = processor_seconds();
  const double wall = seconds([&] {
    in_threads(threads, [&](int thread) {
      for (int i = 0; i < count; ++i) {
        samples[static_cast<std::size_t>(thread)].push_back(
            1000 * seconds([&] { static_cast<void>(press.print(paper)); }));
      }
    });
  });
  std::vector<double> all;
  for (const auto& part : samples) all.insert(all.end(), part.begin(), part.end());
  const double papers = static_cast<double>(count) * threads;
  return {papers / wall, 1000 * (processor_seconds() - used) / papers, median(all),
          percentile(all, 0.99)};
}

/// The same text as an OpenDocument file: paragraphs in the same type and size.
std::string open_document(const std::string& text) {
  std::string out =
      R"(<?xml version="1.0" encoding="UTF-8"?><office:document office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="29pt" fo:text-align="justify"/><style:text-properties style:font-name-asian="FandolFang" style:font-family-asian="FandolFang" style:font-size-asian="16pt" fo:font-size="16pt"/></style:default-style></office:styles><office:body><office:text>)";
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    out += "<text:p>" + escape_html(line) + "</text:p>";
  }
  return out + "</office:text></office:body></office:document>";
}

/// Nothing where the program is not there or fails.
double office_seconds(const std::string& program, const fs::path& folder, int files) {
  std::string names;
  for (int i = 0; i < files; ++i) names += fmt::format(" {}/{}.fodt", folder.string(), i);
  const auto command =
      fmt::format("HOME={0} {1} --headless --convert-to pdf --outdir {0}/out {2} >{0}/said 2>&1",
                  folder.string(), program, names);
  int status = 0;
  const double taken = seconds([&] { status = std::system(command.c_str()); });
  return status == 0 && fs::exists(folder / "out/0.pdf") ? taken : 0;
}

void beside_office(const std::string& program, const render::Paper& paper, int files) {
  const test::TemporaryFolder folder;
  for (int i = 0; i < files; ++i) {
    std::ofstream{folder.path() / fmt::format("{}.fodt", i)} << open_document(paper.text);
  }
  static_cast<void>(office_seconds(program, folder.path(), 1));  // Makes its profile.
  const double first = office_seconds(program, folder.path(), 1);
  const double all = office_seconds(program, folder.path(), files);
  if (first == 0 || all == 0) {
    fmt::print("LibreOffice: not installed (apt-get install libreoffice-writer-nogui)\n");
    return;
  }
  fmt::print("LibreOffice, same text, no form: first {:.0f} ms; {} in one run {:.1f} a second\n",
             1000 * first, files, files / all);
}

int run(int count, char** arguments) {
  const Options options{count, arguments, {{"papers", "60"}, {"office", "soffice"}}};
  const int papers = std::atoi(options.text("papers").c_str());
  const render::Press press{{.fonts = {}, .seal_png = {}, .for_show = true}};
  const auto decision = render::specimen("penalty_decision");
  const double first = seconds([&] { static_cast<void>(press.print(decision)); });
  fmt::print("first paper of a process, fonts found and read: {:.0f} ms\n", 1000 * first);
  fmt::print("{:<28}{:>10}{:>10}{:>10}{:>14}{:>12}\n", "paper", "a second", "median", "p99",
             "processor", "2 threads");
  for (const auto& name : render::specimen_names()) {
    const auto paper = render::specimen(name);
    const auto one = rate_of(press, paper, papers, 1);
    const auto two = rate_of(press, paper, papers / 2, 2);
    fmt::print("{:<28}{:>10.1f}{:>7.1f} ms{:>7.1f} ms{:>11.1f} ms{:>12.1f}\n", name, one.a_second,
               one.median_ms, one.p99_ms, one.processor_ms, two.a_second);
  }
  beside_office(options.text("office"), decision, papers);
  return 0;
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  try {
    return mingcha::bench::run(count, arguments);
  } catch (const std::exception& failure) {
    fmt::print(stderr, "paper_bench: {}\n", failure.what());
    return 1;
  }
}
