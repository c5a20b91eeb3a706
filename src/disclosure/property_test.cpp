// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/text.h"
#include "disclosure/leak.h"
#include "disclosure/mask.h"

namespace mingcha::disclosure {
namespace {

const std::vector<PersonalValue> kValues{
    {"party.name", Kind::person_name, "张三"},
    {"witness.name", Kind::person_name, "张三丰"},
    {"party.phone", Kind::phone, "13800138000"},
    {"party.address", Kind::address, "宁夏银川市永宁县杨和镇永红村3组"},
    {"party.company", Kind::organisation_name, "云岭商贸", Privacy::open}};

/// Pieces of decisions and of personal data in any order.
std::string random_text() {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "当事人", "张三", "张三丰", "，", "电话", "13800138000", "１３９００１３９０００",
      "138-0013-8000", "住宁夏银川市永宁县杨和镇永红村3组", "12号", "640121199001010014",
      "云岭商贸", "驾驶宁A12345", "罚款5000元。", "〔2026〕12号", " ", "\n", "a@example.com",
      "6228480012345671", "的"));
  std::string text;
  for (const auto& piece : pieces) text += piece;
  return text;
}

TEST(DisclosureProperty, WhatIsMaskedPassesTheLeakTest) {
  EXPECT_TRUE(rc::check("nothing leaks from a masked text", [] {
    const auto text = random_text();
    const auto masked = with_masks(text, propose(text, kValues)).text;
    RC_LOG() << masked;
    RC_ASSERT(scan(masked, kValues).empty());
  }));
}

TEST(DisclosureProperty, MasksStayApartAndOnCharacterBorders) {
  EXPECT_TRUE(rc::check("spans are in order", [] {
    const auto text = random_text();
    const auto masked = with_masks(text, propose(text, kValues));
    RC_ASSERT(is_text(masked.text));
    std::size_t last = 0;
    for (const auto& span : masked.spans) {
      RC_ASSERT(span.begin >= last);
      RC_ASSERT(masked.text.substr(span.begin, span.end - span.begin) == span.replacement);
      last = span.end;
    }
  }));
}

TEST(DisclosureProperty, TheLeakTestSurvivesAnyBytes) {
  EXPECT_TRUE(rc::check("scan takes any bytes", [] {
    const auto bytes = *rc::gen::container<std::string>(
        rc::gen::element('%', '&', '#', 'x', ';', '\\', 'u', '0', '1', '3', '8', 'E', '5', '\xE5',
                         '\xBC', '\xA0', '\xFF', '@', '.'));
    for (const auto& hit : scan(bytes, kValues)) RC_ASSERT(hit.offset < bytes.size());
  }));
}

}  // namespace
}  // namespace mingcha::disclosure
