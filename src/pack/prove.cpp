// SPDX-License-Identifier: Apache-2.0
#include "pack/prove.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <unordered_map>

#include <fmt/format.h>

#include "pack/question.h"

namespace mingcha::pack {
namespace {

bool is_kind(const Step& step, StepKind kind) { return step.kind == kind; }

std::string shown(const Pack& pack, const std::string& name, const cel::Value& value, Language in) {
  const auto* field = pack.variable(name);
  const auto& label = field->label.in(in);
  if (const auto* text = std::get_if<std::string>(&value)) {
    for (const auto& choice : field->choices) {
      if (choice.id == *text) return label + "=" + choice.label.in(in);
    }
    return label + "=“" + *text + "”";
  }
  if (const auto* yes = std::get_if<bool>(&value)) {
    return label + "=" + (in == Language::zh ? (*yes ? "是" : "否") : (*yes ? "yes" : "no"));
  }
  return label + "=" + cel::to_source(value) + (in == Language::zh ? field->unit : "");
}

/// Everything asked about one procedure under one item.
class Prover {
 public:
  Prover(const Pack& pack, const Procedure& procedure, const Item& item)
      : pack_{pack}, procedure_{procedure}, item_{item}, setting_{pack, procedure, item} {}

  Findings run() {
    if (!check_provable()) return std::move(findings_);
    ask_steps();
    if (!explore()) return std::move(findings_);
    prove_promises();
    prove_reachable();
    prove_ends();
    for (const auto& question : questions_) {
      if (question->exhausted()) return too_many();
    }
    return std::move(findings_);
  }

 private:
  struct Came {
    std::size_t from = 0;
    std::size_t step = 0;
  };

  [[nodiscard]] DoneSet bit(std::size_t step) const { return DoneSet{1} << step; }
  [[nodiscard]] DoneSet bits_of(StepKind kind) const {
    DoneSet out = 0;
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      if (is_kind(procedure_.steps[i], kind)) out |= bit(i);
    }
    return out;
  }

  Question& ask() {
    questions_.push_back(std::make_unique<Question>(setting_));
    return *questions_.back();
  }

  void add(std::string code, Text what, std::string article, Text cure, std::string where) {
    what.zh = "程序“" + procedure_.title.zh + "”：" + what.zh;
    what.en = "procedure '" + procedure_.title.en + "': " + what.en;
    findings_.push_back(
        {std::move(code), std::move(what), std::move(article), std::move(cure), std::move(where)});
  }

  // ---- what cannot be proved at all ----

  void check_exact(const cel::Expression& condition) {
    if (condition.exact()) return;
    const auto& at = condition.position();
    const auto where = fmt::format("{}:{}:{}", at.file, at.line, at.column);
    add("condition-inexact",
        {where + ": 程序条件只能与固定的值比较，否则无法证明",
         where + ": conditions of procedures may compare with constants only, to be provable"},
        {}, {"请改为与固定的值比较", "compare with a constant"}, where);
  }

  bool check_provable() {
    for (const auto& step : procedure_.steps) {
      if (step.when) check_exact(*step.when);
      for (const auto& requirement : step.requires_) check_exact(requirement.that);
      if (step.who.alone_when) check_exact(*step.who.alone_when);
    }
    for (const auto& guarantee : procedure_.guarantees) {
      check_exact(guarantee.must);
      if (guarantee.when) check_exact(*guarantee.when);
    }
    for (const auto& condition : pack_.review.major) check_exact(condition.when);
    for (const auto& requirement : item_.checks) check_exact(requirement.that);
    return findings_.empty();
  }

  Findings too_many() {
    findings_.clear();
    add("too-complex",
        {fmt::format("条件组合超过{}种，无法穷尽证明", kCasesMax),
         fmt::format("more than {} combinations of facts: it cannot be proved", kCasesMax)},
        {}, {"请拆分条件或减少比较的值", "split the conditions, or compare with fewer values"},
        procedure_.id);
    return std::move(findings_);
  }

  // ---- the questions ----

  void want_step(Question& question, const Step& step) {
    if (step.when) question.want(*step.when, kYes | kUnknown);
    for (const auto& requirement : step.requires_) question.want(requirement.that, kYes);
  }

  void ask_steps() {
    for (const auto& step : procedure_.steps) {
      auto& question = ask();
      want_step(question, step);
      const bool checked = is_kind(step, StepKind::notice) || is_kind(step, StepKind::draft) ||
                           is_kind(step, StepKind::decision);
      if (checked) {
        for (const auto& requirement : item_.checks) question.want(requirement.that, kYes);
      }
      possible_.push_back(&question);
      tracked_ |= question.mask();
    }
    for (const auto& guarantee : procedure_.guarantees) {
      auto& question = ask();
      question.want(guarantee.must, kYes);
      if (guarantee.when) question.want(*guarantee.when, kYes);
      tracked_ |= question.mask();
    }
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      const auto& step = procedure_.steps[i];
      // What the engine itself keeps in order, besides what conditions ask for.
      const bool by_kind =
          !is_kind(step, StepKind::record) && !is_kind(step, StepKind::instruction) &&
          !is_kind(step, StepKind::addition) && !is_kind(step, StepKind::submission) &&
          !is_kind(step, StepKind::objection);
      const bool together = procedure_.category == "penalty" && step.who.officers >= 2;
      if (by_kind || together || !step.optional) tracked_ |= bit(i);
    }
  }

  // ---- all states ----

  [[nodiscard]] bool may_do(std::size_t step, DoneSet done) {
    const auto& one = procedure_.steps[step];
    const bool once = !one.repeats || is_kind(one, StepKind::decision);
    if (once && (done & bit(step)) != 0) return false;
    return possible_[step]->answer(done).has_value();
  }

  [[nodiscard]] DoneSet after(std::size_t step, DoneSet done) const {
    const auto& one = procedure_.steps[step];
    // A new draft voids what was said of the old one; a new notice has not been answered yet.
    if (is_kind(one, StepKind::draft)) {
      done &= ~(bits_of(StepKind::review) | bits_of(StepKind::approval));
    }
    if (is_kind(one, StepKind::notice)) done &= ~bits_of(StepKind::defence);
    return done | (bit(step) & tracked_);
  }

  bool explore() {
    states_.push_back(0);
    came_.push_back({});
    index_[0] = 0;
    for (std::size_t at = 0; at < states_.size(); ++at) {
      const auto done = states_[at];
      if ((done & bits_of(StepKind::closing)) != 0) continue;
      for (std::size_t step = 0; step < procedure_.steps.size(); ++step) {
        if (!may_do(step, done)) continue;
        reached_ |= bit(step);
        const auto next = after(step, done);
        const auto [found, fresh] = index_.emplace(next, states_.size());
        if (found->second != at) backwards_.emplace_back(found->second, at);
        if (!fresh) continue;
        states_.push_back(next);
        came_.push_back({at, step});
        if (states_.size() <= kStatesMax) continue;
        add("too-complex",
            {fmt::format("办案状态超过{}种，无法穷尽证明", kStatesMax),
             fmt::format("more than {} states: it cannot be proved", kStatesMax)},
            {}, {"请减少可以任意先后的环节", "put more steps in order"}, procedure_.id);
        return false;
      }
    }
    return true;
  }

  // ---- stories ----

  [[nodiscard]] std::string facts_in(const Witness& witness, Language language) const {
    std::string out;
    for (const auto& [name, value] : witness) {
      out += out.empty() ? "" : (language == Language::zh ? "，" : ", ");
      out += shown(pack_, name, value, language);
    }
    if (out.empty()) return out;
    return language == Language::zh ? "（" + out + "）" : " (" + out + ")";
  }

  [[nodiscard]] std::string story(std::size_t state, Language language) {
    std::vector<std::string> lines;
    for (auto at = state; at != 0; at = came_[at].from) {
      const auto& came = came_[at];
      const auto& witness = possible_[came.step]->answer(states_[came.from]);
      lines.push_back(procedure_.steps[came.step].title.in(language) +
                      facts_in(*witness, language));
    }
    std::reverse(lines.begin(), lines.end());
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i)
      out += fmt::format("\n  {}. {}", i + 1, lines[i]);
    return out;
  }

  [[nodiscard]] Text broken(std::size_t state, std::size_t step, const Witness& witness) {
    const auto number = [&](Language language) {
      const auto told = story(state, language);
      return std::count(told.begin(), told.end(), '\n') + 1;
    };
    const auto& title = procedure_.steps[step].title;
    return {fmt::format("{}\n  {}. {}{}  ← 不应当允许", story(state, Language::zh),
                        number(Language::zh), title.zh, facts_in(witness, Language::zh)),
            fmt::format("{}\n  {}. {}{}  <- must not be possible", story(state, Language::en),
                        number(Language::en), title.en, facts_in(witness, Language::en))};
  }

  // ---- the promises ----

  /// Looks for a state in which a step of the kind can be done although `bad` holds there.
  template <typename Bad>
  void forbid(StepKind kind, const Bad& bad, const std::string& code, const Text& title,
              const std::string& article, const std::string& where) {
    for (std::size_t step = 0; step < procedure_.steps.size(); ++step) {
      if (!is_kind(procedure_.steps[step], kind)) continue;
      auto& question = ask();
      want_step(question, procedure_.steps[step]);
      if (!bad(question)) continue;
      forbid_step(step, question, [](DoneSet) { return true; }, {code, title, article, {}, where});
    }
  }

  struct Promise {
    std::string code;
    Text title;
    std::string article;
    Text cure;
    std::string where;
  };

  template <typename Where>
  void forbid_step(std::size_t step, Question& question, const Where& applies,
                   const Promise& promise) {
    for (std::size_t at = 0; at < states_.size(); ++at) {
      const auto done = states_[at];
      if ((done & bits_of(StepKind::closing)) != 0 || !applies(done) || !may_do(step, done)) {
        continue;
      }
      const auto& witness = question.answer(done);
      if (!witness) continue;
      const auto how = broken(at, step, *witness);
      add(promise.code,
          {"违反“" + promise.title.zh + "”" + cited(promise.article, Language::zh) + how.zh,
           "breaks '" + promise.title.en + "'" + cited(promise.article, Language::en) + how.en},
          promise.article,
          {"请在该环节的“requires”中加上相应条件", "add the condition to the step's 'requires'"},
          promise.where);
      return;
    }
  }

  [[nodiscard]] std::string cited(const std::string& article, Language language) const {
    const auto parsed = law::parse_citation(article);
    if (!parsed) return {};
    const auto text = pack_.statutes.print(*parsed);
    return language == Language::zh ? "（" + text.zh + "）" : " (" + text.en + ")";
  }

  void prove_promises() {
    for (const auto& guarantee : procedure_.guarantees) {
      forbid(
          guarantee.before,
          [&](Question& question) {
            question.want(guarantee.must, kNo | kUnknown);
            if (guarantee.when) question.want(*guarantee.when, kYes | kUnknown);
            return true;
          },
          "guarantee-broken", guarantee.title, guarantee.article, guarantee.id);
    }
    const auto* decision = procedure_.step_of(StepKind::decision);
    const bool grave = procedure_.category == "penalty" || procedure_.category == "licence" ||
                       procedure_.category == "compulsion";
    if (decision == nullptr || !grave) return;
    const auto at = static_cast<std::size_t>(decision - procedure_.steps.data());
    prove_reviewed(at);
    if (procedure_.category == "penalty") {
      prove_before(at, StepKind::notice, {"处罚前告知", "told before a penalty"});
      prove_before(at, StepKind::defence, {"处罚前听取陈述申辩", "heard before a penalty"});
      prove_two_officers(at);
    }
    prove_served(decision->document);
  }

  /// The pack must promise it in its own words, with the article; the promise is proved above.
  void demand_guarantee(StepKind kind, const Text& title) {
    const bool has_step = bits_of(kind) != 0;
    const auto named = [&](const Guarantee& guarantee) {
      if (guarantee.before != StepKind::decision) return false;
      const auto names = guarantee.must.names();
      // Without a review step the promise is that nothing major is decided in this way at all.
      if (!has_step && kind == StepKind::review) {
        return std::find(names.begin(), names.end(), "major") != names.end();
      }
      return std::any_of(procedure_.steps.begin(), procedure_.steps.end(), [&](const Step& step) {
        return is_kind(step, kind) &&
               std::find(names.begin(), names.end(), "done." + step.id) != names.end();
      });
    };
    if (std::any_of(procedure_.guarantees.begin(), procedure_.guarantees.end(), named)) return;
    add("guarantee-missing",
        {"缺少必备保证：" + title.zh,
         "a guarantee that no pack may leave out is missing: " + title.en},
        {},
        {"请在“guarantees”中写明该保证及其条文", "state it under 'guarantees' with its article"},
        procedure_.id);
  }

  [[nodiscard]] std::string basis_of(StepKind kind) const {
    for (const auto& step : procedure_.steps) {
      if (is_kind(step, kind) && !step.basis.empty()) return step.basis.front();
    }
    return {};
  }

  void prove_reviewed(std::size_t decision) {
    const Text title{"重大执法决定先经法制审核", "major decisions are legally reviewed first"};
    demand_guarantee(StepKind::review, title);
    auto& question = ask();
    want_step(question, procedure_.steps[decision]);
    question.want_major(kYes);
    const auto reviews = bits_of(StepKind::review);
    forbid_step(decision, question, [=](DoneSet done) { return (done & reviews) == 0; },
                {"decision-without-review", title, pack_.review.article, {}, procedure_.id});
  }

  void prove_before(std::size_t decision, StepKind kind, const Text& title) {
    demand_guarantee(kind, title);
    const auto wanted = bits_of(kind);
    forbid_step(decision, *possible_[decision], [=](DoneSet done) { return (done & wanted) == 0; },
                {kind == StepKind::notice ? "decision-without-notice" : "decision-without-defence",
                 title,
                 basis_of(kind),
                 {},
                 procedure_.id});
  }

  void prove_two_officers(std::size_t decision) {
    DoneSet together = 0;
    std::string article;
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      const auto& step = procedure_.steps[i];
      if (step.who.officers < 2 || i == decision) continue;
      together |= bit(i);
      if (article.empty()) article = step.who.article;
    }
    if (article.empty()) article = basis_of(StepKind::decision);
    forbid_step(
        decision, *possible_[decision], [=](DoneSet done) { return (done & together) == 0; },
        {"one-officer-only",
         {"处罚前须有不少于两人共同办理的环节", "two officers act together before a penalty"},
         article,
         {},
         procedure_.id});
  }

  void prove_served(const std::string& document) {
    DoneSet served = 0;
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      const auto& step = procedure_.steps[i];
      if (is_kind(step, StepKind::service) && step.document == document) served |= bit(i);
    }
    const auto decided = bits_of(StepKind::decision);
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      if (!is_kind(procedure_.steps[i], StepKind::closing)) continue;
      forbid_step(i, *possible_[i],
                  [=](DoneSet done) { return (done & decided) != 0 && (done & served) == 0; },
                  {"closing-without-service",
                   {"结案前决定书已经送达", "the decision is served before closing"},
                   basis_of(StepKind::service),
                   {},
                   procedure_.id});
    }
  }

  // ---- reaching and ending ----

  void prove_reachable() {
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      if ((reached_ & bit(i)) != 0) continue;
      const auto& step = procedure_.steps[i];
      add("step-unreachable",
          {"环节“" + step.title.zh + "”（" + step.id + "）在任何情况下都办不到",
           "step '" + step.title.en + "' (" + step.id + ") can never be done"},
          step.basis.empty() ? std::string{} : step.basis.front(),
          {"请检查它的“when”和“requires”", "look at its 'when' and 'requires'"}, step.id);
    }
    for (const auto& limit : procedure_.limits) {
      const auto end = procedure_.limit_ends.find(limit.id);
      for (const auto& id : {limit.starts_on, end->second}) {
        const auto* step = procedure_.step(id);
        const bool reached =
            step != nullptr &&
            (reached_ & bit(static_cast<std::size_t>(step - procedure_.steps.data()))) != 0;
        if (reached) continue;
        add("limit-never-runs",
            {"期限“" + limit.title.zh + "”的起止环节“" + id + "”办不到",
             "time limit '" + limit.title.en + "' hangs on '" + id + "', which cannot be done"},
            law::to_string(limit.citation), {"请检查起止环节", "look at its start and end"},
            limit.id);
      }
    }
  }

  /// In this state, with some facts, the case may be closed with nothing left undone.
  [[nodiscard]] bool can_close(DoneSet done) {
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      if (!is_kind(procedure_.steps[i], StepKind::closing) || !may_do(i, done)) continue;
      const auto open = open_steps(done);
      auto found = closing_.find(open);
      if (found == closing_.end()) found = closing_.emplace(open, ask_closing(i, open)).first;
      if (found->second != nullptr && found->second->answer(done)) return true;
    }
    return false;
  }

  [[nodiscard]] DoneSet open_steps(DoneSet done) const {
    DoneSet out = 0;
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      const auto& step = procedure_.steps[i];
      if (step.optional || is_kind(step, StepKind::closing)) continue;
      if ((done & bit(i)) == 0) out |= bit(i);
    }
    return out;
  }

  /// Null when a step that every case needs is among the open ones.
  Question* ask_closing(std::size_t closing, DoneSet open) {
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      if ((open & bit(i)) != 0 && !procedure_.steps[i].when) return nullptr;
    }
    auto& question = ask();
    want_step(question, procedure_.steps[closing]);
    for (std::size_t i = 0; i < procedure_.steps.size(); ++i) {
      if ((open & bit(i)) != 0) question.want(*procedure_.steps[i].when, kNo);
    }
    return &question;
  }

  void prove_ends() {
    std::vector<std::vector<std::size_t>> before(states_.size());
    for (const auto& [to, from] : backwards_) before[to].push_back(from);
    std::vector<bool> ends(states_.size(), false);
    std::deque<std::size_t> queue;
    for (std::size_t at = 0; at < states_.size(); ++at) {
      const bool closed = (states_[at] & bits_of(StepKind::closing)) != 0;
      if (!closed && !can_close(states_[at])) continue;
      ends[at] = true;
      queue.push_back(at);
    }
    for (; !queue.empty(); queue.pop_front()) {
      for (const auto from : before[queue.front()]) {
        if (ends[from]) continue;
        ends[from] = true;
        queue.push_back(from);
      }
    }
    const auto stuck = std::find(ends.begin(), ends.end(), false);
    if (stuck == ends.end()) return;
    const auto at = static_cast<std::size_t>(stuck - ends.begin());
    add("dead-end",
        {"走到这一步以后，案件再也不能结案：" + story(at, Language::zh),
         "after these steps the case can never be closed:" + story(at, Language::en)},
        {}, {"请检查其后各环节的“requires”", "look at what the later steps require"},
        procedure_.id);
  }

  const Pack& pack_;
  const Procedure& procedure_;
  const Item& item_;
  Setting setting_;
  Findings findings_;
  std::vector<std::unique_ptr<Question>> questions_;
  std::vector<Question*> possible_;  ///< By step: can it be done?
  DoneSet tracked_ = 0;  ///< Steps on which anything depends; others are not told apart.
  DoneSet reached_ = 0;
  std::vector<DoneSet> states_;
  std::vector<Came> came_;
  std::unordered_map<DoneSet, std::size_t> index_;
  std::vector<std::pair<std::size_t, std::size_t>> backwards_;
  std::unordered_map<DoneSet, Question*> closing_;
};

}  // namespace

Findings prove(const Pack& pack, const Procedure& procedure, const Item& item) {
  return Prover{pack, procedure, item}.run();
}

}  // namespace mingcha::pack
