// SPDX-License-Identifier: Apache-2.0
// The leak test of one long publication: how long it takes to look through every byte that would be
// served of a decision of thirty pages.
#include <algorithm>

#include <fmt/format.h>

#include "base/encoding.h"
#include "bench/measure.h"
#include "disclosure/leak.h"
#include "disclosure/mask.h"

namespace mingcha::bench {
namespace {

using disclosure::Kind;
using disclosure::PersonalValue;

constexpr int kCharactersOfAPage = 28 * 22;  // 每页22行，每行28字

std::vector<PersonalValue> values_of(int persons) {
  std::vector<PersonalValue> out;
  for (int i = 0; i < persons; ++i) {
    out.push_back({"name", Kind::person_name, fmt::format("赵{}某{}", i, i)});
    out.push_back({"phone", Kind::phone, fmt::format("139{:08}", i)});
    out.push_back({"id", Kind::id_card, fmt::format("6401211990{:08}", i)});
    out.push_back({"address", Kind::address, fmt::format("云岭县城关镇示范路{}号", i)});
  }
  return out;
}

/// Masked as it would be published.
std::string text_of(int pages, const std::vector<PersonalValue>& values) {
  std::string text;
  for (std::size_t i = 0;
       count_characters(text) < static_cast<std::size_t>(pages * kCharactersOfAPage); ++i) {
    text += "该场所未按照规定将营业期间的监控录像资料留存三十日，经检查仅留存三日；现场负责人" +
            values[4 * i % values.size()].value + "，电话" +
            values[(4 * i + 1) % values.size()].value +
            "，对检查情况没有异议。以上事实有现场检查笔录、询问笔录、照片等证据证实。\n";
  }
  return disclosure::with_masks(text, disclosure::propose(text, values)).text;
}

std::string as_page(const std::string& text) {
  std::string page = "<!doctype html><html lang=\"zh-CN\"><body><article class=\"paper\">";
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    page += "<p>" + text.substr(at, end - at) +
            "<span class=\"mask\">某<sup><a href=\"#masks\">甲</a></sup></span></p>\n";
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return page + "</article></body></html>";
}

void run(int count, char** arguments) {
  const Options options{count, arguments, {{"pages", "30"}, {"persons", "20"}, {"runs", "20"}}};
  const auto values = values_of(options.number("persons"));
  const auto text = text_of(options.number("pages"), values);
  // Page in two languages, document, and what lists and feeds would take of it.
  const std::vector<std::string> served{as_page(text), as_page(text), text, text.substr(0, 3000)};
  std::size_t bytes = 0;
  for (const auto& each : served) bytes += each.size();
  std::vector<double> took;
  for (int i = 0; i < options.number("runs"); ++i) {
    std::size_t hits = 0;
    const double before = processor_seconds();
    for (const auto& each : served) hits += disclosure::scan(each, values).size();
    took.push_back(1000 * (processor_seconds() - before));
    if (hits > 0) throw std::runtime_error("a masked text leaks");
  }
  fmt::print("{} pages, {} bytes in {} renderings, {} known values\n", options.number("pages"),
             bytes, served.size(), values.size());
  fmt::print("leak test: median {:.1f} ms, worst {:.1f} ms of processor time (aim: 200 ms)\n",
             median(took), percentile(took, 1.0));
}

}  // namespace
}  // namespace mingcha::bench

int main(int count, char** arguments) {
  return mingcha::bench::run_program("leak_bench", [&] { mingcha::bench::run(count, arguments); });
}
