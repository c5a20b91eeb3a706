// SPDX-License-Identifier: Apache-2.0
#include "people/permission.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>

namespace mingcha::people {
namespace {

std::vector<Role> every_role() {
  std::vector<Role> roles;
  for (std::size_t i = 0; i < kRoleCount; ++i) roles.push_back(static_cast<Role>(i));
  return roles;
}

std::vector<Permission> every_permission() {
  std::vector<Permission> permissions;
  for (std::size_t i = 0; i < kPermissionCount; ++i) {
    permissions.push_back(static_cast<Permission>(i));
  }
  return permissions;
}

/// "officer: read_case open_case …", leaving out what everybody has.
std::string line(Role role) {
  std::string text = std::string{to_string(role)} + ":";
  for (const Permission permission : every_permission()) {
    if (!needs_session(permission) || permission == Permission::own_session) continue;
    if (may(role, permission)) text += std::string{" "} + to_string(permission);
  }
  return text;
}

// Written out a second time on purpose: whoever gives a role more power says so here too.
TEST(Permission, MatrixIsExactlyThis) {
  std::vector<std::string> lines;
  for (const Role role : every_role()) lines.push_back(line(role));

  EXPECT_THAT(
      lines,
      testing::ElementsAre(
          "officer: read_case open_case act_on_case read_timeline read_recording "
          "upload_recording read_publication_queue prepare_publication inspect read_findings",
          "case_manager: read_case open_case assign_case read_reviews read_timeline read_recording "
          "read_publication_queue manage_inspection read_findings read_statistics export_records",
          "legal_reviewer: read_case read_sealed_case review_case read_reviews score_case "
          "read_timeline read_recording answer_report read_findings",
          "approver: read_case read_sealed_case assign_case approve_case read_reviews "
          "read_timeline read_recording destroy_recording answer_report read_findings "
          "read_statistics",
          "publicity_editor: read_publication_queue prepare_publication confirm_publication "
          "edit_lists answer_report export_records",
          "supervisor: read_case read_sealed_case read_reviews score_case read_timeline "
          "read_recording "
          "read_publication_queue answer_report manage_inspection read_findings supervise "
          "read_statistics "
          "export_records read_log",
          "recording_administrator: read_recording upload_recording manage_recordings "
          "destroy_recording",
          "system_administrator: read_log read_metrics manage_system manage_accounts",
          "security_administrator: manage_roles", "audit_administrator: read_audit"));
}

TEST(Permission, EveryoneMayWhatNeedsNoSession) {
  EXPECT_TRUE(may(std::span<const Role>{}, Permission::public_access));
  EXPECT_TRUE(may(std::span<const Role>{}, Permission::sign_in));
  EXPECT_FALSE(may(std::span<const Role>{}, Permission::own_session));
  for (const Role role : every_role()) EXPECT_TRUE(may(role, Permission::own_session));
}

TEST(Permission, SeveralRolesAddUp) {
  const std::vector<Role> roles{Role::officer, Role::legal_reviewer};

  EXPECT_TRUE(may(roles, Permission::act_on_case));
  EXPECT_TRUE(may(roles, Permission::review_case));
  EXPECT_FALSE(may(roles, Permission::approve_case));
}

TEST(Permission, NoAdministratorSharesAPermissionOrAPersonWithAnother) {
  const std::vector<Role> administrators{Role::system_administrator, Role::security_administrator,
                                         Role::audit_administrator};
  for (const Role one : administrators) {
    for (const Role other : every_role()) {
      EXPECT_EQ(may_hold_together(one, other), one == other) << to_string(one) << to_string(other);
      EXPECT_EQ(may_hold_together(other, one), one == other);
    }
    EXPECT_FALSE(may(one, Permission::read_case));
    EXPECT_FALSE(may(one, Permission::read_timeline));
  }
  EXPECT_TRUE(may_hold_together(Role::officer, Role::legal_reviewer));
}

TEST(Permission, EveryPermissionThatNeedsASessionIsHeldBySomebody) {
  for (const Permission permission : every_permission()) {
    EXPECT_TRUE(may(every_role(), permission)) << to_string(permission);
  }
}

TEST(Grant, SecurityAdministratorGrantsToOthersOnly) {
  const std::vector<Role> security{Role::security_administrator};
  const std::vector<Role> officer{Role::officer};

  EXPECT_TRUE(check_grant("wang", security, "li", officer).has_value());

  const auto to_self = check_grant("wang", security, "wang", officer);
  ASSERT_FALSE(to_self.has_value());
  EXPECT_EQ(to_self.error().kind, Refusal::forbidden);
  ASSERT_EQ(to_self.error().findings.size(), 1U);
  EXPECT_EQ(to_self.error().findings[0].code, "grant-to-self");
}

TEST(Grant, AnyoneElseIsRefused) {
  for (const Role role : every_role()) {
    const std::vector<Role> grantor{role};
    const std::vector<Role> wanted{Role::officer};
    EXPECT_EQ(check_grant("wang", grantor, "li", wanted).has_value(),
              role == Role::security_administrator)
        << to_string(role);
  }
}

TEST(Grant, AnAdministratorGetsNoSecondRole) {
  const std::vector<Role> security{Role::security_administrator};
  const std::vector<Role> wanted{Role::system_administrator, Role::officer,
                                 Role::audit_administrator};

  const auto outcome = check_grant("wang", security, "li", wanted);

  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().kind, Refusal::invalid);
  ASSERT_EQ(outcome.error().findings.size(), 3U);
  EXPECT_EQ(outcome.error().findings[0].code, "roles-incompatible");
  EXPECT_EQ(outcome.error().findings[0].what.zh, "“系统管理员”与“执法人员”不得由同一人担任");
}

TEST(Role, NamesGoThereAndBack) {
  for (const Role role : every_role()) {
    EXPECT_EQ(to_role(to_string(role)), role);
    EXPECT_FALSE(title(role).zh.empty());
  }
  EXPECT_EQ(to_role("chief"), std::nullopt);
  EXPECT_EQ(to_role(""), std::nullopt);
}

}  // namespace
}  // namespace mingcha::people
