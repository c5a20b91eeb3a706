// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "lists/state.h"
#include "pack/list.h"
#include "registers/list_register.h"

namespace mingcha::store {
class Session;
struct StoredEvent;
}  // namespace mingcha::store

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::desk {

/// "list/" + list id.
[[nodiscard]] std::string list_stream(const std::string& list);

/// Brings the tables from the list before one of its events to the list after it.
void show_list_event(store::Session& session, const pack::ListKind& kind,
                     const lists::State& before, const lists::State& after,
                     const lists::Event& event, const std::string& actor, Instant at);

/// Fills the tables of every kept list anew from its events. For `mingcha rebuild`.
void project_lists(store::Session& session, const pack::Pack& pack);

}  // namespace mingcha::desk
