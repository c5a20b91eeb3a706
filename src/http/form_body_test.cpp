// SPDX-License-Identifier: Apache-2.0
#include "http/form_body.h"

#include <gtest/gtest.h>

namespace mingcha::http {
namespace {

Result<FormBody> read(std::string body) {
  Request request;
  request.body = std::move(body);
  return read_form(request);
}

TEST(FormBody, ReadsWhatABrowserSends) {
  const auto form = read("a=1+2&b=%E7%BA%A0%E9%94%99%0D%0A%E8%A1%8C&c=&a=3&d=on");
  ASSERT_TRUE(form.has_value());
  EXPECT_EQ(form->text("a"), "1 2");
  EXPECT_EQ(form->text("b"), "纠错\n行");
  EXPECT_EQ(form->text("c"), "");
  EXPECT_EQ(form->text("none"), "");
  EXPECT_TRUE(form->ticked("d"));
  EXPECT_FALSE(form->ticked("e"));
}

TEST(FormBody, LeavesOutControlCharacters) {
  const auto form = read("a=x%01y%1bz%7f");
  ASSERT_TRUE(form.has_value());
  EXPECT_EQ(form->text("a"), "x y z");
}

TEST(FormBody, RefusesWhatIsNoUtf8) {
  for (const auto* body : {"a=%ff", "a=%zz", "%e7=1", "a=%00"}) {
    const auto form = read(body);
    ASSERT_FALSE(form.has_value()) << body;
    EXPECT_EQ(form.error().kind, Refusal::malformed);
  }
  EXPECT_TRUE(read("").has_value());
}

}  // namespace
}  // namespace mingcha::http
