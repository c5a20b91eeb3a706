// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "test/support/client.h"

namespace mingcha::test {

/// One thing done in a case, as the API takes it.
struct Stage {
  std::string name;  ///< The step; "open" and "attach" are no steps.
  std::string who;   ///< Login.
  nlohmann::json body;
  enum class Draft {
    none,
    names
  } draft = Draft::none;  ///< Whether it names the draft it is about.
};
using Script = std::vector<Stage>;

/// 王磊's venue without recordings: major, reviewed, decided, served.
[[nodiscard]] Script venue_script();
/// 赵敏's assault with a fine of 500 yuan: not major, decided, sealed.
[[nodiscard]] Script assault_script();
/// 王磊's hotel licence: granted and decided.
[[nodiscard]] Script licence_script();
/// What the proposal says was found, with another number of days.
[[nodiscard]] nlohmann::json venue_proposal(const std::string& days_kept);
/// An opinion that passes every point of this draft.
[[nodiscard]] nlohmann::json passing_opinion(const std::string& draft);
/// "…+08:00".
[[nodiscard]] std::string minutes_ago(int minutes);

/// Everybody who is signed in, by login.
class People {
 public:
  /// Throws when one of them cannot sign in.
  People(const std::string& address, const std::vector<std::string>& logins);
  [[nodiscard]] Client& as(const std::string& login) { return clients_.at(login); }

 private:
  std::map<std::string, Client> clients_;
};

/// One case that is worked on by its script.
class CaseInHand {
 public:
  CaseInHand(People& people, Script script) : people_{people}, script_{std::move(script)} {}

  /// Does all stages up to and with this one; throws std::runtime_error when one is refused.
  void reach(const std::string& name);
  /// Does one stage as the script has it.
  Answer perform(const std::string& name);
  /// Another step, or the same by somebody else.
  Answer step(const std::string& who, const std::string& name, const nlohmann::json& body);
  Answer attach(const std::string& who, const std::string& bytes);
  /// Whomever the rule chose for the review under way: so that the script knows who does it. The
  /// stage "draft" gives it to heping.
  void give_review_to(const std::string& who);

  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] std::string path(const std::string& rest = {}) const;
  /// The case as its officer sees it.
  [[nodiscard]] nlohmann::json look();
  [[nodiscard]] std::string draft() { return look().at("draft").at("digest"); }
  [[nodiscard]] nlohmann::json events();
  /// The same without what comes later by itself: places in the log.
  [[nodiscard]] nlohmann::json events_without_log();
  [[nodiscard]] const Stage& stage(const std::string& name) const;

 private:
  People& people_;
  Script script_;
  std::string id_;
  std::size_t next_ = 0;
};

/// The events of a timeline, without the looks at the case that it also shows.
[[nodiscard]] nlohmann::json without_looks(const nlohmann::json& timeline);

/// Where a file is attached.
[[nodiscard]] std::string attach_path(const std::string& case_id, const std::string& title);

}  // namespace mingcha::test
