// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "pack/definition.h"
#include "pack/yaml.h"

namespace mingcha::pack {

/// Entries that one file of a pack may put into for all included lists together.
inline constexpr std::size_t kIncludedMax = 20'000;

/// Parts that several files of a pack share, written once (fragments/*.yaml):
///
///   fragments:
///     - id: served
///       steps: [ … ]
///       limits: [ … ]
///
/// In a list called "steps", the entry `- include: served` stands for the steps of that part; in
/// "limits" for its limits. What is put in keeps the file and line where it was written.
class Fragments {
 public:
  void read(const Value& root, Problems& problems);
  /// Replaces every such entry below `root`. Unknown names, names without such a list, parts that
  /// include themselves and more than kIncludedMax entries are problems.
  void expand(Value& root, Problems& problems);
  /// A part that nobody includes is a problem: it looks like law and is none.
  void refuse_unused(Problems& problems) const;

 private:
  struct Fragment {
    Value value;
    bool used = false;
  };
  /// Where the walk is: the names of the parts it is inside of, and what it has put in so far.
  struct Walk {
    std::vector<std::string> inside;
    std::size_t included = 0;
    bool full = false;
  };

  void walk(Value& value, const std::string& key, Walk& at, Problems& problems);
  void include(const Value& entry, const std::string& key, std::vector<Value>& into, Walk& at,
               Problems& problems);

  std::map<std::string, Fragment> fragments_;
};

/// Takes every `question: {zh, en}` out of the tree: what its author could not confirm, beside the
/// value chosen meanwhile. `about` is the id of the thing it stands in.
void take_questions(Value& root, std::vector<OpenQuestion>& into, Problems& problems);

}  // namespace mingcha::pack
