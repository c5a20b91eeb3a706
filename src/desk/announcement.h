// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "publication/state.h"
#include "registers/publication_register.h"
#include "store/event_store.h"

namespace mingcha::desk {

/// A decision became public, or is no longer what or where it was.
struct Announcement {
  registers::PublicationRow row;  ///< After the event.
  publication::State state;
  store::StoredEvent event;
  std::string category;  ///< Of the item: penalty, licence …
};

}  // namespace mingcha::desk
