// SPDX-License-Identifier: Apache-2.0
#include "people/permission.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "base/assert.h"

namespace mingcha::people {
namespace {

constexpr std::array<const char*, kRoleCount> kRoleNames{"officer",
                                                         "case_manager",
                                                         "legal_reviewer",
                                                         "approver",
                                                         "publicity_editor",
                                                         "supervisor",
                                                         "recording_administrator",
                                                         "system_administrator",
                                                         "security_administrator",
                                                         "audit_administrator"};

constexpr std::array<const char*, kPermissionCount> kPermissionNames{"public_access",
                                                                     "sign_in",
                                                                     "own_session",
                                                                     "read_case",
                                                                     "read_sealed_case",
                                                                     "open_case",
                                                                     "act_on_case",
                                                                     "assign_case",
                                                                     "review_case",
                                                                     "approve_case",
                                                                     "read_reviews",
                                                                     "score_case",
                                                                     "read_timeline",
                                                                     "read_recording",
                                                                     "upload_recording",
                                                                     "manage_recordings",
                                                                     "destroy_recording",
                                                                     "read_publication_queue",
                                                                     "prepare_publication",
                                                                     "confirm_publication",
                                                                     "edit_lists",
                                                                     "answer_report",
                                                                     "manage_inspection",
                                                                     "inspect",
                                                                     "read_findings",
                                                                     "supervise",
                                                                     "read_statistics",
                                                                     "export_records",
                                                                     "read_log",
                                                                     "read_metrics",
                                                                     "manage_system",
                                                                     "manage_accounts",
                                                                     "manage_roles",
                                                                     "read_audit"};
static_assert(static_cast<std::size_t>(Role::audit_administrator) + 1 == kRoleCount);
static_assert(static_cast<std::size_t>(Permission::read_audit) + 1 == kPermissionCount);

constexpr std::size_t index(Role role) { return static_cast<std::size_t>(role); }
constexpr std::size_t index(Permission permission) { return static_cast<std::size_t>(permission); }

using Matrix = std::array<std::array<bool, kPermissionCount>, kRoleCount>;

constexpr void give(Matrix& matrix, Role role, std::initializer_list<Permission> permissions) {
  for (const Permission permission : permissions) matrix[index(role)][index(permission)] = true;
}

// The casework roles share the looks they need for their own act and no more. The publicity editor
// sees what is queued for publication, not the case behind it. Of the administrators, the system's
// runs the machine, security's hands out power, audit's watches both; none of them sees a case.
constexpr Matrix make_matrix() {
  using enum Permission;
  Matrix matrix{};
  for (auto& row : matrix) {
    row[index(public_access)] = row[index(sign_in)] = row[index(own_session)] = true;
  }
  give(matrix, Role::officer,
       {read_case, open_case, act_on_case, read_timeline, read_recording, upload_recording,
        read_publication_queue, prepare_publication, inspect, read_findings});
  give(matrix, Role::case_manager,
       {read_case, open_case, assign_case, read_reviews, read_timeline, read_recording,
        read_publication_queue, manage_inspection, read_findings, read_statistics, export_records});
  give(matrix, Role::legal_reviewer,
       {read_case, read_sealed_case, review_case, read_reviews, score_case, read_timeline,
        read_recording, answer_report, read_findings});
  give(matrix, Role::approver,
       {read_case, read_sealed_case, assign_case, approve_case, read_reviews, read_timeline,
        read_recording, destroy_recording, answer_report, read_findings, read_statistics});
  give(matrix, Role::publicity_editor,
       {read_publication_queue, prepare_publication, confirm_publication, edit_lists, answer_report,
        export_records});
  give(matrix, Role::supervisor,
       {read_case, read_sealed_case, read_reviews, score_case, read_timeline, read_recording,
        read_publication_queue, answer_report, manage_inspection, read_findings, supervise,
        read_statistics, export_records, read_log});
  give(matrix, Role::recording_administrator,
       {read_recording, upload_recording, manage_recordings, destroy_recording});
  give(matrix, Role::system_administrator,
       {read_log, read_metrics, manage_system, manage_accounts});
  give(matrix, Role::security_administrator, {manage_roles});
  give(matrix, Role::audit_administrator, {read_audit});
  return matrix;
}

constexpr Matrix kMatrix = make_matrix();

constexpr bool is_administrator(Role role) {
  return role == Role::system_administrator || role == Role::security_administrator ||
         role == Role::audit_administrator;
}

Findings incompatibilities(std::span<const Role> roles) {
  Findings findings;
  for (std::size_t one = 0; one < roles.size(); ++one) {
    for (std::size_t other = one + 1; other < roles.size(); ++other) {
      if (may_hold_together(roles[one], roles[other])) continue;
      const Text first = title(roles[one]);
      const Text second = title(roles[other]);
      findings.push_back(
          {"roles-incompatible",
           {"“" + first.zh + "”与“" + second.zh + "”不得由同一人担任",
            "“" + first.en + "” and “" + second.en + "” must not be held by the same person"},
           "",
           {"将两个角色分别授予不同人员", "Give the two roles to different persons"},
           "/roles"});
    }
  }
  return findings;
}

}  // namespace

bool may(Role role, Permission permission) { return kMatrix[index(role)][index(permission)]; }

bool may(std::span<const Role> roles, Permission permission) {
  if (!needs_session(permission)) return true;
  return std::any_of(roles.begin(), roles.end(),
                     [permission](Role role) { return may(role, permission); });
}

bool needs_session(Permission permission) {
  return permission != Permission::public_access && permission != Permission::sign_in;
}

bool may_hold_together(Role one, Role other) {
  return one == other || (!is_administrator(one) && !is_administrator(other));
}

Result<void> check_grant(std::string_view grantor, std::span<const Role> grantor_roles,
                         std::string_view subject, std::span<const Role> roles) {
  Findings findings;
  if (!may(grantor_roles, Permission::manage_roles)) {
    findings.push_back(
        {"grant-not-permitted",
         {"只有安全管理员可以授予角色", "Only a security administrator grants roles"},
         "",
         {},
         ""});
  }
  if (grantor == subject) {
    findings.push_back({"grant-to-self",
                        {"不得为自己授予角色", "Nobody grants roles to himself"},
                        "",
                        {"请由另一名安全管理员办理", "Ask another security administrator"},
                        ""});
  }
  Findings clashes = incompatibilities(roles);
  if (findings.empty() && clashes.empty()) return {};
  const Refusal kind = findings.empty() ? Refusal::invalid : Refusal::forbidden;
  findings.insert(findings.end(), clashes.begin(), clashes.end());
  return reject(kind, {"不能这样授予角色", "These roles cannot be granted"}, std::move(findings));
}

const char* to_string(Role role) { return kRoleNames[index(role)]; }

std::optional<Role> to_role(std::string_view identifier) {
  const auto* const found = std::find(kRoleNames.begin(), kRoleNames.end(), identifier);
  if (found == kRoleNames.end()) return std::nullopt;
  return static_cast<Role>(found - kRoleNames.begin());
}

Text title(Role role) {
  switch (role) {
    case Role::officer: return {"执法人员", "Officer"};
    case Role::case_manager: return {"案件管理员", "Case manager"};
    case Role::legal_reviewer: return {"法制审核员", "Legal reviewer"};
    case Role::approver: return {"审批人", "Approver"};
    case Role::publicity_editor: return {"公示管理员", "Publicity editor"};
    case Role::supervisor: return {"执法监督员", "Supervisor"};
    case Role::recording_administrator: return {"音像管理员", "Recording administrator"};
    case Role::system_administrator: return {"系统管理员", "System administrator"};
    case Role::security_administrator: return {"安全管理员", "Security administrator"};
    case Role::audit_administrator: return {"审计管理员", "Audit administrator"};
  }
  MINGCHA_ASSERT(false);
}

const char* to_string(Permission permission) { return kPermissionNames[index(permission)]; }

}  // namespace mingcha::people
