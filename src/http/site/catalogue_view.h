// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/portal/view.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::http {

/// What is major, from the very conditions that close the gate.
[[nodiscard]] portal::ReviewCatalogueView catalogue_view(desk::Services& services);

}  // namespace mingcha::http
