// SPDX-License-Identifier: Apache-2.0
#include "cel/tokens.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace mingcha::cel {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool in_name(char c) { return starts_name(c) || is_digit(c); }

std::string to_utf8(unsigned code_point) {
  const auto byte = [](unsigned value) { return static_cast<char>(value); };
  if (code_point < 0x80) return {byte(code_point)};
  if (code_point < 0x800) {
    return {byte(0xC0U | code_point >> 6U), byte(0x80U | (code_point & 63U))};
  }
  return {byte(0xE0U | code_point >> 12U), byte(0x80U | (code_point >> 6U & 63U)),
          byte(0x80U | (code_point & 63U))};
}

/// Full-width punctuation that a Chinese keyboard gives, and what the language wants instead.
std::string_view half_width(std::string_view character) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 18> kPairs{{
      {"（", "("},
      {"）", ")"},
      {"，", ","},
      {"“", "\""},
      {"”", "\""},
      {"‘", "'"},
      {"’", "'"},
      {"！", "!"},
      {"？", "?"},
      {"：", ":"},
      {"＝", "="},
      {"＞", ">"},
      {"＜", "<"},
      {"≥", ">="},
      {"≤", "<="},
      {"＆", "&"},
      {"｜", "|"},
      {"≠", "!="},
  }};
  for (const auto& [wide, narrow] : kPairs) {
    if (wide == character) return narrow;
  }
  return {};
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view source) : source_{source} {}

  tl::expected<std::vector<Token>, Problem> run() {
    for (skip_space(); at_ < source_.size() && !problem_; skip_space()) next();
    if (problem_) return tl::unexpected(std::move(*problem_));
    tokens_.push_back({TokenKind::end, "", source_.size()});
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }

  void skip_space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r') ++at_;
  }

  void fail(std::size_t offset, Text message) {
    if (!problem_) problem_ = Problem{offset, std::move(message)};
  }

  void next() {
    if (is_digit(peek())) return take_while(TokenKind::integer, is_digit);
    if (starts_name(peek())) return name();
    if (peek() == '"' || peek() == '\'') return text();
    symbol();
  }

  void take_while(TokenKind kind, bool (*belongs)(char)) {
    const auto begin = at_;
    while (belongs(peek())) ++at_;
    if (kind == TokenKind::integer && in_name(peek())) {
      return fail(begin, {"数字后面不能直接接字母", "a letter directly after a number"});
    }
    tokens_.push_back({kind, std::string{source_.substr(begin, at_ - begin)}, begin});
  }

  void name() {
    const auto begin = at_;
    for (;;) {
      while (in_name(peek())) ++at_;
      if (peek() != '.' || !starts_name(peek(1))) break;
      ++at_;
    }
    tokens_.push_back({TokenKind::name, std::string{source_.substr(begin, at_ - begin)}, begin});
  }

  void text() {
    const auto begin = at_;
    const char quote = source_[at_++];
    std::string value;
    while (at_ < source_.size() && peek() != quote && peek() != '\n' && !problem_) {
      if (peek() == '\\')
        escape(value);
      else
        value += source_[at_++];
    }
    if (peek() != quote) return fail(begin, {"引号没有闭合", "the quotation mark is not closed"});
    ++at_;
    tokens_.push_back({TokenKind::text, std::move(value), begin});
  }

  void escape(std::string& value) {
    const auto begin = at_;
    const char c = peek(1);
    at_ += 2;
    switch (c) {
      case '\\':
      case '"':
      case '\'': value += c; return;
      case 'n': value += '\n'; return;
      case 't': value += '\t'; return;
      case 'r': value += '\r'; return;
      case 'b': value += '\b'; return;
      case 'f': value += '\f'; return;
      case 'u': return unicode(value, begin);
      default: fail(begin, {"不认识的转义符", "unknown escape sequence"});
    }
  }

  void unicode(std::string& value, std::size_t begin) {
    const auto digits = source_.substr(std::min(at_, source_.size()), 4);
    unsigned code_point = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, code_point, 16);
    const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    if (digits.size() != 4 || stop != end || error != std::errc{} || surrogate || code_point == 0) {
      return fail(begin, {"\\u 后面须是四位十六进制字符编码",
                          "\\u needs four hexadecimal digits of a character"});
    }
    value += to_utf8(code_point);
    at_ += 4;
  }

  void symbol() {
    for (const std::string_view two : {"||", "&&", "==", "!=", "<=", ">="}) {
      if (source_.substr(at_).starts_with(two)) return take(two.size());
    }
    if (std::string_view{"!<>+-*?:()[],"}.find(peek()) != std::string_view::npos) return take(1);
    unknown_symbol();
  }

  void take(std::size_t length) {
    tokens_.push_back({TokenKind::symbol, std::string{source_.substr(at_, length)}, at_});
    at_ += length;
  }

  void unknown_symbol() {
    const std::string character{first_characters(source_.substr(at_), 1)};
    std::string wanted{half_width(character)};
    if (character == "=" || character == "&" || character == "|") wanted = character + character;
    if (wanted.empty()) {
      return fail(
          at_, {"不能使用的字符“" + character + "”", "unexpected character '" + character + "'"});
    }
    fail(at_,
         {"“" + character + "”应写作 " + wanted, "write " + wanted + " for '" + character + "'"});
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::optional<Problem> problem_;
};

}  // namespace

tl::expected<std::vector<Token>, Problem> tokenize(std::string_view source) {
  return Tokenizer{source}.run();
}

}  // namespace mingcha::cel
