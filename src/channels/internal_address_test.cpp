// SPDX-License-Identifier: Apache-2.0
#include "channels/internal_address.h"

#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>

#include <gtest/gtest.h>

namespace mingcha::channels {
namespace {

bool internal(const std::string& text) {
  sockaddr_storage any{};
  if (text.find(':') == std::string::npos) {
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    EXPECT_EQ(inet_pton(AF_INET, text.c_str(), &v4.sin_addr), 1) << text;
    std::memcpy(&any, &v4, sizeof v4);
  } else {
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr), 1) << text;
    std::memcpy(&any, &v6, sizeof v6);
  }
  return is_internal(reinterpret_cast<const sockaddr&>(any));
}

TEST(InternalAddress, IsEveryOneThatIsNotPublic) {
  for (const auto* text : {"0.0.0.0",
                           "10.1.2.3",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.0.9",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.168.1.1",
                           "192.0.2.7",
                           "198.19.255.255",
                           "224.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "fe80::1",
                           "fc00::1",
                           "fd12::1",
                           "ff02::1",
                           "::ffff:127.0.0.1",
                           "::ffff:8.8.8.8",
                           "64:ff9b::10.0.0.1",
                           "2002:7f00:1::",
                           "2001:db8::1",
                           "2001:0:1::"}) {
    EXPECT_TRUE(internal(text)) << text;
  }
}

TEST(InternalAddress, LetsThePublicOnesThrough) {
  for (const auto* text : {"8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.255.255",
                           "172.32.0.1", "192.167.255.255", "223.255.255.255", "2606:4700::1111",
                           "240e:3b1::5", "64:ff9b::8.8.8.8"}) {
    EXPECT_FALSE(internal(text)) << text;
  }
}

TEST(InternalAddress, TakesAnyOtherFamilyForInternal) {
  sockaddr other{};
  other.sa_family = AF_UNIX;
  EXPECT_TRUE(is_internal(other));
}

}  // namespace
}  // namespace mingcha::channels
