// SPDX-License-Identifier: Apache-2.0
#include "media/probe.h"

#include <csignal>

#include <fmt/format.h>

#include "media/child.h"
#include "media/report_codec.h"

namespace mingcha::media {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> arguments_of(const fs::path& file, const ProbeRequest& request) {
  const auto& from = request.thresholds;
  std::vector<std::string> words{
      fmt::format("--level={}", to_string(request.level)),
      fmt::format("--gap-ms={}", from.gap_ms),
      fmt::format("--truncated-ms={}", from.truncated_ms),
      fmt::format("--black-ms={}", from.black_ms),
      fmt::format("--frozen-ms={}", from.frozen_ms),
      fmt::format("--silence-ms={}", from.silence_ms),
      fmt::format("--clock-ms={}", from.clock_ms),
      fmt::format("--black-luma={}", from.black_luma),
      fmt::format("--frozen-change={}", from.frozen_change),
      fmt::format("--silence-decibel={}", from.silence_decibel),
      fmt::format("--memory-mib={}", request.limits.memory_mib),
      fmt::format("--processor-seconds={}", request.limits.processor_seconds)};
  if (request.began_at) {
    words.push_back(fmt::format("--began-at-ms={}", to_millis(*request.began_at)));
  }
  words.insert(words.end(), {"--", file.string()});
  return words;
}

Limit limit_of_signal(int signal) {
  if (signal == SIGXCPU) return Limit::processor;
  if (signal == SIGSYS) return Limit::call;
  // Not from us: the kernel kills so when memory has run out.
  if (signal == SIGKILL) return Limit::memory;
  return Limit::crash;
}

Limit limit_of(const Ended& ended) {
  switch (ended.how) {
    case Ending::by_signal: return limit_of_signal(ended.status);
    case Ending::at_deadline: return Limit::time;
    case Ending::said_too_much: return Limit::answer;
    case Ending::cancelled: return Limit::cancelled;
    case Ending::by_itself: break;
  }
  switch (static_cast<ProbeExit>(ended.status)) {
    case ProbeExit::reported: return Limit::none;
    case ProbeExit::out_of_memory: return Limit::memory;
    case ProbeExit::misused:
    case ProbeExit::cannot_open:
    case ProbeExit::no_cage: throw Fault("media: mingcha-probe: " + ended.complaint);
  }
  return Limit::crash;
}

Report killed(Level level, Limit limit) {
  Report report;
  report.level = level;
  report.findings.push_back({FindingKind::probe_killed, 0, 0, 0, limit});
  return report;
}

}  // namespace

Probe::Probe(fs::path program) : program_{fs::absolute(program)} {
  if (!fs::is_regular_file(program_)) throw Fault("media: no such program: " + program_.string());
}

fs::path Probe::beside_this_program() {
  return fs::read_symlink("/proc/self/exe").parent_path() / "mingcha-probe";
}

Report Probe::run(const fs::path& file, const ProbeRequest& request,
                  const std::stop_token& stop) const {
  Errand errand;
  errand.program = program_;
  errand.arguments = arguments_of(fs::absolute(file), request);
  errand.deadline = request.limits.deadline;
  errand.output_bytes_max = request.limits.answer_bytes;
  const auto ended = media::run(errand, stop);
  if (const auto limit = limit_of(ended); limit != Limit::none) {
    return killed(request.level, limit);
  }
  // Its answer is a stranger's too: a decoder that was taken over may say anything.
  auto report = decode_report(ended.output);
  return report ? *std::move(report) : killed(request.level, Limit::crash);
}

}  // namespace mingcha::media
