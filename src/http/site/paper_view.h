// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "http/portal/view.h"

namespace mingcha::publication {
struct PublicationPrepared;
}  // namespace mingcha::publication

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::http {

/// A published text as an official paper: its head apart, each further line by its place.
struct Paper {
  std::string title;  ///< "行政处罚决定书"; empty where the text has no head.
  std::vector<portal::Paragraph> body;    ///< What follows agency, title and number.
  std::vector<portal::MaskReason> masks;  ///< 甲, 乙, 丙 … in the order in which they appear.
};

/// Number and day are where the engine put them, and that tells the parts: the head ends with the
/// number, the part after it names the addressee, and the signature ends with the day.
[[nodiscard]] Paper paper_view(const publication::PublicationPrepared& prepared,
                               const pack::Pack& pack);

}  // namespace mingcha::http
