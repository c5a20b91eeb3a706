// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/portal/html.h"
#include "http/portal/participation_view.h"

namespace mingcha::portal {

class Reader;

/// A field that nobody sees.
[[nodiscard]] Html hidden(std::string_view name, const std::string& value);
/// All that is wrong with a form, each with a way to its field. Nothing when there is nothing.
[[nodiscard]] Html fault_summary(const Reader& reader, const std::vector<SpeakFault>& faults,
                                 Phrase heading);

}  // namespace mingcha::portal
