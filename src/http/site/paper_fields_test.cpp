// SPDX-License-Identifier: Apache-2.0
#include "http/site/paper_fields.h"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pack/load.h"

namespace mingcha::http {
namespace {

using portal::FieldKind;
using portal::Presence;

class PaperFields : public testing::Test {
 protected:
  /// The pack is proved while it is loaded, which takes seconds: once for all.
  static const std::vector<portal::FieldView>& fields() {
    static const auto kFields = paper_fields(**pack::load(
        std::filesystem::path{MINGCHA_SOURCE_DIR} / "packs/public-security", pack::Proofs::known));
    return kFields.fields;
  }

  static const portal::FieldView* field(const std::string& name) {
    const auto found = std::ranges::find(fields(), name, &portal::FieldView::name);
    return found == fields().end() ? nullptr : &*found;
  }
};

TEST_F(PaperFields, AskForWhatEachDecisionRecordsAndLeaveOutWhatNoneDoes) {
  for (const auto* name : {"document.number", "decided_on", "party.name", "penalty.kind",
                           "penalty.suspend_days", "penalty.detention_days", "text_sha256"}) {
    EXPECT_NE(field(name), nullptr) << name;
  }
  // Printed too, but made by the engine and no fact of the case: never in the record.
  EXPECT_EQ(field("item.title"), nullptr);
  EXPECT_EQ(field("item.penalty"), nullptr);
}

TEST_F(PaperFields, MayBeLeftEmptyOnlyWhereSomePaperDoesNotShowThem) {
  EXPECT_EQ(field("party.name")->presence, Presence::always);
  EXPECT_EQ(field("penalty.kind")->presence, Presence::where_shown);  // no licence prints it
  EXPECT_EQ(field("penalty.fine_yuan")->presence, Presence::where_shown);
  EXPECT_EQ(field("penalty.detention_days")->presence, Presence::where_shown);
}

TEST_F(PaperFields, AreAskedForTheWayTheyAreRecorded) {
  EXPECT_EQ(field("document.number")->kind, FieldKind::document_number);
  EXPECT_EQ(field("decided_on")->kind, FieldKind::date);
  EXPECT_EQ(field("penalty.fine_yuan")->kind, FieldKind::integer);
  EXPECT_EQ(field("penalty.fine_yuan")->label.zh, "罚款金额（元）");
  EXPECT_EQ(field("text_sha256")->kind, FieldKind::document_digest);
  const auto* kind = field("penalty.kind");
  EXPECT_EQ(kind->kind, FieldKind::choice);
  EXPECT_THAT(kind->choices, testing::Contains(testing::Field(&portal::Choice::value, "warning")));
}

}  // namespace
}  // namespace mingcha::http
