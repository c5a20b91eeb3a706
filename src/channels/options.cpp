// SPDX-License-Identifier: Apache-2.0
#include "channels/options.h"

#include <algorithm>
#include <array>

#include "channels/webhook.h"

namespace mingcha::channels {
namespace {

constexpr std::array<const char*, 3> kKinds{"webhook", "weibo", "wechat"};
constexpr std::size_t kIdLongest = 40;

bool is_id(const std::string& id) {
  return !id.empty() && id.size() <= kIdLongest && std::ranges::all_of(id, [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
  });
}

}  // namespace

const char* to_string(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

Findings check(const ChannelOptions& options) {
  Findings findings;
  const auto complain = [&](Text what, Text cure) {
    findings.push_back({"channel", std::move(what), {}, std::move(cure), {}});
  };
  if (!is_id(options.id)) {
    complain({"渠道名只能用小写字母、数字和连字符", "a channel's name is of a-z, 0-9 and -"}, {});
  }
  const bool is_tls = options.url.starts_with("https://");
  const bool is_plain = options.url.starts_with("http://");
  if (!is_tls && !(is_plain && options.allow_plain)) {
    complain({"渠道地址须以 https:// 开头", "a channel's address begins with https://"},
             {"确需明文传输的，另设 allow_plain = true", "set allow_plain = true if it must be"});
  }
  if (options.secret.empty()) {
    complain({"渠道缺少密钥", "a channel needs its secret"},
             {"设置 secret_file 或 secret_env", "set secret_file or secret_env"});
  } else if (options.kind == Kind::webhook && webhook_keys(options.secret).empty()) {
    complain({"Webhook 密钥须为 whsec_ 加 24 至 64 字节的 Base64",
              "a webhook's secret is whsec_ and 24 to 64 bytes in base64"},
             {"例如 echo whsec_$(openssl rand -base64 32)", "e.g. openssl rand -base64 32"});
  }
  if (options.kind == Kind::weibo && options.rip.empty()) {
    complain({"微博渠道缺少 rip（上报的 IP 地址）", "weibo needs rip, the address to report"}, {});
  }
  if (options.kind == Kind::wechat && (options.app_id.empty() || options.thumb_media_id.empty())) {
    complain({"微信渠道缺少 app_id 或者 thumb_media_id", "wechat needs app_id and thumb_media_id"},
             {});
  }
  return findings;
}

}  // namespace mingcha::channels
