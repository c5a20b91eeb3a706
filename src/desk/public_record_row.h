// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "publication/event.h"
#include "registers/public_record.h"

namespace mingcha::store {
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {

/// What others may take of a decision as the events of its publication leave it; nothing where it
/// never was public. Only what was public counts: what is prepared and not confirmed does not.
[[nodiscard]] std::optional<registers::PublicRecord> public_record(
    store::Session& session, const registers::PublicationRow& row);

/// What is public of the decision now, as it was prepared.
[[nodiscard]] std::optional<publication::PublicationPrepared> shown_publication(
    store::Session& session, const std::string& case_id);

/// Puts it in the place of what was there.
void show_public_record(store::Session& session, const registers::PublicationRow& row);

}  // namespace mingcha::desk
