// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "http/portal/data.h"
#include "registers/public_record.h"

namespace mingcha::desk {
struct PublicDecision;
struct Services;
}  // namespace mingcha::desk

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::http {

/// The fields of each decision in the open data, those of the pack last.
[[nodiscard]] std::vector<portal::ColumnView> data_columns(const pack::Pack& pack);

/// What the open data would hold of the decision.
[[nodiscard]] registers::PublicRecord record_of(const desk::PublicDecision& decision);

/// A decision as JSON; of a withdrawn one its address, and when.
[[nodiscard]] std::string record_json(const registers::PublicRecord& record,
                                      const desk::Services& services);

/// RFC 4180 in UTF-8 with a mark; the first row names the columns.
[[nodiscard]] std::string records_csv(const std::vector<registers::PublicRecord>& records,
                                      const desk::Services& services);

/// Whatever was published in the month, with its dictionary and a manifest signed by the log's key,
/// as a ZIP. Empty: nothing was published in it.
[[nodiscard]] std::string bundle_of(const std::string& month, desk::Services& services);

/// What a feed says of the record.
[[nodiscard]] portal::FeedEntry feed_entry(const registers::PublicRecord& record,
                                           const pack::Pack& pack);

}  // namespace mingcha::http
