// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "story/stage.h"

namespace mingcha::desk {
class SignIn;
}  // namespace mingcha::desk

namespace mingcha::story {

/// A line of a table by the names of its columns.
using TableRow = std::map<std::string, std::string>;

/// Reads CSV (RFC 4180, first line names the columns, lines beginning with # left out). Refuses
/// lines with another number of cells; `where` is "file:line".
[[nodiscard]] Result<std::vector<TableRow>> read_table(const std::string& file,
                                                       std::string_view csv);

/// The template with each {column} replaced. A {column} that the row does not have stays.
[[nodiscard]] std::string fill(std::string_view text, const TableRow& row);

/// Plays fictional data into an empty record: agency.json, then each row of cases.csv as a story
/// made from templates/<template> up to the mark <until>, and what feedback.json says the public
/// sent in, all of them together in the order of time. The clock is left at the last thing that
/// happened. Refuses when anything comes out otherwise than told. `meanwhile` is called after each
/// thing that happens.
[[nodiscard]] Result<void> load_demo(const std::filesystem::path& directory, Desks desks,
                                     const std::function<void()>& meanwhile = {});

/// Opens an account for each entry of logins.json ({"person","login","password","role"}); whoever
/// has one already keeps it.
[[nodiscard]] Result<void> open_demo_accounts(const std::filesystem::path& directory,
                                              desk::SignIn& sign_in);

}  // namespace mingcha::story
