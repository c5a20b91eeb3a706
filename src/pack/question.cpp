// SPDX-License-Identifier: Apache-2.0
#include "pack/question.h"

#include <algorithm>
#include <map>

#include "cel/environment.h"
#include "pack/prove.h"

namespace mingcha::pack {
namespace {

/// No two names begin within so many bytes.
constexpr std::uintptr_t kPlaceBytes = 16;

cel::Declaration declaration_of(const Field& field) {
  switch (field.type) {
    case FieldType::integer: return {cel::Type::integer, std::nullopt};
    case FieldType::boolean: return {cel::Type::boolean, std::nullopt};
    case FieldType::day:
    case FieldType::moment: return {cel::Type::day, std::nullopt};
    case FieldType::text:
    case FieldType::long_text:
    case FieldType::rows:
    case FieldType::signature: return {cel::Type::string, std::nullopt};
    case FieldType::choice: break;
  }
  std::vector<std::string> allowed;
  for (const auto& choice : field.choices) allowed.push_back(choice.id);
  return {cel::Type::string, std::move(allowed)};
}

unsigned bit_of(cel::Truth truth) {
  switch (truth) {
    case cel::Truth::yes: return kYes;
    case cel::Truth::no: return kNo;
    case cel::Truth::unknown: return kUnknown;
  }
  return kUnknown;
}

/// Values outside a field's own bounds can never be entered.
bool enterable(const Field& field, const cel::Value& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  if (number == nullptr) return true;
  return (!field.at_least || *number >= *field.at_least) &&
         (!field.at_most || *number <= *field.at_most);
}

}  // namespace

Question::Question(const Setting& setting) : setting_{setting} {
  // What cannot hold for the item whatever the facts are would only multiply the combinations.
  const auto item_only = [this](std::string_view name) -> std::optional<cel::Value> {
    if (!name.starts_with("item.")) return std::nullopt;
    return resolve(name).fixed;
  };
  for (const auto& one : setting_.pack.review.major) {
    if (one.when.evaluate(item_only).truth != cel::Truth::no) major_.push_back(&one);
  }
}

void Question::want(const cel::Expression& condition, unsigned truths) {
  wants_.push_back({&condition, truths, 0, false, {}});
}

void Question::add_names(const cel::Expression& condition, Want& want) {
  for (const auto& name : condition.names()) {
    if (name.starts_with("done.")) {
      const auto& steps = setting_.procedure.steps;
      const auto found = std::find_if(steps.begin(), steps.end(),
                                      [&](const Step& step) { return step.id == name.substr(5); });
      if (found != steps.end()) mask_ |= DoneSet{1} << static_cast<unsigned>(found - steps.begin());
      continue;
    }
    if (name == "major") {
      uses_major_ = true;
      for (const auto* one : major_) add_names(one->when, want);
      continue;
    }
    if (setting_.pack.variable(name) == nullptr) continue;
    if (condition.asks_presence_of(name)) want.asks_presence = true;
    auto at =
        static_cast<std::size_t>(std::find(fields_.begin(), fields_.end(), name) - fields_.begin());
    if (at == fields_.size()) fields_.push_back(name);
    want.fields.resize(std::max(want.fields.size(), at + 1), false);
    want.fields[at] = true;
    want.last_field = std::max(want.last_field, at + 1);
  }
}

std::vector<cel::Value> Question::values_of(const std::string& name) const {
  std::vector<cel::Value> constants;
  const auto add = [&](const cel::Expression& condition) {
    for (const auto& value : condition.constants_of(name)) {
      if (std::find(constants.begin(), constants.end(), value) == constants.end()) {
        constants.push_back(value);
      }
    }
  };
  for (const auto& want : wants_) {
    if (want.condition != nullptr) add(*want.condition);
  }
  if (uses_major_) {
    for (const auto* one : major_) add(one->when);
  }
  const auto& field = *setting_.pack.variable(name);
  auto values = cel::representatives(declaration_of(field), constants);
  std::erase_if(values, [&](const cel::Value& value) { return !enterable(field, value); });
  return values;
}

void Question::add_all_names() {
  for (auto& want : wants_) {
    if (want.condition != nullptr) {
      add_names(*want.condition, want);
    } else {
      for (const auto* one : major_) add_names(one->when, want);
    }
  }
}

void Question::prepare() {
  if (prepared_) return;
  prepared_ = true;
  uses_major_ = major_truths_.has_value();
  if (major_truths_) wants_.push_back({nullptr, *major_truths_, 0, false, {}});
  add_all_names();
  if (uses_major_ && !major_truths_) wants_.push_back({nullptr, kYes | kNo, 0, false, {}});
  // Fields that most conditions ask about first: they settle much, and whole branches fall away.
  std::map<std::string, std::size_t> uses;
  for (const auto& want : wants_) {
    if (want.condition == nullptr) continue;
    for (const auto& name : want.condition->names()) ++uses[name];
  }
  std::stable_sort(fields_.begin(), fields_.end(),
                   [&](const auto& a, const auto& b) { return uses[a] > uses[b]; });
  for (auto& want : wants_) {
    want.fields.clear();
    want.last_field = 0;
  }
  add_all_names();
  for (auto& want : wants_) want.fields.resize(fields_.size(), false);
  resolve_names();
  for (const auto& field : fields_) values_.push_back(values_of(field));
  assigned_.resize(fields_.size());
}

DoneSet Question::mask() {
  prepare();
  return mask_;
}

cel::Truth Question::major(DoneSet done, Mode mode) const {
  const cel::View see = [&](std::string_view name) { return look_up(name, done); };
  bool open = false;
  for (const auto* one : major_) {
    const auto truth = one->when.truth(see);
    if (truth == cel::Truth::yes) return cel::Truth::yes;
    if (truth == cel::Truth::unknown) open = true;
  }
  if (!open) return cel::Truth::no;
  return mode == Mode::whole ? cel::Truth::yes : cel::Truth::unknown;  // Doubt counts as major.
}

Question::Name Question::resolve(std::string_view name) const {
  using Kind = Name::Kind;
  if (name.starts_with("done.")) {
    const auto& steps = setting_.procedure.steps;
    const auto found = std::find_if(steps.begin(), steps.end(),
                                    [&](const Step& step) { return step.id == name.substr(5); });
    if (found == steps.end()) return {Kind::no_step, 0, {}};
    return {Kind::step, static_cast<std::size_t>(found - steps.begin()), {}};
  }
  if (name == "major") return {Kind::major, 0, {}};
  if (name == "item.id") return {Kind::fixed, 0, setting_.item.id};
  if (name == "item.statute") return {Kind::fixed, 0, setting_.item.statute};
  if (name == "item.category") return {Kind::fixed, 0, setting_.item.category};
  if (name == "item.procedure") return {Kind::fixed, 0, setting_.procedure.id};
  const auto at =
      static_cast<std::size_t>(std::find(fields_.begin(), fields_.end(), name) - fields_.begin());
  return {at == fields_.size() ? Kind::nothing : Kind::field, at, {}};
}

void Question::resolve_names() {
  const auto add = [this](const cel::Expression& condition) {
    for (const auto& name : condition.names()) names_.try_emplace(name, resolve(name));
  };
  for (const auto& want : wants_) {
    if (want.condition != nullptr) add(*want.condition);
  }
  for (const auto* one : major_) add(one->when);
}

const cel::Value* Question::look_up(std::string_view name, DoneSet done) const {
  static const cel::Value kYesValue{true};
  static const cel::Value kNoValue{false};
  // A name stands in a condition that does not move, so its place says which one it is.
  auto& seen = seen_[reinterpret_cast<std::uintptr_t>(name.data()) / kPlaceBytes % seen_.size()];
  if (seen.place != name.data()) {
    const auto found = names_.find(name);
    if (found == names_.end()) return nullptr;
    seen = {name.data(), &found->second};
  }
  const auto& known = *seen.name;
  switch (known.kind) {
    case Name::Kind::step: return (done >> known.at & 1U) != 0 ? &kYesValue : &kNoValue;
    case Name::Kind::no_step: return &kNoValue;
    case Name::Kind::field: {
      const auto& value = assigned_[known.at];
      return value ? &*value : nullptr;
    }
    case Name::Kind::fixed: return &known.fixed;
    case Name::Kind::nothing: return nullptr;
    case Name::Kind::major: break;
  }
  return supposed_major_ ? &kYesValue : &kNoValue;
}

unsigned Question::truth(const Want& want, DoneSet done, Mode mode) const {
  if (want.condition == nullptr) return bit_of(major(done, mode));
  return bit_of(want.condition->truth([&](std::string_view name) { return look_up(name, done); }));
}

unsigned Question::wanted_of(const Want& want) const {
  if (want.condition != nullptr) return want.truths;
  return want.truths & (supposed_major_ ? kYes : kNo);
}

/// After the first `depth` fields have been fixed: false when a condition is settled against us.
bool Question::still_possible(std::size_t depth, DoneSet done) const {
  return std::all_of(wants_.begin(), wants_.end(), [&](const Want& want) {
    const bool touched = depth == 0 || want.fields[depth - 1];
    if (!touched) return true;
    const auto wanted = wanted_of(want);
    if (want.last_field <= depth) return (truth(want, done, Mode::whole) & wanted) != 0;
    if (want.asks_presence) return true;
    const auto now = truth(want, done, Mode::partial);
    return now == kUnknown || (now & wanted) != 0;
  });
}

bool Question::search(std::size_t depth, DoneSet done) {
  if (++tries_ > kCasesMax) {
    exhausted_ = true;
    return false;
  }
  if (!still_possible(depth, done)) return false;
  if (depth == fields_.size()) return true;
  // Values before their absence: a story with facts in it is easier to believe.
  for (const auto& value : values_[depth]) {
    assigned_[depth] = value;
    if (search(depth + 1, done)) return true;
  }
  assigned_[depth].reset();
  return search(depth + 1, done);
}

bool Question::holds(DoneSet done) {
  supposed_major_ = uses_major_ && major(done, Mode::whole) == cel::Truth::yes;
  return std::all_of(wants_.begin(), wants_.end(), [&](const auto& want) {
    return (truth(want, done, Mode::whole) & want.truths) != 0;
  });
}

bool Question::find(DoneSet done) {
  tries_ = 0;
  for (const bool supposed : {true, false}) {
    const unsigned allowed = major_truths_.value_or(kYes | kNo);
    if (uses_major_ ? (allowed & (supposed ? kYes : kNo)) == 0 : supposed) continue;
    supposed_major_ = supposed;
    std::fill(assigned_.begin(), assigned_.end(), std::nullopt);
    if (search(0, done)) return true;
  }
  return false;
}

const std::optional<Witness>& Question::answer(DoneSet done) {
  prepare();
  done &= mask_;
  const auto known = answers_.find(done);
  if (known != answers_.end()) return known->second;
  // What was possible with other steps done often still is.
  if (!last_.empty()) assigned_ = last_;
  std::optional<Witness> witness;
  if ((!last_.empty() && holds(done)) || find(done)) {
    last_ = assigned_;
    witness.emplace();
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (assigned_[i]) witness->emplace_back(fields_[i], *assigned_[i]);
    }
  }
  return answers_.emplace(done, std::move(witness)).first->second;
}

}  // namespace mingcha::pack
