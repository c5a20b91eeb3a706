// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "channels/back_off.h"

namespace mingcha::channels {

enum class Kind { webhook, weibo, wechat };

[[nodiscard]] const char* to_string(Kind kind);

/// A channel as the operator set it up.
struct ChannelOptions {
  std::string id;  ///< Lower-case letters, digits and "-".
  Kind kind{};
  std::string title;   ///< For people: "县政府门户网站".
  std::string url;     ///< Webhook: where to. Others: the API's host, if not the real one.
  std::string secret;  ///< Webhook: whsec_…, several for a change of keys. Weibo: access token.
                       ///< WeChat: AppSecret. Never shown, never written anywhere.
  std::vector<std::string> categories;  ///< Of the items whose decisions go out; none: all.
  std::string footer;                   ///< Weibo, WeChat: closes every text.
  std::string rip;                      ///< Weibo: the address that the API wants to be told.
  std::string app_id, thumb_media_id, author;  ///< WeChat.
  bool allow_internal = false;                 ///< May reach addresses inside the own network.
  bool allow_plain = false;                    ///< May speak without TLS.
  std::filesystem::path ca_file;               ///< Instead of the system's authorities.
  std::int64_t attempts = 20;                  ///< Failures until a person has to look.
  BackOff back_off;
  std::chrono::seconds answer_within{20};
  std::chrono::seconds settle{120};  ///< How long a remote may take to show what it has.
};

/// Everything that is wrong with them; `where` of each finding is empty.
[[nodiscard]] Findings check(const ChannelOptions& options);

}  // namespace mingcha::channels
