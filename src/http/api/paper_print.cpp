// SPDX-License-Identifier: Apache-2.0
#include "http/api/paper_print.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/readable_code.h"
#include "casefile/state.h"
#include "desk/log_desk.h"
#include "desk/progress_desk.h"
#include "desk/services.h"
#include "pack/definition.h"
#include "render/press.h"
#include "vault/folder_vault.h"

namespace mingcha::http {
namespace {

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw Fault("cannot read " + path.string());
  return bytes.str();
}

std::string drawing(const desk::Services& services, const casefile::State& state,
                    const std::string& evidence) {
  const auto found =
      std::ranges::find(state.evidence, evidence, &casefile::EvidenceAccepted::evidence);
  if (found == state.evidence.end()) return {};
  const auto path = services.vault.find(found->sha256);
  if (!path) throw Fault("evidence file is not in the vault: " + found->sha256);
  return file_bytes(*path);
}

/// What was entered with the step: drawings for its signatures, the words for the rest.
void add_marks(const desk::Services& services, const casefile::State& state,
               const desk::IssuedPaper& paper, render::Marks& marks) {
  for (const auto& [id, value] : paper.entered) {
    const auto* field = services.pack.field(id);
    if (field == nullptr || value.empty()) continue;
    if (field->type == pack::FieldType::signature) {
      marks.signatures[id] = drawing(services, state, value);
    } else if (field->type == pack::FieldType::text) {
      marks.refusals[id] = value;
    }
  }
}

/// On those papers that the pack names: by which the party follows its case.
void add_progress_code(desk::Services& services, const casefile::State& state,
                       const desk::IssuedPaper& paper, render::Marks& marks) {
  const auto& papers = services.pack.participation.progress.papers;
  if (std::ranges::find(papers, paper.document) == papers.end()) return;
  const auto code = services.progress.code_of(state.id);
  if (code.empty()) return;
  marks.follow_code = in_groups(code);
  marks.follow_link = services.site.base_url + "/follow#" + code;
}

}  // namespace

Result<std::string> print_issued(desk::Services& services, const casefile::State& state,
                                 const desk::IssuedPaper& paper) {
  render::Paper out;
  out.text = paper.text;
  out.made = paper.at;
  out.fields = &services.pack.fields;
  out.title = paper.document;
  const auto document = services.pack.documents.find(paper.document);
  if (document != services.pack.documents.end()) {
    out.title = document->second.title.zh;
    if (document->second.layout) out.layout = &*document->second.layout;
  }
  if (paper.decision) {
    const auto fragment = services.log.paper_link(paper.seq, paper.digest);
    if (!fragment) return tl::unexpected<Rejection>(fragment.error());
    out.marks.link = services.site.base_url + "/v" + *fragment;
  }
  add_progress_code(services, state, paper, out.marks);
  add_marks(services, state, paper, out.marks);
  return services.press.print(out);
}

std::string file_name_of(const desk::Services& services, const desk::IssuedPaper& paper) {
  const auto document = services.pack.documents.find(paper.document);
  const auto title =
      document == services.pack.documents.end() ? paper.document : document->second.title.zh;
  return fmt::format("{:03} {}{}{}.pdf", paper.version, title, paper.number.empty() ? "" : " ",
                     paper.number);
}

}  // namespace mingcha::http
