// SPDX-License-Identifier: Apache-2.0
#include "http/api/job_kinds.h"

#include <array>

#include "http/api/case_list_job.h"
#include "http/api/paper_job.h"
#include "http/api/recording_copy_job.h"

namespace mingcha::http {
namespace {

constexpr std::array kKinds{kCaseListJob, kPaperJob, kRecordingCopyJob};

}  // namespace

std::span<const JobKind> job_kinds() { return kKinds; }

}  // namespace mingcha::http
