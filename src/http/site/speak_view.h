// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "desk/feedback_desk.h"
#include "http/portal/participation_view.h"

namespace mingcha::desk {
struct Services;
}  // namespace mingcha::desk

namespace mingcha::http {

[[nodiscard]] portal::SpeakKind kind_view(const pack::FeedbackKind& kind);

/// An empty form for something of that kind, with a key of its own.
[[nodiscard]] portal::SpeakFormView form_view(const pack::FeedbackKind& kind,
                                              const std::string& about, desk::Services& services);

[[nodiscard]] portal::SpeakReceiptView receipt_view(const desk::FeedbackSight& sight,
                                                    const std::string& secret,
                                                    desk::Services& services);

/// `secret` as typed by whoever looks, for the form of a second one.
[[nodiscard]] portal::SpeakStatusView status_view(const desk::FeedbackSight& sight,
                                                  const std::string& secret,
                                                  desk::Services& services);

/// Each finding by the field it stands at.
[[nodiscard]] std::vector<portal::SpeakFault> faults_view(const Rejection& no);

}  // namespace mingcha::http
