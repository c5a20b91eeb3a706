// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "http/request.h"
#include "http/route.h"

namespace mingcha::desk {
struct CaseSight;
}  // namespace mingcha::desk

namespace mingcha::http {

/// Records that the visitor is about to be shown something of a case; to be called by every handler
/// that shows it, before it answers. `what`: case, timeline, evidence, paper, drafts; `thing`:
/// which evidence or paper.
void record_look(const Request& request, desk::Services& services, const desk::CaseSight& sight,
                 const std::string& what, const std::string& thing = {});

}  // namespace mingcha::http
