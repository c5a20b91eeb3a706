// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/encoding.h"
#include "desk/integrator.h"
#include "programs/settings.h"

namespace mingcha::programs {

/// Makes the key files that are missing, readable by their owner alone. Never touches one that is
/// there.
void make_missing_keys(const Settings& settings);

/// Fault when a file is missing, malformed, or for another origin.
[[nodiscard]] desk::LogKeys load_log_keys(const Settings& settings);
[[nodiscard]] Digest load_wrapping_key(const Settings& settings);

}  // namespace mingcha::programs
