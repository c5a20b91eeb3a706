// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <ostream>

#include <fmt/format.h>

#include "base/spelling.h"
#include "pack/statement.h"

namespace mingcha::pack {
namespace {

using Key = std::pair<std::string, std::string>;

std::string pick(Language language, const std::string& zh, const std::string& en) {
  return language == Language::zh ? zh : en;
}

std::string quoted(const std::string& text) { return "“" + text + "”"; }

std::string name_of(const Statement& one, Language language) {
  return title_of_kind(one.kind).in(language) + quoted(one.title.in(language)) + " (" + one.id +
         ")";
}

std::string listed(const std::vector<std::string>& texts, Language language) {
  std::string out;
  for (const auto& text : texts) out += (out.empty() ? "" : pick(language, "、", ", ")) + text;
  return out;
}

/// What is said under each label, several times where it is said several times.
std::multimap<std::string, std::string> sayings(const Statement& one, Language language) {
  std::multimap<std::string, std::string> out;
  for (const auto& [label, value] : one.says) out.emplace(label.in(language), value.in(language));
  out.emplace(pick(language, "名称", "title"), one.title.in(language));
  out.emplace(pick(language, "依据", "basis"), listed(one.articles, language));
  return out;
}

void print_changes(const Statement& was, const Statement& is, Language language,
                   std::ostream& out) {
  const auto before = sayings(was, language);
  const auto after = sayings(is, language);
  const auto indent = [](const std::string& text) {
    std::string lines = text;
    for (auto at = lines.find('\n'); at != std::string::npos; at = lines.find('\n', at + 5)) {
      lines.replace(at, 1, "\n    ");
    }
    return lines;
  };
  for (const auto& said : before) {
    const auto& label = said.first;
    const auto& value = said.second;
    if (after.count(label) == 1 && before.count(label) == 1) {
      const auto& now = after.find(label)->second;
      if (now != value) {
        out << "    " << label << pick(language, "：", ": ") << indent(value) << " → "
            << indent(now) << '\n';
      }
      continue;
    }
    const auto [from, to] = after.equal_range(label);
    if (std::none_of(from, to, [&](const auto& one) { return one.second == value; })) {
      out << "    - " << label << pick(language, "：", ": ") << indent(value) << '\n';
    }
  }
  for (const auto& said : after) {
    const auto& label = said.first;
    const auto& value = said.second;
    const auto [from, to] = before.equal_range(label);
    const bool compared = before.count(label) == 1 && after.count(label) == 1;
    if (compared || std::any_of(from, to, [&](const auto& one) { return one.second == value; })) {
      continue;
    }
    out << "    + " << label << pick(language, "：", ": ") << indent(value) << '\n';
  }
}

std::map<Key, Statement> by_key(const Pack& pack, std::vector<Key>& order) {
  std::map<Key, Statement> out;
  for (auto& one : statements_of(pack)) {
    const Key key{one.kind, one.id};
    order.push_back(key);
    out.emplace(key, std::move(one));
  }
  return out;
}

void print_one(const Statement& one, Language language, std::ostream& out) {
  for (const auto& [label, value] : one.says) {
    out << "- " << label.in(language) << pick(language, "：", ": ") << value.in(language) << '\n';
  }
  if (!one.articles.empty()) {
    out << "- " << pick(language, "依据：", "basis: ") << listed(one.articles, language) << '\n';
  }
}

bool is_about(const Statement& one, const std::string& what) {
  return one.id == what || one.id.ends_with("/" + what);
}

/// Steps and limits are named by their last word within their own procedure.
bool mentions(const Statement& one, const std::string& what) {
  if (std::ranges::find(one.articles, what) != one.articles.end() ||
      std::ranges::find(one.uses, what) != one.uses.end()) {
    return true;
  }
  const auto slash = what.rfind('/');
  return slash != std::string::npos && one.id.starts_with(what.substr(0, slash + 1)) &&
         std::ranges::find(one.uses, what.substr(slash + 1)) != one.uses.end();
}

void print_nearest(const std::vector<Statement>& all, const std::string& what, Language language,
                   std::ostream& out) {
  std::vector<std::string> names;
  for (const auto& one : all) {
    names.push_back(one.id);
    const auto slash = one.id.rfind('/');
    if (one.kind != "article" && slash != std::string::npos) {
      names.push_back(one.id.substr(slash + 1));
    }
  }
  out << pick(language, "法规包里没有“" + what + "”", "the pack has no “" + what + "”");
  if (const auto like = nearest(what, names)) {
    out << pick(language, "，是不是“" + *like + "”？", ", did you mean “" + *like + "”?");
  }
  out << '\n';
}

}  // namespace

bool print_differences(const Pack& before, const Pack& after, Language language,
                       std::ostream& out) {
  std::vector<Key> old_order;
  std::vector<Key> order;
  const auto was = by_key(before, old_order);
  const auto is = by_key(after, order);
  std::size_t count = 0;
  for (const auto& key : old_order) {
    if (is.contains(key)) continue;
    ++count;
    out << pick(language, "删去 ", "removed ") << name_of(was.at(key), language) << '\n';
  }
  for (const auto& key : order) {
    const auto& now = is.at(key);
    const auto found = was.find(key);
    if (found == was.end()) {
      ++count;
      out << pick(language, "新增 ", "added ") << name_of(now, language) << '\n';
    } else if (sayings(found->second, language) != sayings(now, language)) {
      ++count;
      out << pick(language, "修改 ", "changed ") << name_of(now, language) << '\n';
      print_changes(found->second, now, language, out);
    }
  }
  out << (count == 0 ? pick(language, "两个法规包内容相同\n", "the packs say the same\n")
                     : fmt::format(fmt::runtime(pick(language, "共{}处不同\n", "{} differences\n")),
                                   count));
  return count == 0;
}

bool print_explanation(const Pack& pack, const std::string& what, Language language,
                       std::ostream& out) {
  const auto all = statements_of(pack);
  bool known = false;
  for (const auto& one : all) {
    if (!is_about(one, what)) continue;
    known = true;
    out << name_of(one, language) << '\n';
    print_one(one, language, out);
    for (const auto& article : one.articles) {
      const auto words = pack.articles.find(article);
      if (words == pack.articles.end()) continue;
      out << "    " << article << pick(language, "：", ": ") << words->second << '\n';
    }
    out << '\n';
  }
  if (!known) {
    print_nearest(all, what, language, out);
    return false;
  }
  out << pick(language, "用到它的：", "used by:") << '\n';
  bool any = false;
  for (const auto& one : all) {
    if (!mentions(one, what)) continue;
    any = true;
    out << "- " << name_of(one, language) << '\n';
  }
  if (!any) out << pick(language, "- 没有\n", "- nothing\n");
  return true;
}

void print_document(const Pack& pack, Language language, std::ostream& out) {
  out << "# " << pack.title.in(language) << "\n\n" << pack.id << ' ' << pack.version << '\n';
  std::string kind;
  for (const auto& one : statements_of(pack)) {
    if (one.kind == "procedure") {
      out << "\n## " << name_of(one, language) << "\n\n";
      kind = "step";
    } else {
      const bool inside = one.kind == "step" || one.kind == "limit" || one.kind == "guarantee";
      if (!inside && one.kind != kind) {
        out << "\n## " << title_of_kind(one.kind).in(language) << '\n';
        kind = one.kind;
      }
      out << "\n### " << (inside ? title_of_kind(one.kind).in(language) + " " : "")
          << one.title.in(language) << " (" << one.id << ")\n\n";
    }
    print_one(one, language, out);
  }
}

}  // namespace mingcha::pack
