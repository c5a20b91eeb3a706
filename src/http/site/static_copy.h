// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "http/response.h"

namespace mingcha::http {

/// Addresses of the portal as files that any web server can serve. "/decisions?page=2" becomes
/// decisions/page-2/index.html, and the same in English en/decisions/page-2/index.html; what is not
/// a page keeps its own name. Forms, and what only a program can answer, lead to the live portal.
class StaticCopy {
 public:
  struct Options {
    /// What a visitor without a session is answered. Called by one thread.
    std::function<Response(const std::string& target)> get;
    /// The media type of a public address ("text/html"), or nothing when only the live portal can
    /// answer it.
    std::function<std::optional<std::string>(std::string_view path)> media_type;
    /// `file` is relative, below the copy's folder.
    std::function<void(const std::string& file, const Response& response)> put;
    std::string live;  ///< "https://host" of the live portal, no slash at the end.
    std::function<void(std::size_t done, std::size_t known)> progress;  ///< May be empty.
  };
  struct Made {
    std::size_t files = 0;
    std::vector<std::string> gone;    ///< Links, in the copy, of what has to be answered with 410.
    std::vector<std::string> broken;  ///< Addresses that were linked to and did not answer.
  };

  explicit StaticCopy(Options options) : options_{std::move(options)} {}

  /// Every address that can be reached from these, each once.
  [[nodiscard]] Made run(const std::vector<std::string>& targets);

  struct Place {
    std::string file, link;
  };
  /// Nothing for an address that the copy has not got.
  [[nodiscard]] std::optional<Place> place_of(std::string_view target, Language language) const;
  /// The page with its links as they are in the copy; each target in it that belongs to the copy is
  /// told to `found`.
  [[nodiscard]] std::string relinked(
      std::string_view html, Language language,
      const std::function<void(const std::string& target, Language language)>& found) const;

 private:
  [[nodiscard]] std::string link_for(
      std::string_view target, Language language, bool is_form,
      const std::function<void(const std::string&, Language)>& found) const;

  Options options_;
};

}  // namespace mingcha::http
