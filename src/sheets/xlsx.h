// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sheets/writer.h"

namespace mingcha::sheets {

[[nodiscard]] std::unique_ptr<Writer> make_xlsx_writer(const std::filesystem::path& file,
                                                       std::span<const std::string> columns);

}  // namespace mingcha::sheets
