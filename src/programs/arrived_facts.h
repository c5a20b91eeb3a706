// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "desk/upload_desk.h"

namespace mingcha::programs {

/// Keeps what is known of each arrived recording as a JSON file in the folder, which is made when
/// missing. The file lies in the vault; the recording's id is "r-" and the upload's.
[[nodiscard]] desk::Arrival keep_facts(std::filesystem::path folder);

}  // namespace mingcha::programs
