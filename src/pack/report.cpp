// SPDX-License-Identifier: Apache-2.0
#include "pack/report.h"

#include <ostream>

#include <fmt/format.h>

#include "pack/burden.h"
#include "pack/load.h"

namespace mingcha::pack {
namespace {

void write_findings(const Rejection& rejection, Language language, std::ostream& out) {
  for (const auto& finding : rejection.findings) {
    out << finding.what.in(language) << '\n';
    if (!finding.article.empty()) out << "    " << finding.article << '\n';
    if (!finding.cure.in(language).empty()) out << "    " << finding.cure.in(language) << '\n';
  }
  const auto count = rejection.findings.size();
  out << rejection.title.in(language)
      << (language == Language::en ? fmt::format(": {} finding{}\n", count, count == 1 ? "" : "s")
                                   : fmt::format("：共{}处\n", count));
}

}  // namespace

std::shared_ptr<const Pack> check_pack(const std::filesystem::path& directory, Language language,
                                       std::ostream& out) {
  const auto loaded = load(directory);
  if (!loaded) {
    write_findings(loaded.error(), language, out);
    return nullptr;
  }
  const auto& pack = **loaded;
  const bool english = language == Language::en;
  out << pack.title.in(language) << "  " << pack.id << ' ' << pack.version << '\n'
      << "SHA-256 " << to_hex(as_bytes(pack.digest)) << '\n';
  out << fmt::format(
      fmt::runtime(english ? "{} procedures, {} items, {} fields, {} documents, {} rules, {} "
                             "quoted articles\n"
                           : "程序{}个，事项{}个，字段{}个，文书{}种，规则{}条，条文{}条\n"),
      pack.procedures.size(), pack.items.size(), pack.fields.size(), pack.documents.size(),
      pack.rules.size(), pack.articles.size());
  for (const auto& [id, procedure] : pack.procedures) {
    out << fmt::format(
        fmt::runtime(english ? "  proved: {} ({} steps, {} guarantees, {} time limits, "
                               "{} things asked for twice)\n"
                             : "  已证明：{}（环节{}个，保证{}项，期限{}项，重复录入{}项）\n"),
        procedure.title.in(language), procedure.steps.size(), procedure.guarantees.size(),
        procedure.limits.size(), asked_twice(pack, procedure).size());
  }
  if (!pack.questions.empty()) {
    out << fmt::format(fmt::runtime(english ? "{} open questions (mingcha pack questions)\n"
                                            : "待核实的问题{}处（mingcha pack questions）\n"),
                       pack.questions.size());
  }
  return *loaded;
}

bool list_questions(const std::filesystem::path& directory, Language language, std::ostream& out) {
  const auto loaded = load(directory, Proofs::known);
  if (!loaded) {
    write_findings(loaded.error(), language, out);
    return false;
  }
  for (const auto& question : (*loaded)->questions) {
    out << fmt::format("{}:{}: {}: {}\n", question.file, question.line, question.about,
                       question.text.in(language));
  }
  return true;
}

}  // namespace mingcha::pack
