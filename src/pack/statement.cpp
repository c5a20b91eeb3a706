// SPDX-License-Identifier: Apache-2.0
#include "pack/statement.h"

#include <algorithm>

#include <fmt/format.h>

namespace mingcha::pack {
namespace {

Text same(const std::string& text) { return {text, text}; }
Text yes_or_no(bool yes) { return yes ? Text{"是", "yes"} : Text{"否", "no"}; }

Text joined(const std::vector<std::string>& names) {
  Text out;
  for (const auto& name : names) {
    out.zh += (out.zh.empty() ? "" : "、") + name;
    out.en += (out.en.empty() ? "" : ", ") + name;
  }
  return out;
}

Text name_of_role(const std::string& role) {
  if (role == "officer") return {"执法人员", "officer"};
  if (role == "case_manager") return {"办案部门负责人", "case manager"};
  if (role == "legal_reviewer") return {"法制审核人员", "legal reviewer"};
  if (role == "approver") return {"机关负责人", "approver"};
  return same(role);
}

Text name_of_kind(StepKind kind) {
  switch (kind) {
    case StepKind::record: return {"办理", "record"};
    case StepKind::notice: return {"告知", "notice"};
    case StepKind::defence: return {"听取陈述申辩", "defence"};
    case StepKind::draft: return {"拟稿", "draft"};
    case StepKind::review: return {"法制审核", "review"};
    case StepKind::decision: return {"决定", "decision"};
    case StepKind::service: return {"送达", "service"};
    case StepKind::closing: return {"结案", "closing"};
    case StepKind::approval: return {"审批", "approval"};
    case StepKind::instruction: return {"领导批示", "instruction"};
    case StepKind::addition: return {"增列审核", "addition to review"};
    case StepKind::submission: return {"送审", "submission"};
    case StepKind::objection: return {"异议", "objection"};
  }
  return {};
}

Text span_of(const std::optional<Day>& from, const std::optional<Day>& to) {
  const auto first = from ? mingcha::to_string(*from) : std::string{};
  const auto last = to ? mingcha::to_string(*to) : std::string{};
  return {(first.empty() ? "一直" : first + "起") + (last.empty() ? "" : "，至" + last + "止"),
          (first.empty() ? "always" : "from " + first) + (last.empty() ? "" : " to " + last)};
}

/// Names in a condition: fields, steps (done.x), without what the engine gives.
void add_names(const cel::Expression& condition, std::vector<std::string>& uses) {
  for (const auto& name : condition.names()) {
    const auto id = name.starts_with("done.") ? name.substr(5) : name;
    if (std::ranges::find(uses, id) == uses.end()) uses.push_back(id);
  }
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

class Writer {
 public:
  Writer(std::string kind, std::string id, Text title) {
    out_.kind = std::move(kind);
    out_.id = std::move(id);
    out_.title = std::move(title);
  }

  Writer& say(Text label, Text value) {
    if (!value.zh.empty()) out_.says.emplace_back(std::move(label), std::move(value));
    return *this;
  }
  Writer& when(Text label, const std::optional<cel::Expression>& condition) {
    if (condition) when(std::move(label), *condition);
    return *this;
  }
  Writer& when(Text label, const cel::Expression& condition) {
    add_names(condition, out_.uses);
    return say(std::move(label), same("`" + condition.to_source() + "`"));
  }
  Writer& rests_on(const std::string& article) {
    if (!article.empty() && std::ranges::find(out_.articles, article) == out_.articles.end()) {
      out_.articles.push_back(article);
    }
    return *this;
  }
  Writer& rests_on(const std::vector<std::string>& articles) {
    for (const auto& article : articles) rests_on(article);
    return *this;
  }
  Writer& uses(const std::string& id) {
    if (!id.empty()) out_.uses.push_back(id);
    return *this;
  }
  Writer& requires_all(const std::vector<Requirement>& requirements) {
    for (const auto& one : requirements) {
      when({"必须（否则：" + one.otherwise.zh + "）", "must (else: " + one.otherwise.en + ")"},
           one.that);
      rests_on(one.article).uses(one.cure_step);
    }
    return *this;
  }
  [[nodiscard]] Statement take() { return std::move(out_); }

 private:
  Statement out_;
};

class Reader {
 public:
  explicit Reader(const Pack& pack) : pack_{pack} {}

  std::vector<Statement> all() {
    for (const auto& [id, procedure] : pack_.procedures) add(procedure);
    for (const auto& [id, item] : pack_.items) add(item);
    if (pack_.penalties) add(*pack_.penalties);
    for (const auto& condition : pack_.conditions) {
      put(Writer{"condition", condition.id, condition.title}
              .when({"条件", "condition"}, condition.that)
              .rests_on(condition.article));
    }
    for (const auto& condition : pack_.review.major) {
      put(Writer{"major", condition.id, condition.title}
              .when({"条件", "condition"}, condition.when)
              .rests_on(condition.article));
    }
    add_review();
    add_classes();
    for (const auto& rule : pack_.rules) add(rule);
    for (const auto& [id, document] : pack_.documents) add(document);
    for (const auto& [id, field] : pack_.fields) add(field);
    add_articles();
    return std::move(out_);
  }

 private:
  void put(Writer& writer) {
    auto one = writer.take();
    if (one.kind != "condition") {
      for (auto& [label, value] : one.says) name_conditions(one, value);
    }
    out_.push_back(std::move(one));
  }

  /// What stands in a condition as `is.name` is put in when it is read; people know it by its name.
  void name_conditions(Statement& one, Text& value) const {
    if (!value.zh.starts_with('`') || value.zh != value.en) return;
    for (const auto& named : pack_.conditions) {
      const auto source = named.that.to_source();
      const auto had = value.zh;
      replace_all(value.zh, "(" + source + ")", "is." + named.id);
      replace_all(value.zh, "`" + source + "`", "`is." + named.id + "`");
      const bool simple = source.find(" || ") == std::string::npos &&
                          source.find(" && ") == std::string::npos &&
                          source.find(" ? ") == std::string::npos;
      if (simple) replace_all(value.zh, source, "is." + named.id);
      if (value.zh != had) one.uses.push_back(named.id);
    }
    value.en = value.zh;
  }

  void add(const Procedure& procedure) {
    put(Writer{"procedure", procedure.id, procedure.title}
            .say({"类别", "category"}, same(procedure.category))
            .say({"施行", "in force"}, span_of(procedure.in_force_from, procedure.in_force_to))
            .rests_on(procedure.basis));
    for (const auto& step : procedure.steps) add(procedure, step);
    for (const auto& limit : procedure.limits) add(procedure, limit);
    for (const auto& guarantee : procedure.guarantees) {
      put(Writer{"guarantee", procedure.id + "/" + guarantee.id, guarantee.title}
              .say({"在此之前", "before"}, name_of_kind(guarantee.before))
              .when({"必须", "must hold"}, guarantee.must)
              .when({"适用于", "whenever"}, guarantee.when)
              .rests_on(guarantee.article));
    }
  }

  void add(const Procedure& procedure, const Step& step) {
    Writer writer{"step", procedure.id + "/" + step.id, step.title};
    writer.say({"种类", "kind"}, name_of_kind(step.kind));
    const auto role = name_of_role(step.who.role);
    writer.say({"由谁办理", "who"},
               {fmt::format("{}，{}人{}", role.zh, step.who.officers,
                            step.who.must_handle ? "，本案办案人员" : ""),
                fmt::format("{}, {}{}", role.en, step.who.officers,
                            step.who.must_handle ? ", handlers of the case" : "")});
    for (const auto& rule : step.who.levels) {
      const auto& level = pack_.levels[pack_.rank(rule.level) - 1].title;
      writer.say({"审批层级", "level of approval"}, level)
          .when({"该层级适用于", "that level when"}, rule.when)
          .rests_on(rule.article);
    }
    writer.when({"可以一人办理", "one is enough when"}, step.who.alone_when);
    writer.when({"何时需要", "needed when"}, step.when).requires_all(step.requires_);
    for (const auto& asked : step.form) add_asked(writer, asked);
    writer.say({"制作文书", "papers"}, joined(step.documents));
    writer.say({"文书", "document"}, same(step.document));
    for (const auto& document : step.documents) writer.uses(document);
    writer.uses(step.document);
    if (step.repeats) writer.say({"可以重复", "may be repeated"}, yes_or_no(true));
    if (step.optional) writer.say({"可以没有", "may be left out"}, yes_or_no(true));
    if (step.evidence_at_least > 0) {
      writer.say({"至少的证据份数", "evidence files at least"},
                 same(std::to_string(step.evidence_at_least)));
    }
    put(writer.rests_on(step.basis).rests_on(step.who.article).rests_on(step.who.alone_article));
  }

  void add_asked(Writer& writer, const FormField& asked) {
    const auto label = pack_.field(asked.field)->label;
    const Text name{"栏目“" + label.zh + "”", "field “" + label.en + "”"};
    writer.uses(asked.field);
    if (asked.required_when) {
      writer.when({name.zh + "必填，当", name.en + " is required when"}, *asked.required_when);
      return;
    }
    writer.say(name, asked.required ? Text{"必填", "required"} : Text{"可不填", "optional"});
  }

  void add(const Procedure& procedure, const law::TimeLimit& limit) {
    const auto& end = procedure.limit_ends.at(limit.id);
    Writer writer{"limit", procedure.id + "/" + limit.id, limit.title};
    say_limit(writer, limit);
    writer.say({"截止", "until"}, same(end)).uses(limit.starts_on).uses(end);
    const auto earlier = procedure.earlier_limits.find(limit.id);
    if (earlier != procedure.earlier_limits.end()) {
      for (const auto& [to, before] : earlier->second) {
        const auto day = mingcha::to_string(to);
        writer
            .say({day + "及以前登记的案件", "cases opened no later than " + day},
                 law::name_of(before.unit, before.amount))
            .rests_on(law::to_string(before.citation));
      }
    }
    put(writer);
  }

  static void say_limit(Writer& writer, const law::TimeLimit& limit) {
    writer.say({"期限", "length"}, law::name_of(limit.unit, limit.amount))
        .say({"起算", "from"}, same(limit.starts_on))
        .say({"不计入", "suspended by"}, joined(limit.suspended_by))
        .rests_on(law::to_string(limit.citation));
    for (const auto& extension : limit.extensions) {
      const auto more = law::name_of(extension.unit, extension.amount);
      writer
          .say({"延长“" + extension.id + "”", "extension “" + extension.id + "”"},
               {fmt::format("{}，最多{}次", more.zh, extension.max_times),
                fmt::format("{}, at most {} times", more.en, extension.max_times)})
          .rests_on(law::to_string(extension.citation));
    }
  }

  void add_review() {
    for (const auto& limit : pack_.review.limits) {
      Writer writer{"review-limit", limit.id, limit.title};
      say_limit(writer, limit);
      put(writer);
    }
    for (const auto& opinion : pack_.review.opinions) {
      put(Writer{"opinion", opinion.id, opinion.title}
              .say({"随后", "what follows"}, opinion.next)
              .say({"可以据以决定", "opens the way to the decision"}, yes_or_no(opinion.passes))
              .rests_on(opinion.article));
    }
    for (const auto& level : pack_.levels) {
      put(Writer{"level", level.id, level.title}.say(
          {"只在本部门的案件中", "in cases of its unit only"}, yes_or_no(level.own_unit)));
    }
  }

  void add(const Item& item) {
    put(Writer{"item", item.id, item.title}
            .say({"程序", "procedure"}, same(item.procedure))
            .say({"对象", "directed at"}, item.object)
            .say({"公示", "published"}, yes_or_no(item.published))
            .requires_all(item.checks)
            .uses(item.procedure)
            .rests_on(item.violation)
            .rests_on(item.penalty)
            .rests_on(item.basis));
  }

  void say_amounts(Writer& writer, const std::string& kind,
                   const std::vector<AmountRange>& amounts) {
    const auto* field = pack_.field(pack_.penalties->kind);
    const auto choice = std::ranges::find(field->choices, kind, &Choice::id);
    Text label{"幅度", "range"};
    if (choice != field->choices.end()) label = choice->label;
    Text words;
    for (const auto& amount : amounts) {
      const auto& of = *pack_.field(amount.field);
      const auto times = amount.times.empty() ? Text{} : pack_.field(amount.times)->label;
      words.zh += (words.zh.empty() ? "" : "、") +
                  fmt::format("{}{}至{}{}{}", of.label.zh, amount.range.from, amount.range.to,
                              times.zh.empty() ? of.unit : "倍", times.zh);
      words.en += (words.en.empty() ? "" : ", ") +
                  fmt::format("{} {} to {}{}", of.label.en, amount.range.from, amount.range.to,
                              times.en.empty() ? "" : " times " + times.en);
    }
    if (words.zh.empty()) words = {"可以", "possible"};
    writer.say(label, words);
  }

  void add(const Penalties& penalties) {
    for (const auto& tier : penalties.tiers) {
      Writer writer{"tier", tier.id, tier.circumstances};
      writer.say({"原文", "words"}, same(tier.quote)).when({"何时适用", "when"}, tier.when);
      for (const auto& option : tier.options) say_amounts(writer, option.kind, option.amounts);
      put(writer.say({"施行", "in force"}, span_of(tier.in_force_from, tier.in_force_to))
              .rests_on(tier.article));
    }
    for (const auto& step : penalties.benchmark) {
      Writer writer{"benchmark", step.id, step.title};
      writer.when({"何时适用", "when"}, step.when);
      if (step.amounts.empty()) {
        writer.say({"法定幅度的", "of the range"},
                   same(fmt::format("{}%–{}%", step.percent.from, step.percent.to)));
      } else {
        say_amounts(writer, {}, step.amounts);
      }
      put(writer.rests_on(penalties.benchmark_article));
    }
  }

  void add_classes() {
    constexpr const char* kNames[][2] = {{"封存", "sealed"},
                                         {"不公示", "not published"},
                                         {"审查后公示", "public after review"},
                                         {"公示", "public at once"}};
    int number = 0;
    for (const auto& one : pack_.disclosure.classes) {
      const auto& name = kNames[static_cast<std::size_t>(one.class_)];
      put(Writer{"class", std::to_string(++number), one.reason}
              .say({"类别", "class"}, {name[0], name[1]})
              .when({"条件", "when"}, one.when)
              .rests_on(one.article));
    }
    add_terms();
  }

  void add_terms() {
    const auto& disclosure = pack_.disclosure;
    int number = 0;
    for (const auto& one : disclosure.terms) {
      Writer writer{"term", std::to_string(++number), one.reason};
      const auto limit = std::ranges::find(disclosure.limits, one.limit, &law::TimeLimit::id);
      const auto length = limit == disclosure.limits.end()
                              ? Text{"长期", "no end"}
                              : law::name_of(limit->unit, limit->amount);
      put(writer.say({"公示期", "public for"}, length)
              .when({"条件", "when"}, one.when)
              .rests_on(one.article));
    }
    for (const auto& one : disclosure.grounds) {
      put(Writer{"ground", one.id, one.title}.rests_on(one.article));
    }
    number = 0;
    for (const auto& one : disclosure.requires_) {
      put(Writer{"publishing", std::to_string(++number), one.otherwise}.requires_all({one}));
    }
  }

  void add(const Rule& rule) {
    Writer writer{"rule", rule.id, rule.title};
    writer.say({"规则类型", "pattern"}, same(rule.pattern));
    for (const auto& [name, value] : rule.parameters) writer.say(same(name), same(value));
    writer.say({"环节", "steps"}, joined(rule.steps));
    for (const auto& step : rule.steps) writer.uses(step);
    writer.say({"违反时", "when broken"}, rule.otherwise).say({"如何补正", "cure"}, rule.cure);
    writer.say({"原文", "words"}, same(rule.quote));
    put(writer.say({"施行", "in force"}, span_of(rule.in_force_from, rule.in_force_to))
            .rests_on(rule.article));
  }

  static std::string text_of(const std::vector<std::shared_ptr<const TemplatePiece>>& pieces) {
    std::string out;
    for (const auto& piece : pieces) {
      if (piece->kind == TemplatePiece::Kind::literal) out += piece->text;
      if (piece->kind == TemplatePiece::Kind::value) out += "{{" + piece->text + "}}";
      if (piece->kind == TemplatePiece::Kind::article) out += "{{§" + piece->text + "}}";
      if (piece->kind == TemplatePiece::Kind::part) {
        out += "{{? " + piece->condition->to_source() + "}}" + text_of(piece->pieces) + "{{/}}";
      }
    }
    return out;
  }

  void add(const Document& document) {
    Writer writer{"document", document.id, document.title};
    writer.say({"交给当事人", "handed to the party"}, yes_or_no(document.outward));
    if (document.numbering) writer.say({"文种", "number word"}, same(document.numbering->word));
    for (const auto& field : document.fields) writer.uses(field);
    writer.say({"栏目", "fields"}, joined(document.fields));
    put(writer.say({"文字", "text"}, same(text_of(document.pieces))));
  }

  void add(const Field& field) {
    Writer writer{"field", field.id, field.label};
    Text choices;
    for (const auto& choice : field.choices) {
      choices.zh += (choices.zh.empty() ? "" : "、") + choice.label.zh;
      choices.en += (choices.en.empty() ? "" : ", ") + choice.label.en;
    }
    if (field.at_least) writer.say({"最小", "at least"}, same(std::to_string(*field.at_least)));
    if (field.at_most) writer.say({"最大", "at most"}, same(std::to_string(*field.at_most)));
    put(writer.say({"选项", "choices"}, choices).rests_on(field.article));
  }

  void add_articles() {
    for (const auto& [citation, words] : pack_.articles) {
      const auto parsed = law::parse_citation(citation);
      const auto* statute = parsed ? pack_.statutes.find(parsed->text) : nullptr;
      if (statute == nullptr) continue;
      put(Writer{"article", citation, pack_.statutes.print(*parsed)}
              .say(pack_.summaries.contains(citation) ? Text{"要点", "in summary"}
                                                      : Text{"原文", "words"},
                   same(words))
              .say({"施行", "in force"}, span_of(statute->in_force_from, statute->in_force_to)));
    }
  }

  const Pack& pack_;
  std::vector<Statement> out_;
};

}  // namespace

std::vector<Statement> statements_of(const Pack& pack) { return Reader{pack}.all(); }

Text title_of_kind(const std::string& kind) {
  static const std::vector<std::pair<std::string, Text>> kTitles{
      {"procedure", {"程序", "Procedure"}},
      {"step", {"环节", "Step"}},
      {"limit", {"期限", "Time limit"}},
      {"guarantee", {"保证", "Guarantee"}},
      {"item", {"执法事项", "Item"}},
      {"tier", {"处罚档次", "Penalty tier"}},
      {"benchmark", {"裁量阶次", "Benchmark"}},
      {"condition", {"条件", "Condition"}},
      {"major", {"重大执法决定", "Major when"}},
      {"review-limit", {"审核期限", "Time limits of reviews"}},
      {"opinion", {"审核结论", "Opinions of a review"}},
      {"level", {"审批层级", "Levels of approval"}},
      {"class", {"公示类别", "Publication class"}},
      {"term", {"公示期", "Term of publicity"}},
      {"ground", {"撤回理由", "Ground for withdrawing"}},
      {"publishing", {"公示条件", "Condition of publication"}},
      {"rule", {"监督规则", "Rule"}},
      {"document", {"文书", "Document"}},
      {"field", {"栏目", "Field"}},
      {"article", {"条文", "Article"}}};
  const auto found = std::ranges::find(kTitles, kind, &std::pair<std::string, Text>::first);
  return found == kTitles.end() ? same(kind) : found->second;
}

}  // namespace mingcha::pack
