// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cel/node.h"
#include "cel/tokens.h"

namespace mingcha::cel {
namespace {

/// Recursive descent; every node is checked as soon as it is complete. A null node means that
/// `problem()` says why.
class Parser {
 public:
  Parser(std::vector<Token> tokens, const Environment& environment)
      : tokens_{std::move(tokens)}, environment_{environment} {}

  NodePtr run() {
    auto root = ternary();
    if (root != nullptr && peek().kind != TokenKind::end) return fail_here();
    return root;
  }

  [[nodiscard]] const Problem& problem() const { return *problem_; }

 private:
  [[nodiscard]] const Token& peek() const { return tokens_[at_]; }
  [[nodiscard]] bool next_is(std::string_view symbol) const {
    return peek().kind == TokenKind::symbol && peek().text == symbol;
  }
  [[nodiscard]] bool next_is_in() const {
    return peek().kind == TokenKind::name && peek().text == "in";
  }

  bool accept(std::string_view symbol) {
    if (!next_is(symbol)) return false;
    ++at_;
    return true;
  }

  bool expect(std::string_view symbol) {
    if (accept(symbol)) return true;
    fail(peek().offset,
         {fmt::format("此处应为“{}”", symbol), fmt::format("'{}' expected", symbol)});
    return false;
  }

  NodePtr fail(std::size_t offset, Text message) {
    if (!problem_) problem_ = Problem{offset, std::move(message)};
    return nullptr;
  }

  NodePtr fail_here() {
    const auto& token = peek();
    if (token.kind == TokenKind::end) {
      return fail(token.offset, {"条件没有写完", "the expression is not complete"});
    }
    return fail(token.offset, {fmt::format("此处不应有“{}”", token.text),
                               fmt::format("unexpected '{}'", token.text)});
  }

  NodePtr too_deep() {
    return fail(peek().offset, {"条件嵌套过深", "the expression is nested too deeply"});
  }

  NodePtr finish(Node node) {
    auto problem = check(node, environment_);
    if (problem) return fail(problem->offset, std::move(problem->message));
    if (node.depth > kDepthMax) return too_deep();
    return std::make_shared<const Node>(std::move(node));
  }

  NodePtr make(Op op, std::size_t offset, std::vector<NodePtr> operands) {
    if (std::ranges::find(operands, nullptr) != operands.end()) return nullptr;
    Node node;
    node.op = op;
    node.offset = offset;
    node.operands = std::move(operands);
    return finish(std::move(node));
  }

  NodePtr make_literal(Value value, std::size_t offset) {
    Node node;
    node.op = Op::literal;
    node.offset = offset;
    node.literal = std::move(value);
    return finish(std::move(node));
  }

  NodePtr ternary() {
    if (nesting_ >= kDepthMax) return too_deep();
    ++nesting_;
    auto node = chain(Op::or_);
    if (node != nullptr && next_is("?")) node = branches(std::move(node));
    --nesting_;
    return node;
  }

  NodePtr branches(NodePtr condition) {
    const auto offset = tokens_[at_++].offset;
    auto yes = ternary();
    if (yes == nullptr || !expect(":")) return nullptr;
    auto no = ternary();
    return make(Op::choose, offset, {std::move(condition), std::move(yes), std::move(no)});
  }

  /// a || b || c and a && b && c become one node each, also through parentheses.
  NodePtr chain(Op op) {
    const std::string_view symbol = op == Op::or_ ? "||" : "&&";
    auto first = op == Op::or_ ? chain(Op::and_) : comparison();
    if (first == nullptr || !next_is(symbol)) return first;
    const auto offset = peek().offset;
    std::vector<NodePtr> operands;
    append(operands, op, first);
    while (accept(symbol)) {
      auto next = op == Op::or_ ? chain(Op::and_) : comparison();
      if (next == nullptr) return nullptr;
      append(operands, op, next);
    }
    return make(op, offset, std::move(operands));
  }

  static void append(std::vector<NodePtr>& operands, Op op, const NodePtr& node) {
    if (node->op != op)
      operands.push_back(node);
    else
      operands.insert(operands.end(), node->operands.begin(), node->operands.end());
  }

  [[nodiscard]] std::optional<Op> comparison_operator() const {
    constexpr std::array<std::pair<std::string_view, Op>, 6> kOperators{{
        {"==", Op::equal},
        {"!=", Op::not_equal},
        {"<", Op::less},
        {"<=", Op::less_equal},
        {">", Op::greater},
        {">=", Op::greater_equal},
    }};
    if (next_is_in()) return Op::in;
    for (const auto& [symbol, op] : kOperators) {
      if (next_is(symbol)) return op;
    }
    return std::nullopt;
  }

  NodePtr comparison() {
    auto left = sum();
    if (left == nullptr) return nullptr;
    const auto op = comparison_operator();
    if (!op) return left;
    const auto offset = tokens_[at_++].offset;
    auto right = sum();
    auto node = make(*op, offset, {std::move(left), std::move(right)});
    if (node != nullptr && comparison_operator()) {
      return fail(peek().offset, {"比较不能连写，请用 && 连接，或者加括号",
                                  "comparisons cannot be chained: use && or parentheses"});
    }
    return node;
  }

  NodePtr sum() {
    auto left = product();
    while (left != nullptr && (next_is("+") || next_is("-"))) {
      const auto& token = tokens_[at_++];
      const auto op = token.text == "+" ? Op::add : Op::subtract;
      left = make(op, token.offset, {left, product()});
    }
    return left;
  }

  NodePtr product() {
    auto left = unary();
    while (left != nullptr && next_is("*")) {
      const auto offset = tokens_[at_++].offset;
      left = make(Op::multiply, offset, {left, unary()});
    }
    return left;
  }

  NodePtr unary() {
    if (!next_is("!") && !next_is("-")) return primary();
    const auto token = tokens_[at_++];
    if (token.text == "-" && peek().kind == TokenKind::integer) return integer("-", token.offset);
    if (nesting_ >= kDepthMax) return too_deep();
    ++nesting_;
    auto operand = unary();
    --nesting_;
    return make(token.text == "!" ? Op::not_ : Op::negate, token.offset, {std::move(operand)});
  }

  NodePtr primary() {
    const auto& token = peek();
    switch (token.kind) {
      case TokenKind::integer: return integer("", token.offset);
      case TokenKind::text: ++at_; return make_literal(token.text, token.offset);
      case TokenKind::name: return next_is_in() ? fail_here() : word();
      case TokenKind::symbol:
        if (accept("(")) return parenthesised();
        if (accept("[")) return list(token.offset);
        return fail_here();
      case TokenKind::end: return fail_here();
    }
    return fail_here();
  }

  NodePtr integer(std::string sign, std::size_t offset) {
    const auto digits = sign + tokens_[at_++].text;
    std::int64_t value = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, value);
    if (error != std::errc{} || stop != end) {
      return fail(offset, {"数字过大", "the number is too large"});
    }
    return make_literal(value, offset);
  }

  NodePtr parenthesised() {
    auto inner = ternary();
    return inner != nullptr && expect(")") ? inner : nullptr;
  }

  NodePtr list(std::size_t offset) {
    std::vector<std::string> items;
    while (!next_is("]")) {
      if (!items.empty() && !expect(",")) return nullptr;
      if (peek().kind != TokenKind::text) {
        return fail(peek().offset, {"列表里只能写带引号的文字", "a list holds quoted texts only"});
      }
      items.push_back(tokens_[at_++].text);
    }
    ++at_;
    return make_literal(std::move(items), offset);
  }

  NodePtr word() {
    const auto& token = tokens_[at_++];
    if (token.text == "true" || token.text == "false") {
      return make_literal(token.text == "true", token.offset);
    }
    if (next_is("(")) return call(token);
    return make_name(Op::name, token);
  }

  NodePtr make_name(Op op, const Token& token) {
    Node node;
    node.op = op;
    node.offset = token.offset;
    node.name = token.text;
    return finish(std::move(node));
  }

  NodePtr call(const Token& function) {
    ++at_;
    NodePtr node;
    if (function.text == "has") {
      node = presence();
    } else if (function.text == "day") {
      node = day_literal();
    } else if (function.text == "size") {
      node = make(Op::size, function.offset, {ternary()});
    } else if (function.text == "days_between") {
      auto from = ternary();
      if (from == nullptr || !expect(",")) return nullptr;
      node = make(Op::days_between, function.offset, {std::move(from), ternary()});
    } else {
      return fail(
          function.offset,
          {fmt::format("没有函数“{}”，可用：has、size、day、days_between", function.text),
           fmt::format("no function '{}'; there are has, size, day, days_between", function.text)});
    }
    return node != nullptr && expect(")") ? node : nullptr;
  }

  NodePtr presence() {
    if (peek().kind != TokenKind::name) {
      return fail(peek().offset, {"has 的括号里只能写字段名", "has takes the name of a field"});
    }
    const auto& token = tokens_[at_++];
    return make_name(Op::has, token);
  }

  NodePtr day_literal() {
    const auto& token = peek();
    const auto day = token.kind == TokenKind::text ? parse_day(token.text) : std::nullopt;
    if (!day) {
      return fail(token.offset, {"day 需要一个存在的日期，如 day(\"2026-03-02\")",
                                 "day takes a day that exists, as in day(\"2026-03-02\")"});
    }
    ++at_;
    return make_literal(*day, token.offset);
  }

  std::vector<Token> tokens_;
  const Environment& environment_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::optional<Problem> problem_;
};

Error locate(const Problem& problem, std::string_view source, const Position& start) {
  const auto before = source.substr(0, std::min(problem.offset, source.size()));
  const auto lines = static_cast<int>(std::ranges::count(before, '\n'));
  const auto last_line = before.substr(lines > 0 ? before.rfind('\n') + 1 : 0);
  const int first_column = lines > 0 ? start.continuation_column : start.column;
  return {start.file, start.line + lines,
          first_column + static_cast<int>(count_characters(last_line)), problem.message};
}

std::optional<Problem> unreadable(std::string_view source) {
  if (source.size() > kSourceBytesMax) {
    return Problem{0, {"条件过长", "the expression is too long"}};
  }
  if (!is_text(source)) {
    return Problem{0, {"条件不是有效的 UTF-8 文字", "the expression is not valid UTF-8 text"}};
  }
  return std::nullopt;
}

}  // namespace

std::string Error::to_string(Language language) const {
  return fmt::format("{}:{}:{}: {}", file, line, column, message.in(language));
}

tl::expected<Expression, Error> compile(std::string_view source, const Environment& environment,
                                        const Position& position, Type wanted) {
  const auto fail = [&](const Problem& problem) {
    return tl::unexpected(locate(problem, source, position));
  };
  if (const auto problem = unreadable(source)) return fail(*problem);
  auto tokens = tokenize(source);
  if (!tokens) return fail(tokens.error());
  Parser parser{std::move(*tokens), environment};
  auto root = parser.run();
  if (root == nullptr) return fail(parser.problem());
  if (root->type != wanted) {
    const auto want = name_of(wanted);
    const auto have = name_of(root->type);
    return fail({root->offset,
                 {fmt::format("此处需要“{}”，得到“{}”", want.zh, have.zh),
                  fmt::format("{} expected, this is {}", want.en, have.en)}});
  }
  return Expression{std::move(root), position};
}

}  // namespace mingcha::cel
