// SPDX-License-Identifier: Apache-2.0
#include "channels/wechat.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/assert.h"
#include "channels/form.h"

namespace mingcha::channels {
namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

constexpr std::size_t kTitleLongest = 32, kAuthorLongest = 16, kDigestLongest = 120;
constexpr std::size_t kContentLargest = 2000;
constexpr int kAsks = 3, kPages = 3, kPageSize = 20, kPolls = 240;
constexpr auto kPollEvery = 15s;

// Steps after which a crash must not go back.
constexpr const char* kSubmit = "submit";
constexpr const char* kPoll = "poll";

constexpr std::array<std::int64_t, 4> kToken{40001, 40014, 42001, 42007};
constexpr std::array<std::int64_t, 5> kAccount{40013, 40125, 40164, 41004, 48001};
constexpr std::int64_t kBusy = -1;
constexpr std::int64_t kDailyQuota = 45009, kMinuteQuota = 45011;
constexpr std::int64_t kNotAuthorised = 48001;
constexpr std::int64_t kNoSuchMedia = 40007;
constexpr std::int64_t kNoSuchArticle = 53600;

bool among(std::span<const std::int64_t> codes, std::int64_t code) {
  return std::ranges::find(codes, code) != codes.end();
}

std::string text_field(const Json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::int64_t number_field(const Json& object, const char* name, std::int64_t otherwise) {
  if (!object.is_object()) return otherwise;
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                             : otherwise;
}

/// An id comes as text or as a number.
std::string id_field(const Json& object, const char* name) {
  if (auto text = text_field(object, name); !text.empty()) return text;
  const auto number = number_field(object, name, 0);
  return number == 0 ? std::string{} : std::to_string(number);
}

const Json& array_field(const Json& object, const char* name) {
  static const Json kNone = Json::array();
  if (!object.is_object()) return kNone;
  const auto found = object.find(name);
  return found != object.end() && found->is_array() ? *found : kNone;
}

/// The entry of a list whose article has this source, or null.
const Json* with_source(const Json& answer, const std::string& source) {
  for (const auto& item : array_field(answer, "item")) {
    if (!item.is_object() || !item.contains("content")) continue;
    for (const auto& article : array_field(item["content"], "news_item")) {
      if (text_field(article, "content_source_url") == source) return &item;
    }
  }
  return nullptr;
}

std::string page(int number) {
  return Json{{"offset", number * kPageSize}, {"count", kPageSize}, {"no_content", 0}}.dump();
}

std::string cut(const std::string& text, std::size_t longest) {
  return std::string{first_characters(text, longest)};
}

void add_line(std::string& content, const char* label, const std::string& value) {
  if (value.empty()) return;
  const auto line = fmt::format("<p>{}：{}</p>", label, escape_html(value));
  if (content.size() + line.size() <= kContentLargest) content += line;
}

}  // namespace

std::string wechat_source(const Message& message) {
  auto mark = message.key.substr(4, 12);
  for (auto& digit : mark) {  // Letters only: a row of digits might look like somebody's number.
    if (digit >= '0' && digit <= '9') digit = static_cast<char>('g' + (digit - '0'));
  }
  return fmt::format("{}?m={}", message.url, mark);
}

std::string wechat_article(const Message& message, const ChannelOptions& options) {
  const bool corrects = message.what == What::corrected;
  std::string content;
  if (corrects) add_line(content, "更正说明", message.reason);
  add_line(content, "决定书文号", message.number);
  add_line(content, "案由", message.title);
  add_line(content, "当事人", message.party);
  add_line(content, "决定内容", message.outcome);
  add_line(content, "决定机关", message.unit);
  add_line(content, "决定日期", message.decided_on);
  add_line(content, "公示日期", message.published_on);
  add_line(content, "公示编号", message.public_id);
  content += "<p>全文及核验方式请点击“阅读原文”。</p>";
  add_line(content, "说明", options.footer);
  Json article{{"article_type", "news"},
               {"title", cut((corrects ? "更正公示：" : "公示：") + message.title, kTitleLongest)},
               {"digest", cut(message.unit + " " + message.number, kDigestLongest)},
               {"content", content},
               {"content_source_url", wechat_source(message)},
               {"thumb_media_id", options.thumb_media_id},
               {"need_open_comment", 0}};
  if (!options.author.empty()) article["author"] = cut(options.author, kAuthorLongest);
  return Json{{"articles", Json::array({std::move(article)})}}.dump();
}

struct Wechat::Call {
  Json json;
  std::int64_t code = 0;
  std::optional<Turn> over;  ///< When the turn has ended with it.
  bool maybe = false;        ///< Nobody knows whether it was carried out.
};

Wechat::Wechat(const ChannelOptions& options, Http& http) : options_{options}, http_{http} {}

std::vector<std::string> Wechat::bytes(const Message& message) const {
  if (removes(message.what)) return {};
  return {wechat_article(message, options_)};
}

Turn Wechat::refusal(Turn turn, std::int64_t code, const std::string& body) {
  turn.answer = not_accepted(code, said(body, {options_.secret, token_}));
  turn.end = Turn::End::refused;
  if (code == kBusy) {
    turn.end = Turn::End::again;
  } else if (among(kToken, code)) {
    refused_token_ = token_;
    token_.clear();
    turn.end = turn.known.count("tokens") > 5 ? Turn::End::pause : Turn::End::go_on;
  } else if (code == kDailyQuota || code == kMinuteQuota) {
    turn.end = Turn::End::again;
    turn.whole_channel = true;
    turn.wait = code == kDailyQuota ? 60min : 1min;
  } else if (among(kAccount, code)) {
    turn.end = Turn::End::pause;
  }
  return turn;
}

Wechat::Call Wechat::call(const std::string& path, const std::string& body, Turn turn) {
  const auto answer = http_.send({"POST",
                                  options_.url + path + "?" + form_field("access_token", token_),
                                  {"Content-Type: application/json"},
                                  body});
  Call out;
  if (answer.sent != HttpAnswer::Sent::answered) {
    out.maybe = answer.sent == HttpAnswer::Sent::maybe;
    out.over = unanswered(std::move(turn), answer);
    return out;
  }
  out.json = Json::parse(answer.body, nullptr, false);
  if (answer.status != 200 || !out.json.is_object()) {
    const auto line = said(answer.body, {options_.secret, token_});
    turn.answer = answer.status == 200 ? unreadable(line) : not_accepted(answer.status, line);
    turn.end = Turn::End::again;
    turn.wait = answer.retry_after;
    turn.whole_channel = answer.status == 429;
    out.maybe = answer.status != 429;
    out.over = std::move(turn);
    return out;
  }
  out.code = number_field(out.json, "errcode", 0);
  out.maybe = out.code == kBusy;
  if (out.code == 0) {
    turn.answer = {"对方已接受", "accepted"};
    return out;
  }
  out.over = refusal(std::move(turn), out.code, answer.body);
  return out;
}

std::optional<Turn> Wechat::need_token(const Task& task) {
  if (!token_.empty() && task.now < token_until_) return std::nullopt;
  Turn turn;
  turn.known = task.known;
  const auto answer = http_.send(
      {"POST",
       options_.url + "/cgi-bin/stable_token",
       {"Content-Type: application/json"},
       Json{{"grant_type", "client_credential"},
            {"appid", options_.app_id},
            {"secret", options_.secret},
            // Only where the platform keeps giving what it does not take.
            {"force_refresh", !refused_token_.empty() && task.known.note("tokens") > "1"}}
           .dump()});
  if (answer.sent != HttpAnswer::Sent::answered) return unanswered(std::move(turn), answer);
  const auto json = Json::parse(answer.body, nullptr, false);
  const auto token = text_field(json, "access_token");
  if (answer.status == 200 && !token.empty()) {
    token_ = token;
    const auto lasts = std::clamp<std::int64_t>(number_field(json, "expires_in", 0), 60, 7200);
    token_until_ = task.now + std::chrono::seconds{lasts > 600 ? lasts - 300 : lasts / 2};
    return std::nullopt;
  }
  const auto code = number_field(json, "errcode", kBusy);
  turn = refusal(std::move(turn), code, answer.body);
  // No token for this secret: 40001 says here that the secret is wrong.
  if (among(kToken, code)) turn.end = Turn::End::pause;
  return turn;
}

Turn Wechat::take(const Task& task) {
  if (auto over = need_token(task)) return std::move(*over);
  const auto& known = task.known;
  const bool clears =
      removes(task.message.what) || (task.message.what == What::corrected && !task.only_ask &&
                                     known.step.empty() && known.standing == Standing::nothing);
  if (clears) {
    for (const auto& post : task.earlier) {
      if (!known.left(post)) return remove(task, post);
    }
  }
  if (removes(task.message.what)) {
    Turn turn;
    turn.known = known;
    turn.known.standing = Standing::there;
    turn.answer = {"已删除", "deleted"};
    return finished(std::move(turn));
  }
  if (known.step == kPoll) return poll(task);
  if (known.step == kSubmit) {
    if (known.standing == Standing::unsure) return ask_published(task);
    return task.only_ask ? drop_draft(task) : submit(task);
  }
  if (known.standing == Standing::unsure) return ask_drafts(task);
  if (!task.only_ask) return draft(task);
  Turn turn;
  turn.known = known;
  turn.end = Turn::End::refused;
  turn.answer = {"尚未发出", "it never went out"};
  return turn;
}

Turn Wechat::remove(const Task& task, const Posted& post) {
  Turn turn;
  turn.known = task.known;
  // index left out: all of it.
  auto out = call("/cgi-bin/freepublish/delete", Json{{"article_id", post.id}}.dump(), turn);
  turn.end = Turn::End::go_on;
  if (out.code == kNotAuthorised) {
    turn.known.leave(post);
    return turn;
  }
  if (out.over && out.code != kNoSuchArticle) return std::move(*out.over);
  turn.removed.push_back(post.id);
  return turn;
}

Turn Wechat::draft(const Task& task) {
  Turn turn;
  turn.known = task.known;
  auto out = call("/cgi-bin/draft/add", wechat_article(task.message, options_), turn);
  if (out.over) {
    if (out.maybe) out.over->known.standing = Standing::unsure;
    return std::move(*out.over);
  }
  const auto media = text_field(out.json, "media_id");
  turn.end = Turn::End::again;
  turn.answer = {"答复中没有草稿编号", "no draft's id in the answer"};
  turn.known.standing = Standing::unsure;
  if (media.empty()) return turn;
  turn.end = Turn::End::go_on;
  turn.answer = {"已建草稿", "a draft is there"};
  turn.known.standing = Standing::nothing;  // A draft is not public.
  turn.known.step = kSubmit;
  turn.known.notes["media_id"] = media;
  return turn;
}

Turn Wechat::ask_drafts(const Task& task) {
  Turn turn;
  turn.known = task.known;
  turn.end = Turn::End::go_on;
  turn.known.standing = Standing::nothing;
  for (int number = 0; number < kPages; ++number) {
    auto out = call("/cgi-bin/draft/batchget", page(number), turn);
    if (out.over) {
      out.over->known.standing = Standing::unsure;
      return std::move(*out.over);
    }
    if (const auto* item = with_source(out.json, wechat_source(task.message))) {
      turn.known.step = kSubmit;
      turn.known.notes["media_id"] = text_field(*item, "media_id");
      turn.answer = {"草稿已在", "the draft is there"};
      return turn;
    }
    if (array_field(out.json, "item").size() < kPageSize) break;
  }
  turn.answer = {"草稿箱中没有", "it is not among the drafts"};
  return turn;
}

Turn Wechat::submit(const Task& task) {
  Turn turn;
  turn.known = task.known;
  auto out = call("/cgi-bin/freepublish/submit",
                  Json{{"media_id", task.known.note("media_id")}}.dump(), turn);
  if (out.over) {
    if (out.maybe) out.over->known.standing = Standing::unsure;
    if (out.code == kNoSuchMedia) {  // Somebody removed the draft: a new one.
      out.over->end = Turn::End::again;
      out.over->known = {};
    }
    return std::move(*out.over);
  }
  const auto id = id_field(out.json, "publish_id");
  turn.known.standing = Standing::unsure;
  turn.end = Turn::End::again;
  turn.answer = {"答复中没有任务编号", "no task's id in the answer"};
  if (id.empty()) return turn;
  turn.end = Turn::End::go_on;
  turn.answer = {"已提交发布，等待结果", "handed in, waiting for the result"};
  turn.known.step = kPoll;
  turn.known.notes["publish_id"] = id;
  return turn;
}

Turn Wechat::ask_published(const Task& task) {
  Turn turn;
  turn.known = task.known;
  for (int number = 0; number < kPages; ++number) {
    auto out = call("/cgi-bin/freepublish/batchget", page(number), turn);
    if (out.over) return std::move(*out.over);
    if (const auto* item = with_source(out.json, wechat_source(task.message))) {
      turn.known.standing = Standing::there;
      turn.posted.id = text_field(*item, "article_id");
      const auto& articles = array_field((*item)["content"], "news_item");
      turn.posted.url = text_field(articles.at(0), "url");
      turn.answer = {"已发布", "published"};
      return finished(std::move(turn));
    }
    if (array_field(out.json, "item").size() < kPageSize) break;
  }
  turn.end = Turn::End::go_on;
  turn.wait = options_.settle / kAsks;
  turn.answer = {"已发布的文章中还没有", "it is not among the articles yet"};
  if (turn.known.count("asked") < kAsks) return turn;
  turn.known.notes.erase("asked");
  return ask_draft_left(task, std::move(turn));
}

// A draft leaves the box when it is published: while it is there, nothing was.
Turn Wechat::ask_draft_left(const Task& task, Turn turn) {
  auto out =
      call("/cgi-bin/draft/get", Json{{"media_id", task.known.note("media_id")}}.dump(), turn);
  if (!out.over) {
    turn.known.standing = Standing::nothing;
    turn.wait = 0ms;
    turn.answer = {"草稿还在，没有发布", "the draft is still there: nothing was published"};
    return turn;
  }
  if (out.code != kNoSuchMedia) return std::move(*out.over);
  turn.end = Turn::End::refused;
  turn.answer = {"草稿已不在，文章也未找到，请到公众平台核对",
                 "neither draft nor article is to be found: look on the platform"};
  return turn;
}

Turn Wechat::poll(const Task& task) {
  Turn turn;
  turn.known = task.known;
  turn.known.standing = Standing::unsure;
  auto out = call("/cgi-bin/freepublish/get",
                  Json{{"publish_id", task.known.note("publish_id")}}.dump(), turn);
  if (out.over) return std::move(*out.over);
  const auto status = number_field(out.json, "publish_status", -1);
  turn.end = Turn::End::refused;
  switch (status) {
    case 0: {
      turn.known.standing = Standing::there;
      turn.posted.id = text_field(out.json, "article_id");
      if (out.json.contains("article_detail")) {
        const auto& items = array_field(out.json["article_detail"], "item");
        if (!items.empty()) turn.posted.url = text_field(items[0], "article_url");
      }
      turn.answer = {"已发布", "published"};
      return finished(std::move(turn));
    }
    case 1:
      turn.answer = {"发布中", "being published"};
      if (turn.known.count("polls") > kPolls) return turn;
      turn.end = Turn::End::go_on;
      turn.wait = kPollEvery;
      return turn;
    case 2: turn.answer = {"原创声明失败", "refused: original work"}; break;
    case 3: turn.answer = {"发布失败（常规）", "publishing failed"}; break;
    case 4: turn.answer = {"平台审核不通过", "the platform's examination refused it"}; break;
    case 5: turn.answer = {"发布后被账号删除", "deleted by the account"}; break;
    case 6: turn.answer = {"发布后被平台封禁", "blocked by the platform"}; break;
    default:
      turn.end = Turn::End::again;
      turn.answer = {"答复中没有发布状态", "no state in the answer"};
      return turn;
  }
  turn.known = {};
  return turn;
}

// It was taken back before it was handed in: the draft goes too.
Turn Wechat::drop_draft(const Task& task) {
  Turn turn;
  turn.known = task.known;
  auto out =
      call("/cgi-bin/draft/delete", Json{{"media_id", task.known.note("media_id")}}.dump(), turn);
  if (out.over && out.code != kNoSuchMedia) return std::move(*out.over);
  turn.known = {};
  turn.end = Turn::End::refused;
  turn.answer = {"草稿已删除，没有发布", "the draft is deleted; nothing was published"};
  return turn;
}

}  // namespace mingcha::channels
