// SPDX-License-Identifier: Apache-2.0
#include "http/api/paper_job.h"

#include "desk/case_desk.h"
#include "desk/issued_paper.h"
#include "desk/services.h"
#include "desk/trail_desk.h"
#include "http/api/paper_print.h"
#include "http/json_body.h"
#include "render/archive.h"

namespace mingcha::http {
namespace {

constexpr std::size_t kCasesMost = 50;
constexpr std::size_t kIdLongest = 100;

struct PaperWish {
  people::Visitor visitor;
  std::vector<std::string> cases;
  std::string document;  ///< Kind; empty: all.
};

/// The papers of one case that are wanted.
struct CasePapers {
  desk::CaseSight sight;
  std::vector<desk::IssuedPaper> papers;
};

Result<CasePapers> find_papers(const PaperWish& wish, desk::Services& services,
                               const std::string& case_id) {
  auto sight = services.cases.look(wish.visitor, case_id);
  if (!sight) return tl::unexpected<Rejection>(sight.error());
  auto papers = desk::issued_papers(services.cases, wish.visitor, case_id);
  if (!papers) return tl::unexpected<Rejection>(papers.error());
  std::erase_if(*papers, [&](const desk::IssuedPaper& paper) {
    return !wish.document.empty() && paper.document != wish.document;
  });
  return CasePapers{*std::move(sight), *std::move(papers)};
}

Result<desk::JobFile> write_papers(const PaperWish& wish, desk::Services& services,
                                   desk::JobProgress& progress,
                                   const std::filesystem::path& folder) {
  desk::JobFile made{"papers.zip", "application/zip", folder / "papers.zip"};
  std::vector<CasePapers> found;
  std::int64_t total = 0;
  for (const auto& case_id : wish.cases) {
    auto papers = find_papers(wish, services, case_id);
    if (!papers) return tl::unexpected<Rejection>(papers.error());
    total += static_cast<std::int64_t>(papers->papers.size());
    found.push_back(*std::move(papers));
  }
  render::Archive archive{made.file};
  std::int64_t done = 0;
  for (const auto& one : found) {
    const auto& state = *one.sight.state;
    for (const auto& paper : one.papers) {
      const auto pdf = print_issued(services, state, paper);
      if (!pdf) return tl::unexpected<Rejection>(pdf.error());
      services.trail.looked(wish.visitor, state.id, "paper", std::to_string(paper.version),
                            one.sight.sealed);
      archive.add(state.id + "/" + file_name_of(services, paper), *pdf);
      if (archive.size() > desk::kJobFileLargest) {
        return reject(Refusal::too_large,
                      {"文书太多，请分批导出", "too many papers; order fewer at a time"});
      }
      if (!progress.reached(++done, total)) return made;
    }
  }
  archive.finish();
  return made;
}

}  // namespace

Result<desk::JobWork> read_paper_job(const Request& request, FieldReader& fields,
                                     desk::Services& services) {
  PaperWish wish{request.signed_in(), fields.texts("cases", kCasesMost, kIdLongest),
                 fields.optional_text("document", kIdLongest).value_or("")};
  if (wish.cases.empty()) {
    fields.complain("cases", "missing", {"请至少选择一个案件", "choose at least one case"});
  }
  return desk::JobWork{[wish = std::move(wish), &services](desk::JobProgress& progress,
                                                           const std::filesystem::path& folder) {
    return write_papers(wish, services, progress, folder);
  }};
}

}  // namespace mingcha::http
