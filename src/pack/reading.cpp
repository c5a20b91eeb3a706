// SPDX-License-Identifier: Apache-2.0
#include "pack/reading.h"

#include <algorithm>

#include <fmt/format.h>

#include "pack/load.h"

namespace mingcha::pack {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

const std::vector<std::string>& unit_words() {
  static const std::vector<std::string> kWords{"hours", "calendar_days", "working_days", "months"};
  return kWords;
}

law::Unit to_unit(std::size_t index) {
  constexpr law::Unit kUnits[] = {law::Unit::hours, law::Unit::calendar_days,
                                  law::Unit::working_days, law::Unit::months};
  return kUnits[index];
}

const std::vector<std::string>& step_kind_words() {
  static const std::vector<std::string> kWords{
      "record",  "notice",   "defence",     "draft",    "review",     "decision", "service",
      "closing", "approval", "instruction", "addition", "submission", "objection"};
  return kWords;
}

std::vector<std::string> all_steps(const Pack& pack) {
  std::vector<std::string> out;
  for (const auto& [id, procedure] : pack.procedures) {
    for (const auto& step : procedure.steps) out.push_back(step.id);
  }
  return out;
}

bool is_quoted(std::string_view quote, std::string_view article) {
  constexpr std::string_view kGap = "……";
  for (;;) {
    const auto gap = quote.find(kGap);
    const auto part = trim(quote.substr(0, gap));
    if (!part.empty() && article.find(part) == std::string_view::npos) return false;
    if (gap == std::string_view::npos) return true;
    quote.remove_prefix(gap + kGap.size());
  }
}

bool is_identifier(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), is_name_character);
}

bool is_field_id(std::string_view text) {
  for (;;) {
    const auto dot = text.find('.');
    if (!is_identifier(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

Expanded expand_named(std::string_view source, const std::vector<NamedCondition>& named) {
  Expanded out;
  const auto put = [&out](std::string_view text, std::size_t from, bool moves) {
    for (std::size_t i = 0; i < text.size(); ++i) out.origin.push_back(moves ? from + i : from);
    out.text += text;
  };
  char quote = '\0';
  for (std::size_t i = 0; i < source.size();) {
    const char c = source[i];
    const bool begins = i == 0 || (!is_name_character(source[i - 1]) && source[i - 1] != '.');
    if (quote == '\0' && begins && source.substr(i).starts_with("is.")) {
      std::size_t end = i + 3;
      while (end < source.size() && is_name_character(source[end])) ++end;
      const auto id = source.substr(i + 3, end - i - 3);
      const auto found =
          std::find_if(named.begin(), named.end(), [&](const auto& one) { return one.id == id; });
      if (found != named.end()) {
        put("(" + found->that.to_source() + ")", i, false);
        i = end;
        continue;
      }
    }
    if (quote != '\0' && c == '\\') {
      put(source.substr(i, 2), i, true);
      i += 2;
      continue;
    }
    if (c == '"' || c == '\'') quote = quote == '\0' ? c : (quote == c ? '\0' : quote);
    put(source.substr(i, 1), i, true);
    ++i;
  }
  return out;
}

std::optional<cel::Expression> Reading::condition(const Entry& entry, std::string_view key,
                                                  const cel::Environment& environment) {
  const auto source = entry.text(key);
  if (source.empty()) return std::nullopt;
  const auto& value = *entry.find(key);
  if (++conditions_ > kConditionsMax) {
    if (conditions_ == kConditionsMax + 1) {
      wrong(value.place, "too-many-conditions", fmt::format("条件超过{}个", kConditionsMax),
            fmt::format("more than {} conditions", kConditionsMax));
    }
    return std::nullopt;
  }
  const auto expanded = expand_named(source, pack.conditions);
  auto compiled =
      cel::compile(expanded.text, environment, cel::Position{value.place.file, 1, 1, 1});
  if (compiled) {
    // Compiled again where it stands, so that its position is the one in the file.
    cel::Position position{value.place.file, value.place.line,
                           value.place.column + value.offset.value_or(0), value.place.column};
    auto placed = cel::compile(expanded.text, environment, position);
    if (placed) return std::move(*placed);
  } else {
    condition_failed(value, source, expanded.origin, compiled.error());
    return std::nullopt;
  }
  return std::nullopt;
}

void Reading::condition_failed(const Value& value, const std::string& original,
                               const std::vector<std::size_t>& origin, const cel::Error& error) {
  auto place = value.place;
  if (value.offset) {
    // The column is one of the expanded text, which `origin` leads back from, byte by byte.
    const auto column = static_cast<std::size_t>(std::max(1, error.column));
    std::size_t characters = 0;
    std::size_t source_byte = original.size();
    std::size_t previous = std::string::npos;
    for (std::size_t i = 0; i < origin.size(); ++i) {
      const auto byte = origin[i];
      const bool continues = byte < original.size() && byte != previous &&
                             (static_cast<unsigned char>(original[byte]) & 0xC0U) == 0x80U;
      if (!continues && ++characters == column) {
        source_byte = byte;
        break;
      }
      previous = byte;
    }
    const auto before = std::string_view{original}.substr(0, source_byte);
    place.column += *value.offset + static_cast<int>(count_characters(before));
  }
  problems.add(place, "condition", error.message);
}

void Reading::check_citation(const Place& place, const std::string& text) {
  if (!citing.empty()) uses.push_back({place, text, citing});
  const auto cited = pack.statutes.cite(text);
  if (!cited) {
    const auto& findings = cited.error().findings;
    const auto& what = findings.empty() ? cited.error().title : findings.front().what;
    problems.add(place, "unknown-citation", what);
    return;
  }
  if (!pack.articles.contains(text)) {
    wrong(place, "article-not-quoted", fmt::format("引用了{}，但该条原文未录入", text),
          fmt::format("{} is cited but its words are not quoted", text));
  }
}

std::string Reading::citation(const Entry& entry, std::string_view key) {
  auto text = entry.text(key);
  if (!text.empty()) check_citation(entry.place(key), text);
  return text;
}

std::string Reading::citation_or_none(const Entry& entry, std::string_view key) {
  return entry.has(key) ? citation(entry, key) : std::string{};
}

std::vector<std::string> Reading::citations(const Entry& entry, std::string_view key) {
  for (const auto& item : entry.items(key)) {
    if (item.kind == Value::Kind::scalar) check_citation(item.place, item.scalar);
  }
  return entry.texts(key);
}

std::optional<Day> Reading::day(const Entry& entry, std::string_view key) {
  const auto text = entry.text(key);
  if (text.empty()) return std::nullopt;
  const auto day = parse_day(text);
  if (!day) {
    wrong(entry.place(key), "not-a-day", fmt::format("“{}”应当是 YYYY-MM-DD 形式的日期", key),
          fmt::format("'{}' must be a day, YYYY-MM-DD", key));
  }
  return day;
}

std::vector<Requirement> Reading::requirements(const Entry& entry, std::string_view key,
                                               const cel::Environment& environment,
                                               const std::string& procedure) {
  std::vector<Requirement> out;
  for (const auto& value : entry.items(key)) {
    const Entry one{value, {"that", "article", "otherwise", "cure", "cure_step"}, problems};
    auto that = condition(one, "that", environment);
    auto article = citation(one, "article");
    auto otherwise = one.words("otherwise");
    auto cure = one.words("cure");
    auto cure_step = one.text_or("cure_step", {});
    if (!cure_step.empty()) {
      references.push_back({one.place("cure_step"), "step", cure_step, procedure});
    }
    if (!that) continue;
    out.push_back({std::move(*that), std::move(article), std::move(otherwise), std::move(cure),
                   std::move(cure_step)});
  }
  return out;
}

namespace {

/// Each a name, or a name with what people call it.
void read_grounds(const Entry& entry, law::TimeLimit& limit, Problems& problems) {
  for (const auto& value : entry.items("suspended_by")) {
    if (value.kind == Value::Kind::scalar) {
      limit.suspended_by.push_back(value.scalar);
      continue;
    }
    const Entry one{value, {"ground", "zh", "en"}, problems};
    const auto ground = one.text("ground");
    limit.suspended_by.push_back(ground);
    limit.suspension_titles[ground] = {one.text("zh"), one.text("en")};
  }
}

}  // namespace

std::optional<law::TimeLimit> Reading::time_limit(const Value& value, Entry& entry) {
  law::TimeLimit limit;
  limit.id = entry.text("id");
  limit.title = entry.words("title");
  const auto article = citation(entry, "article");
  if (const auto parsed = law::parse_citation(article)) limit.citation = *parsed;
  limit.starts_on = entry.text("starts_on");
  limit.start_title = entry.words_or_none("start_title");
  limit.amount = static_cast<int>(entry.whole("amount").value_or(0));
  const auto unit = entry.one_of("unit", unit_words());
  if (!unit) return std::nullopt;
  limit.unit = to_unit(*unit);
  if (entry.has("start_day") && entry.one_of("start_day", {"not_counted", "counted"}) == 1U) {
    limit.start_day = law::StartDay::counted;
  }
  if (entry.has("last_day")) {
    const auto last = entry.one_of("last_day", {"by_unit", "rolls_forward", "stays"});
    constexpr law::LastDay kLast[] = {law::LastDay::by_unit, law::LastDay::rolls_forward,
                                      law::LastDay::stays};
    if (last) limit.last_day = kLast[*last];
  }
  if (entry.has("subject") && entry.one_of("subject", {"ordinary", "liberty"}) == 1U) {
    limit.subject = law::Subject::liberty;
  }
  read_grounds(entry, limit, problems);
  for (const auto& item : entry.items("extensions")) {
    const Entry one{item, {"id", "amount", "unit", "max_times", "article", "needs"}, problems};
    law::ExtensionRule rule;
    rule.id = one.text("id");
    rule.amount = static_cast<int>(one.whole("amount").value_or(0));
    if (const auto word = one.one_of("unit", unit_words())) rule.unit = to_unit(*word);
    rule.max_times = static_cast<int>(one.whole("max_times").value_or(1));
    if (const auto parsed = law::parse_citation(citation(one, "article"))) rule.citation = *parsed;
    rule.needs = one.text("needs");
    limit.extensions.push_back(std::move(rule));
  }
  const auto before = problems.count();
  for (const auto& finding : law::check(limit))
    problems.add(value.place, finding.code, finding.what);
  if (problems.count() != before) return std::nullopt;
  return limit;
}

cel::Environment Reading::environment(const std::vector<std::string>& steps) const {
  cel::Environment out;
  for (const auto& [id, field] : pack.fields) {
    switch (field.type) {
      case FieldType::text:
      case FieldType::long_text:
      case FieldType::rows:
      case FieldType::signature: out.declare(id, cel::Type::string); break;
      case FieldType::integer: out.declare(id, cel::Type::integer); break;
      case FieldType::day:
      case FieldType::moment: out.declare(id, cel::Type::day); break;
      case FieldType::boolean: out.declare(id, cel::Type::boolean); break;
      case FieldType::choice: {
        std::vector<std::string> allowed;
        for (const auto& choice : field.choices) allowed.push_back(choice.id);
        out.declare_choice(id, std::move(allowed));
        break;
      }
    }
  }
  for (const auto& step : steps) out.declare("done." + step, cel::Type::boolean);
  out.declare("item.id", cel::Type::string);
  out.declare("item.statute", cel::Type::string);
  out.declare("item.category", cel::Type::string);
  out.declare("item.procedure", cel::Type::string);
  out.declare(kCaseOpened, cel::Type::day);
  out.declare(kReviewAdded, cel::Type::boolean);
  if (penalties_read) out.declare(kBenchmarkDeparted, cel::Type::boolean);
  return out;
}

void Reading::check_rising(const Place& place, std::optional<Day>& last, Day to) {
  if (last && *last >= to) {
    wrong(place, "earlier-order", "旧规定应按截止日期由早到晚排列",
          "earlier versions must come by rising date");
  }
  last = to;
}

std::optional<cel::Expression> Reading::with_earlier(const Entry& entry, const cel::Expression& now,
                                                     const cel::Environment& environment) {
  if (!entry.has("earlier")) return std::nullopt;
  std::string versions;
  std::string closing;
  std::optional<Day> last;
  for (const auto& value : entry.some("earlier")) {
    const Entry one{value, {"to", "that", "article"}, problems};
    const auto to = day(one, "to");
    const auto that = condition(one, "that", environment);
    static_cast<void>(citation(one, "article"));
    if (!to || !that) return std::nullopt;
    check_rising(one.place("to"), last, *to);
    versions += fmt::format("{} <= day(\"{}\") ? ({}) : (", kCaseOpened, mingcha::to_string(*to),
                            that->to_source());
    closing += ")";
  }
  auto whole = cel::compile(versions + now.to_source() + closing, environment, now.position());
  if (whole) return std::move(*whole);
  problems.add(entry.place("earlier"), "condition", whole.error().message);
  return std::nullopt;
}

}  // namespace mingcha::pack
