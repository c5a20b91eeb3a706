// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "desk/outbox_desk.h"

namespace mingcha::desk {

/// A channel with its way out. Only the desk's own files need to know.
struct OutboxDesk::Channel {
  channels::ChannelOptions options;
  std::unique_ptr<channels::Http> http;
  std::unique_ptr<channels::Connector> connector;
};

}  // namespace mingcha::desk
