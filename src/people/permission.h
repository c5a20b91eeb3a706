// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"

namespace mingcha::people {

/// What somebody is in a unit. One person may be several of them, but see `may_hold_together`.
enum class Role {
  officer,                  ///< 民警
  case_manager,             ///< 案件管理员
  legal_reviewer,           ///< 法制审核员
  approver,                 ///< 审批人
  publicity_editor,         ///< 公示管理员
  supervisor,               ///< 执法监督员
  recording_administrator,  ///< 音像管理员
  system_administrator,     ///< 系统管理员
  security_administrator,   ///< 安全管理员
  audit_administrator,      ///< 审计管理员
};
inline constexpr std::size_t kRoleCount = 10;

/// What a route or a command asks for. Which role has which is one table, in permission.cpp; that
/// the thing asked about lies in the person's unit is checked separately, where the thing is known.
enum class Permission {
  public_access,           ///< Anybody, without a session.
  sign_in,                 ///< Anybody; the routes that make a session out of a password.
  own_session,             ///< Every signed-in person: who am I, sign out, change the password.
  read_case,               ///< See cases of the unit, their documents and facts.
  read_sealed_case,        ///< See a sealed case, with a stated purpose that is recorded.
  open_case,               ///< Register a report and open a case.
  act_on_case,             ///< Carry out steps: facts, documents, evidence, service.
  assign_case,             ///< Name or change the handling officers; manage time limits.
  review_case,             ///< Legal review of a draft decision.
  approve_case,            ///< Approve what the officers propose; decide.
  read_reviews,            ///< The queue of legal reviews, who has them, and how they come out.
  score_case,              ///< Case-file review with scores.
  read_timeline,           ///< The full history of a case, every event.
  read_recording,          ///< Play recordings; every look is recorded.
  upload_recording,        ///< Send recordings in.
  manage_recordings,       ///< Devices, matching, retention classes, legal holds.
  destroy_recording,       ///< One of the two consents to destruction.
  read_publication_queue,  ///< What is due for publication.
  prepare_publication,     ///< Redact and submit for confirmation.
  confirm_publication,     ///< The second person: publish, correct, withdraw.
  edit_lists,              ///< The published lists: items, officers, benchmarks.
  answer_report,      ///< Answer what the public sent in, as far as it is the unit's to answer.
  manage_inspection,  ///< Inspection directories, plans and draws.
  inspect,            ///< Carry out an inspection that was drawn.
  read_findings,      ///< Flaws and early warnings found by the rules.
  supervise,          ///< Notices of rectification, verification, circulation.
  read_statistics,    ///< Figures of the unit, with drill-down where read_case allows.
  export_records,     ///< Credit data, annual tables, case-file archives.
  read_log,           ///< State of the transparency log, beyond its public tiles.
  read_metrics,       ///< Operating figures.
  manage_system,      ///< Settings, packs, channels, backups.
  manage_accounts,    ///< Create, lock and close accounts; without any role.
  manage_roles,       ///< Give and take roles; revoke sessions; reset second factors.
  read_audit,         ///< The trail of who looked at and did what.
};
inline constexpr std::size_t kPermissionCount = 34;

[[nodiscard]] bool may(Role role, Permission permission);
/// True when one of the roles may. `public_access` and `sign_in` need no role at all.
[[nodiscard]] bool may(std::span<const Role> roles, Permission permission);

/// False for `public_access` and `sign_in`.
[[nodiscard]] bool needs_session(Permission permission);

/// Each of the three administrators stands alone: whoever runs the system, grants power or audits
/// has no other role, so that nobody is in a position to alter history unseen.
[[nodiscard]] bool may_hold_together(Role one, Role other);

/// Whether `grantor` may make `roles` the roles of `subject` (ids of persons). Nobody grants to
/// himself. Answers every finding: "grant-not-permitted", "grant-to-self", "roles-incompatible".
[[nodiscard]] Result<void> check_grant(std::string_view grantor,
                                       std::span<const Role> grantor_roles,
                                       std::string_view subject, std::span<const Role> roles);

/// The identifier used in the store and the API, e.g. "case_manager".
[[nodiscard]] const char* to_string(Role role);
[[nodiscard]] std::optional<Role> to_role(std::string_view identifier);
[[nodiscard]] Text title(Role role);

[[nodiscard]] const char* to_string(Permission permission);

}  // namespace mingcha::people
