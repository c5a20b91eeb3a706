// SPDX-License-Identifier: Apache-2.0
#include "fuzz/target.h"
#include "media/report_codec.h"

using namespace mingcha::media;

FUZZ_TARGET(bytes) {
  const auto report = decode_report(bytes);
  if (!report) return;
  const auto written = encode(*report);
  MINGCHA_ASSERT(decode_report(written) == *report);
  MINGCHA_ASSERT(encode(*decode_report(written)) == written);
  for (const auto& finding : report->findings) MINGCHA_ASSERT(!sentence(finding).zh.empty());
}
