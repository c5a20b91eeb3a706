// SPDX-License-Identifier: Apache-2.0
#include "story/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"

namespace mingcha::story {
namespace {

using std::string_view;

struct VerbWord {
  string_view word;
  Verb verb;
};
constexpr std::array kVerbs{
    VerbWord{"opens", Verb::opens},         VerbWord{"does", Verb::does},
    VerbWord{"attaches", Verb::attaches},   VerbWord{"passes", Verb::passes},
    VerbWord{"returns", Verb::returns},     VerbWord{"suspends", Verb::suspends},
    VerbWord{"resumes", Verb::resumes},     VerbWord{"extends", Verb::extends},
    VerbWord{"prepares", Verb::prepares},   VerbWord{"publishes", Verb::publishes},
    VerbWord{"withdraws", Verb::withdraws}, VerbWord{"corrects", Verb::corrects},
    VerbWord{"voids", Verb::voids},         VerbWord{"keeps", Verb::keeps},
    VerbWord{"assigns", Verb::assigns},     VerbWord{"declares", Verb::declares},
    VerbWord{"fixes", Verb::fixes},         VerbWord{"confirms", Verb::confirms},
    VerbWord{"exports", Verb::exports},     VerbWord{"amends", Verb::amends},
    VerbWord{"notes", Verb::notes},
};

/// What follows "then", and how the rest divides: into a subject and a value, or a value alone.
enum class Shape { value, subject, subject_and_value };
struct ClaimWords {
  string_view words;
  Aspect aspect;
  Shape shape;
};
constexpr std::array kClaims{
    ClaimWords{"next includes ", Aspect::next_includes, Shape::subject},
    ClaimWords{"next lacks ", Aspect::next_lacks, Shape::subject},
    ClaimWords{"possible ", Aspect::possible, Shape::subject},
    ClaimWords{"not possible ", Aspect::impossible, Shape::subject},
    ClaimWords{"due ", Aspect::due, Shape::subject_and_value},
    ClaimWords{"limit ", Aspect::limit, Shape::subject_and_value},
    ClaimWords{"fact ", Aspect::fact, Shape::subject_and_value},
    ClaimWords{"number ", Aspect::number, Shape::value},
    ClaimWords{"case is ", Aspect::case_is, Shape::value},
    ClaimWords{"review is ", Aspect::review_is, Shape::value},
    ClaimWords{"reviewer is ", Aspect::reviewer_is, Shape::value},
    ClaimWords{"draft says ", Aspect::draft_says, Shape::value},
    ClaimWords{"draft lacks ", Aspect::draft_lacks, Shape::value},
    ClaimWords{"paper says ", Aspect::paper_says, Shape::subject_and_value},
    ClaimWords{"paper lacks ", Aspect::paper_lacks, Shape::subject_and_value},
    ClaimWords{"flagged ", Aspect::flagged, Shape::subject_and_value},
    ClaimWords{"not flagged ", Aspect::not_flagged, Shape::subject},
    ClaimWords{"publication is ", Aspect::publication_is, Shape::value},
    ClaimWords{"publication due ", Aspect::publication_due, Shape::value},
    ClaimWords{"publication because ", Aspect::publication_because, Shape::value},
    ClaimWords{"public text says ", Aspect::public_text_says, Shape::value},
    ClaimWords{"public text lacks ", Aspect::public_text_lacks, Shape::value},
};

/// Cuts the first word off.
string_view take_word(string_view& rest) {
  const auto end = rest.find_first_of(" \t");
  const auto word = rest.substr(0, end);
  rest = end == string_view::npos ? string_view{} : trim(rest.substr(end));
  return word;
}

bool take(string_view& rest, string_view words) {
  if (!rest.starts_with(words)) return false;
  rest = trim(rest.substr(words.size()));
  return true;
}

/// What stands before and after the first `mark`; nothing when it is not there.
std::optional<std::pair<string_view, string_view>> divide(string_view text, string_view mark) {
  const auto at = text.find(mark);
  if (at == string_view::npos) return std::nullopt;
  return std::pair{trim(text.substr(0, at)), trim(text.substr(at + mark.size()))};
}

std::optional<int> parse_count(string_view text) {
  int count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || rest != text.data() + text.size()) return std::nullopt;
  return count;
}

/// "09:10"
std::optional<std::chrono::minutes> parse_time_of_day(string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = parse_count(text.substr(0, 2));
  const auto minutes = parse_count(text.substr(3));
  if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) {
    return std::nullopt;
  }
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
}

std::vector<std::string> split_names(string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const auto other = text.find("、");
    const auto end = std::min(comma, other);
    if (const auto name = trim(text.substr(0, end)); !name.empty()) out.emplace_back(name);
    if (end == string_view::npos) break;
    text.remove_prefix(end + (end == other ? string_view{"、"}.size() : 1));
  }
  return out;
}

class Parser {
 public:
  Parser(const std::string& file, string_view text) : text_{text} { story_.file = file; }

  Result<Story> run() {
    while (!text_.empty()) {
      const auto end = text_.find('\n');
      auto line = text_.substr(0, end);
      text_ = end == string_view::npos ? string_view{} : text_.substr(end + 1);
      ++number_;
      if (!is_text(line)) {
        wrong({"不是有效的 UTF-8 文字", "not UTF-8"});
        continue;
      }
      const bool indented = line.starts_with(' ') || line.starts_with('\t');
      line = trim(line);
      if (line.empty() || line.starts_with('#')) continue;
      indented ? continue_last(line) : begin(line);
    }
    if (story_.title.empty()) wrong({"故事没有名称：“story 名称”", "no title: “story …”"});
    if (findings_.empty()) return std::move(story_);
    return reject(Refusal::malformed, {"故事有误：" + story_.file, "errors in " + story_.file},
                  std::move(findings_));
  }

 private:
  [[nodiscard]] Place here() const { return {story_.file, number_}; }
  void wrong(Text what) {
    findings_.push_back({"story-syntax", std::move(what), {}, {}, here().to_string()});
  }

  void begin(string_view line) {
    const auto whole = line;
    if (take(line, "story ")) {
      story_.title = line;
    } else if (take(line, "basis ")) {
      for (auto& citation : split_names(line)) story_.basis.push_back({here(), citation, {}});
    } else if (take(line, "continues ")) {
      read_continuation(line);
    } else if (take(line, "mark ")) {
      story_.lines.emplace_back(Mark{here(), std::string{line}});
    } else if (take(line, "given ")) {
      read_given(line);
    } else if (take(line, "then ")) {
      read_then(line);
    } else if (take(line, "at ") || line.find(" later at ") != string_view::npos) {
      read_time(line);
    } else {
      read_act(whole);
    }
  }

  void read_continuation(string_view rest) {
    const auto parts = divide(rest, " to ");
    if (!parts) {
      wrong({"应为：continues 文件.story to 标记", "should be: continues file.story to mark"});
      return;
    }
    story_.continues = {here(), std::string{parts->first}, std::string{parts->second}};
  }

  void read_given(string_view rest) {
    for (const auto* words : {" certificate ends ", " qualification ends "}) {
      const auto parts = divide(rest, words);
      const auto day = parts ? parse_day(parts->second) : std::nullopt;
      if (!day) continue;
      const bool qualification = string_view{words}.find("qual") != string_view::npos;
      story_.lines.emplace_back(
          CertificateEnds{here(), std::string{parts->first}, *day, qualification});
      return;
    }
    if (read_standing_in(rest)) return;
    wrong(
        {"应为：given 某人 certificate ends 2026-03-01、qualification ends 2026-03-01、"
         "is away 2026-03-01 to 2026-03-05 或者 lets 某人 approve 2026-03-01 to 2026-03-05",
         "should be: given somebody certificate ends …, qualification ends …, is away … to …, "
         "lets somebody approve … to …"});
  }

  /// "… is away 2026-03-01 to 2026-03-05", "… lets somebody approve 2026-03-01 to 2026-03-05"
  bool read_standing_in(string_view rest) {
    StandsIn line;
    line.place = here();
    auto who = divide(rest, " is away ");
    if (!who) {
      who = divide(rest, " approve ");
      const auto giver = who ? divide(who->first, " lets ") : std::nullopt;
      if (!giver) return false;
      who->first = giver->first;
      line.other = giver->second;
    }
    const auto days = divide(who->second, " to ");
    const auto from = days ? parse_day(days->first) : std::nullopt;
    const auto to = days ? parse_day(days->second) : std::nullopt;
    if (!from || !to) return false;
    line.person = who->first;
    line.from = *from;
    line.to = *to;
    story_.lines.emplace_back(std::move(line));
    return true;
  }

  void read_time(string_view rest) {
    Time time;
    time.place = here();
    const auto later = divide(rest, " later at ");
    auto clock = rest;
    bool good = true;
    if (later) {
      clock = later->second;
      auto count = later->first;
      time.count = parse_count(take_word(count)).value_or(-1);
      time.when = count == "days" || count == "day" ? When::days_later : When::working_days_later;
      good = time.count >= 0 &&
             (time.when == When::days_later || count == "working days" || count == "working day");
    } else if (const auto day = parse_day(rest.substr(0, std::min<std::size_t>(10, rest.size())))) {
      time.day = *day;
      clock = trim(rest.substr(10));
    } else {
      time.when = When::same_day;
    }
    const auto time_of_day = parse_time_of_day(clock);
    if (!good || !time_of_day) {
      wrong({"看不懂的时间，应为“at 2026-03-02 09:10”“at 10:30”或“3 working days later at 09:10”",
             "not a time: “at 2026-03-02 09:10”, “at 10:30” or “3 working days later at 09:10”"});
      return;
    }
    time.time_of_day = *time_of_day;
    story_.lines.emplace_back(time);
  }

  void read_act(string_view rest) {
    Act act;
    act.place = here();
    act.actor = take_word(rest);
    const auto word = take_word(rest);
    const auto verb = std::ranges::find(kVerbs, word, &VerbWord::word);
    if (verb == kVerbs.end()) {
      wrong({"看不懂这一行：没有“" + std::string{word} + "”这种行为",
             "cannot read this line: no such verb: " + std::string{word}});
      return;
    }
    act.verb = verb->verb;
    if (!read_object(act, rest)) return;
    if (act.object.empty()) {
      wrong({"没有写明办理什么", "what is done is missing"});
      return;
    }
    story_.lines.emplace_back(std::move(act));
  }

  bool read_object(Act& act, string_view rest) {
    switch (act.verb) {
      case Verb::opens:
      case Verb::does:
      case Verb::passes:
      case Verb::returns:
        if (const auto parts = divide(rest, " with ")) {
          rest = parts->first;
          act.companions = split_names(parts->second);
        }
        act.object = rest;
        return true;
      case Verb::attaches: return read_attachment(act, rest);
      case Verb::assigns: return read_assignment(act, rest);
      case Verb::suspends:
      case Verb::resumes:
      case Verb::extends:
      case Verb::prepares:
      case Verb::publishes:
      case Verb::withdraws:
      case Verb::amends:
      case Verb::notes:
      case Verb::corrects:
      case Verb::voids:
      case Verb::keeps:
      case Verb::declares: return read_reasoned(act, rest);
      case Verb::fixes:
      case Verb::confirms: return read_named(act, rest, "report ");
      case Verb::exports: return read_named(act, rest, "credit ");
    }
    return false;
  }

  bool read_attachment(Act& act, string_view rest) {
    const auto parts = divide(rest, " = ");
    const auto file = parts ? divide(parts->second, ":") : std::nullopt;
    if (!file || file->second.empty()) {
      wrong({"应为：某人 attaches 名称 = 文件名: 内容",
             "should be: attaches title = file name: content"});
      return false;
    }
    act.object = parts->first;
    act.file_name = file->first;
    act.reason = file->second;
    return true;
  }

  /// "review to somebody: reason"
  bool read_assignment(Act& act, string_view rest) {
    const auto parts = divide(rest, ":");
    const auto whom = divide(parts ? parts->first : rest, "review to ");
    if (!whom || !whom->first.empty() || whom->second.empty()) {
      wrong({"应为：某人 assigns review to 某人: 理由",
             "should be: somebody assigns review to somebody: reason"});
      return false;
    }
    act.object = whom->second;
    if (parts) act.reason = parts->second;
    return true;
  }

  /// "report 2025: explanation", "credit penalty": what it is of becomes the object.
  bool read_named(Act& act, string_view rest, string_view word) {
    if (const auto parts = divide(rest, ":")) {
      rest = parts->first;
      act.reason = parts->second;
    }
    if (!take(rest, word)) {
      wrong(
          {"应为：某人 fixes report 年度: 文字说明、confirms report 年度 或者 exports credit 类别",
           "should be: … fixes report year: explanation, … confirms report year, … exports "
           "credit table"});
      return false;
    }
    act.object = rest;
    return true;
  }

  /// "limit for ground: reason", "publication: reason".
  bool read_reasoned(Act& act, string_view rest) {
    if (const auto parts = divide(rest, ":")) {
      rest = parts->first;
      act.reason = parts->second;
    }
    if (const auto parts = divide(rest, " for ")) {
      rest = parts->first;
      act.ground = parts->second;
    }
    act.object = rest;
    const bool publishing = act.verb == Verb::prepares || act.verb == Verb::publishes ||
                            act.verb == Verb::withdraws || act.verb == Verb::amends;
    if (publishing && act.object != "publication") {
      wrong({"此处只能是 publication", "only “publication” can stand here"});
      return false;
    }
    if (act.verb == Verb::notes && act.object != "revocation") {
      wrong({"此处只能是 revocation", "only “revocation” can stand here"});
      return false;
    }
    if (act.verb == Verb::declares && act.object != "conflict") {
      wrong({"此处只能是 conflict", "only “conflict” can stand here"});
      return false;
    }
    return true;
  }

  Act* last_act() {
    return story_.lines.empty() ? nullptr : std::get_if<Act>(&story_.lines.back());
  }

  void read_then(string_view rest) {
    if (rest == "done") {
      if (last_act() == nullptr) wrong({"“then done”应紧跟在一个行为之后", "must follow an act"});
      return;
    }
    if (rest == "refused" || take(rest, "refused ")) {
      if (auto* act = last_act()) {
        act->refused = ExpectedRefusal{here(), rest == "refused" ? "" : std::string{rest}, {}};
      } else {
        wrong({"“then refused”应紧跟在一个行为之后", "“then refused” must follow an act"});
      }
      return;
    }
    const auto claim = std::ranges::find_if(
        kClaims, [&](const auto& known) { return rest.starts_with(known.words); });
    if (claim == kClaims.end()) {
      wrong(
          {"看不懂“then”之后的话：" + std::string{rest}, "cannot read: then " + std::string{rest}});
      return;
    }
    take(rest, claim->words);
    add_claim(*claim, rest);
  }

  void add_claim(const ClaimWords& words, string_view rest) {
    Claim claim{here(), words.aspect, {}, {}};
    switch (words.shape) {
      case Shape::value: claim.value = rest; break;
      case Shape::subject: claim.subject = rest; break;
      case Shape::subject_and_value:
        if (words.aspect == Aspect::fact) {
          const auto parts = divide(rest, "=");
          claim.subject = parts ? parts->first : rest;
          claim.value = parts ? parts->second : string_view{};
        } else {
          claim.subject = take_word(rest);
          claim.value = rest;
        }
        break;
    }
    if (claim.subject.empty() && claim.value.empty()) {
      wrong({"“then”之后不完整", "the claim is not complete"});
      return;
    }
    story_.lines.emplace_back(std::move(claim));
  }

  /// An indented line belongs to the act above it.
  void continue_last(string_view line) {
    auto* act = last_act();
    if (act == nullptr) {
      wrong({"缩进的行应属于它上面的行为", "an indented line belongs to an act above it"});
      return;
    }
    if (act->refused) {
      add_finding(*act->refused, line);
    } else if (line.starts_with("| ") || line == "|") {
      add_line(*act, line.substr(std::min<std::size_t>(2, line.size())));
    } else if (line == "having read the earlier draft") {
      act->earlier_draft = true;
    } else if (line.ends_with(" |")) {
      act->entries.push_back({here(), std::string{trim(line.substr(0, line.size() - 2))}, {}});
    } else if (const auto parts = divide(line, "=")) {
      act->entries.push_back({here(), std::string{parts->first}, std::string{parts->second}});
    } else {
      wrong({"看不懂这一行，应为“栏目 = 内容”", "cannot read this line: “field = value” is meant"});
    }
  }

  void add_line(Act& act, string_view text) {
    if (act.entries.empty()) {
      wrong({"“|”之前应有“栏目 |”", "“|” needs “field |” before it"});
      return;
    }
    auto& value = act.entries.back().value;
    if (!value.empty()) value += '\n';
    value += text;
  }

  /// code [article] [“words”]
  void add_finding(ExpectedRefusal& refusal, string_view line) {
    ExpectedFinding finding;
    finding.place = here();
    finding.code = take_word(line);
    constexpr string_view kOpen = "“";
    constexpr string_view kClose = "”";
    if (!line.starts_with(kOpen)) finding.article = take_word(line);
    if (!line.empty()) {
      if (!line.starts_with(kOpen) || !line.ends_with(kClose)) {
        wrong({"应为：代码 条款 “所含文字”", "should be: code article “words”"});
        return;
      }
      finding.words = line.substr(kOpen.size(), line.size() - kOpen.size() - kClose.size());
    }
    refusal.findings.push_back(std::move(finding));
  }

  string_view text_;
  Story story_;
  int number_ = 0;
  Findings findings_;
};

}  // namespace

const Place& place_of(const Line& line) {
  return std::visit([](const auto& any) -> const Place& { return any.place; }, line);
}

Result<Story> parse(const std::string& file, std::string_view text) {
  return Parser{file, text}.run();
}

}  // namespace mingcha::story
