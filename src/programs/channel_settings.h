// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <toml++/toml.h>

#include "base/result.h"
#include "channels/options.h"

namespace mingcha::programs {

/// The tables of [channel.<id>]; secrets are read from where they are said to be. Returns
/// everything that is wrong, with the line.
[[nodiscard]] Findings read_channels(const std::string& file, const toml::table& section,
                                     std::vector<channels::ChannelOptions>& out);

}  // namespace mingcha::programs
