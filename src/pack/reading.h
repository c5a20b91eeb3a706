// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cel/environment.h"
#include "cel/expression.h"
#include "pack/definition.h"
#include "pack/yaml.h"

/// What all readers of a pack's files share: the pack as far as it has been read, the problems
/// found, and how conditions, citations and days are read.
namespace mingcha::pack {

inline constexpr std::size_t kConditionsMax = 2000;

class Reading {
 public:
  explicit Reading(Pack& into) : pack{into} {}

  Pack& pack;
  Problems problems;

  /// A name somebody used that must exist once everything has been read.
  struct Reference {
    Place place;
    std::string kind;  ///< step, field, document, procedure, item
    std::string name;
    std::string procedure;  ///< For steps: of which procedure; empty: of any.
  };
  std::vector<Reference> references;

  /// A citation and the procedure that rests on it.
  struct Use {
    Place place;
    std::string citation, procedure;
  };
  std::vector<Use> uses;
  std::string citing;  ///< Procedure whose citations are being read now; empty: nobody's.
  std::map<std::string, Place> field_places;
  bool penalties_read = false;  ///< From then on conditions may ask about the benchmark.
  std::map<std::string, Place> item_places;
  std::map<std::string, Place> tier_places;

  void wrong(const Place& place, const char* code, const std::string& zh, const std::string& en) {
    problems.add(place, code, {zh, en});
  }

  /// A boolean condition; nothing (with a problem) when it is missing or wrong.
  [[nodiscard]] std::optional<cel::Expression> condition(const Entry& entry, std::string_view key,
                                                         const cel::Environment& environment);
  /// As it stands in the file; empty when missing or wrong. The citation must be quoted.
  [[nodiscard]] std::string citation(const Entry& entry, std::string_view key);
  [[nodiscard]] std::string citation_or_none(const Entry& entry, std::string_view key);
  [[nodiscard]] std::vector<std::string> citations(const Entry& entry, std::string_view key);
  /// Adds a problem unless the citation is of a known text with its words quoted.
  void check_citation(const Place& place, const std::string& text);

  [[nodiscard]] std::optional<Day> day(const Entry& entry, std::string_view key);
  [[nodiscard]] std::vector<Requirement> requirements(const Entry& entry, std::string_view key,
                                                      const cel::Environment& environment,
                                                      const std::string& procedure);
  [[nodiscard]] std::optional<law::TimeLimit> time_limit(const Value& value, Entry& entry);
  /// The text of a condition whose older versions are listed under "earlier", the last day of each
  /// with it; nothing when the entry has none.
  [[nodiscard]] std::optional<cel::Expression> with_earlier(const Entry& entry,
                                                            const cel::Expression& now,
                                                            const cel::Environment& environment);
  /// The last days of older versions must come by rising date.
  void check_rising(const Place& place, std::optional<Day>& last, Day to);

  /// Facts, item.*, the day the case was opened, done.* of the steps named, and whether the
  /// benchmark was departed from once penalties have been read.
  [[nodiscard]] cel::Environment environment(const std::vector<std::string>& steps) const;

 private:
  void condition_failed(const Value& value, const std::string& original,
                        const std::vector<std::size_t>& origin, const cel::Error& error);

  std::size_t conditions_ = 0;
};

/// "is.name" replaced by the named condition in parentheses; for each byte of the result, the byte
/// of `source` it comes from.
struct Expanded {
  std::string text;
  std::vector<std::size_t> origin;
};
[[nodiscard]] Expanded expand_named(std::string_view source,
                                    const std::vector<NamedCondition>& named);

/// Whether the parts of the quote, divided by ……, stand in the article's words.
[[nodiscard]] bool is_quoted(std::string_view quote, std::string_view article);
[[nodiscard]] std::vector<std::string> all_steps(const Pack& pack);
[[nodiscard]] law::Unit to_unit(std::size_t index);
[[nodiscard]] const std::vector<std::string>& unit_words();
[[nodiscard]] const std::vector<std::string>& step_kind_words();
[[nodiscard]] bool is_identifier(std::string_view text);
/// Lower-case words joined by dots: party.name.
[[nodiscard]] bool is_field_id(std::string_view text);

/// Each reads the files of one kind; `root` is what stands at the top of the file.
void read_pack_file(Reading& reading, const Value& root);
void read_statute(Reading& reading, const Value& root);
/// Who may approve: the levels, and why power may be given to another for a time.
void read_approval(Reading& reading, const Value& root);
/// Why an error that was found is put right.
void read_corrections(Reading& reading, const Value& root);
void read_ladder(Reading& reading, const Value& root);
void read_fields(Reading& reading, const Value& root);
void read_conditions(Reading& reading, const Value& root);
/// What holds for all tiers; the tiers themselves are in files of their own.
void read_penalties(Reading& reading, const Value& root);
void read_tiers(Reading& reading, const Value& root);
/// After the items: each that applies penalties has tiers, no two of which hold at once.
void check_tiers(Reading& reading);
void read_procedure(Reading& reading, const Value& root);
void read_item(Reading& reading, const Value& root);
void read_document(Reading& reading, const std::string& id, const Value& form,
                   const std::string& template_file, const std::string& template_text);
/// A document's layout, held against its template; nothing (with problems) when it does not fit.
[[nodiscard]] std::optional<Layout> read_layout(Reading& reading, const Value& root,
                                                const std::string& template_file,
                                                const std::string& template_text);
void read_rules(Reading& reading, const Value& root);
/// After the items: each of them gets its guide.
void read_guides(Reading& reading, const Value& root);
/// The lists that are published.
void read_lists(Reading& reading, const Value& root);
void read_review(Reading& reading, const Value& root);
void read_disclosure(Reading& reading, const Value& root);
void read_credit(Reading& reading, const Value& root);
void read_annual(Reading& reading, const Value& root);
/// What the public may follow and say; a pack may do without.
void read_participation(Reading& reading, const Value& root);
void read_recordings(Reading& reading, const Value& root);

/// What can be checked only when all is read: references, blanks that could be printed.
void check_references(Reading& reading);

}  // namespace mingcha::pack
