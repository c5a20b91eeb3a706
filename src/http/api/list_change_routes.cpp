// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "desk/list_desk.h"
#include "desk/services.h"
#include "http/api/api.h"
#include "http/api/command_json.h"
#include "http/api/list_json.h"
#include "http/json_body.h"
#include "http/problem.h"
#include "sheets/reader.h"

namespace mingcha::http {
namespace {

using people::Permission;
using Json = nlohmann::json;

constexpr std::uint64_t kFileMost = std::uint64_t{40} << 20U;
constexpr std::size_t kValueLongest = 20'000;

Response answer(const Request& request, const Result<std::string>& outcome) {
  if (!outcome) return problem(outcome.error(), request);
  return json_response(*outcome);
}

lists::Values read_values(FieldReader& fields) {
  lists::Values out;
  const auto* values = fields.optional_object("values");
  if (values == nullptr) return out;
  for (const auto& [id, value] : values->items()) {
    if (value.is_string() && value.get_ref<const std::string&>().size() <= kValueLongest) {
      out[id] = value;
    } else {
      fields.complain("values", "wrong-type", {"每个值应为文字", "each value must be text"});
    }
  }
  return out;
}

lists::Wish read_wish(FieldReader& fields, const std::string& where) {
  lists::Wish wish;
  wish.where = where;
  const auto kind = fields.text("kind", 1, 10);
  if (kind == "add") wish.kind = lists::Wish::Kind::add;
  if (kind == "change") wish.kind = lists::Wish::Kind::change;
  if (kind == "end") wish.kind = lists::Wish::Kind::end;
  if (kind != "add" && kind != "change" && kind != "end") {
    fields.complain("kind", "unknown-code", {"应为 add、change 或者 end", "add, change or end"});
  }
  wish.key = fields.optional_text("key", 2000).value_or("");
  wish.day = fields.text("day", 8, 20);
  wish.values = read_values(fields);
  return wish;
}

Result<desk::PrepareList> read_command(const Json& json) {
  FieldReader fields{json};
  desk::PrepareList command;
  command.reason = fields.text("reason", 1, 500);
  command.article = fields.optional_text("article", 100).value_or("");
  std::size_t number = 0;
  for (const auto& entry : fields.array("changes", 2000)) {
    const auto where = "/changes/" + std::to_string(number++);
    if (!entry.is_object()) {
      fields.complain("changes", "wrong-type", {"每一项应为对象", "each must be an object"});
      continue;
    }
    FieldReader one{entry, where};
    command.wishes.push_back(read_wish(one, where));
    if (const auto ready = one.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  }
  if (const auto ready = fields.finish(); !ready) return tl::unexpected<Rejection>(ready.error());
  return command;
}

Response prepare_set(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  const auto command = read_command(*json);
  if (!command) return problem(command.error(), request);
  return answer(request, services.lists.prepare(request.signed_in(), request.capture("list"),
                                                *command, envelope_of(request)));
}

/// 0 for what is no number: there is no such set.
std::int64_t set_of(const Request& request) {
  const auto& text = request.capture("set");
  std::int64_t out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? out : 0;
}

Response confirm_set(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.lists.confirm(request.signed_in(), request.capture("list"),
                                                set_of(request), envelope_of(request)));
}

Response discard_set(const Request& request, desk::Services& services) {
  const auto json = read_json_object(request.body);
  if (!json) return problem(json.error(), request);
  FieldReader fields{*json};
  const auto reason = fields.text("reason", 1, 500);
  if (const auto ready = fields.finish(); !ready) return problem(ready.error(), request);
  return answer(request, services.lists.discard(request.signed_in(), request.capture("list"),
                                                set_of(request), reason, envelope_of(request)));
}

lists::ImportRules rules_of(const Request& request, desk::Services& services) {
  lists::ImportRules rules;
  rules.day = std::string{request.query_value("day").value_or("")};
  if (rules.day.empty()) rules.day = mingcha::to_string(local_day(services.clock.now()));
  if (request.query_value("absent") == "end") rules.absent = lists::Absent::end;
  return rules;
}

Response preview_import(const Request& request, desk::Services& services) {
  const auto state = services.lists.state(request.capture("list"));
  if (!state) return problem(state.error(), request);
  const auto table = sheets::read_table(request.body);
  if (!table) return problem(table.error(), request);
  const auto import =
      services.lists.preview(request.capture("list"), *table, rules_of(request, services));
  if (!import) return problem(import.error(), request);
  auto out = import_json(*import, **state, request.language);
  out["rows"] = table->rows.size() - 1;
  out["sheet"] = table->sheet;
  out["encoding"] = table->encoding;
  return json_response(out.dump());
}

/// The rules stand in the address, and belong to the command as the file does.
desk::Envelope envelope_with_rules(const Request& request) {
  auto envelope = envelope_of(request);
  auto all = envelope.digest;
  for (const auto& [name, value] : request.query) all += "\n" + name + "=" + value;
  envelope.digest = to_hex(as_bytes(crypto::sha256(all)));
  return envelope;
}

Response import_file(const Request& request, desk::Services& services) {
  const auto table = sheets::read_table(request.body);
  if (!table) return problem(table.error(), request);
  desk::PrepareList command;
  command.reason = std::string{first_characters(request.query_value("reason").value_or(""), 500)};
  command.article = std::string{request.query_value("article").value_or("")};
  return answer(request, services.lists.prepare_import(request.signed_in(), request.capture("list"),
                                                       *table, rules_of(request, services), command,
                                                       envelope_with_rules(request)));
}

constexpr std::string_view kDone = "#/components/schemas/ListSetDone";

constexpr auto kSchemas = std::to_array<SharedSchema>({
    {"ListSetDone", R"({"type":"object","required":["list","set","state","number"],
      "properties":{"list":{"type":"string"},"set":{"type":"integer"},
        "state":{"enum":["waiting","confirmed","discarded"]},"number":{"type":"integer"}}})"},
    {"ListWish", R"({"type":"object","additionalProperties":false,"required":["kind","day"],
      "properties":{"kind":{"enum":["add","change","end"]},
        "key":{"type":"string","description":"Of the entry to change or end."},
        "day":{"type":"string","description":"From when; of an end the last day."},
        "values":{"$ref":"#/components/schemas/ListValues"}}})"},
    {"ListImport", R"({"type":"object",
      "required":["rows","sheet","encoding","problems","added","changed","ended","unchanged",
        "changes"],
      "properties":{"rows":{"type":"integer"},"sheet":{"type":"string"},
        "encoding":{"type":"string"},
        "problems":{"type":"array","items":{"type":"object",
          "required":["row","column","code","what","cure"],
          "properties":{"row":{"type":"integer","description":"0: the file as a whole."},
            "column":{"type":"string"},"code":{"type":"string"},"what":{"type":"string"},
            "cure":{"type":"string"}}}},
        "added":{"type":"integer"},"changed":{"type":"integer"},"ended":{"type":"integer"},
        "unchanged":{"type":"integer"},
        "changes":{"type":"array","description":"The first 200.",
          "items":{"$ref":"#/components/schemas/ListChange"}}}})"},
});

constexpr Parameter kDay{"day", {"从哪天起生效", "From when the changes hold"}};
constexpr Parameter kAbsent{
    "absent",
    {"文件里没有的条目：keep 保留，end 终止", "Entries that the file has not: keep or end"}};
constexpr Parameter kReason{"reason", {"变更原因，随变更历史公开", "Why; public with the change"}};
constexpr Parameter kArticle{"article", {"变更依据", "Citation the change rests on"}};

constexpr auto kRoutes = std::to_array<Route>({
    {.verb = Verb::post,
     .path = "/api/v1/lists/{list}/sets",
     .may = Permission::edit_lists,
     .summary = {"拟变更单", "Prepare changes of a list for a second person"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["reason","changes"],"properties":{"reason":{"type":"string"},"article":{"type":"string"},"changes":{"type":"array","items":{"$ref":"#/components/schemas/ListWish"}}}})",
         std::uint64_t{4} << 20U),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = prepare_set},
    {.verb = Verb::post,
     .path = "/api/v1/lists/{list}/sets/{set}/confirm",
     .may = Permission::confirm_publication,
     .summary = {"确认变更单", "The second person: the changes are public"},
     .body = Body::json(R"({"type":"object","additionalProperties":false})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = confirm_set},
    {.verb = Verb::post,
     .path = "/api/v1/lists/{list}/sets/{set}/discard",
     .may = Permission::edit_lists,
     .summary = {"作废变更单", "Give a set of changes up"},
     .body = Body::json(
         R"({"type":"object","additionalProperties":false,"required":["reason"],"properties":{"reason":{"type":"string"}}})"),
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = discard_set},
    {.verb = Verb::post,
     .path = "/api/v1/lists/{list}/import/preview",
     .may = Permission::edit_lists,
     .summary = {"导入预览：逐行错误或者将发生的变更",
                 "What an XLSX or CSV file would change, or what is wrong with each row"},
     .body = Body::raw(kFileMost),
     .query = {kDay, kAbsent},
     .answer = {200, "#/components/schemas/ListImport"},
     .handle = preview_import},
    {.verb = Verb::post,
     .path = "/api/v1/lists/{list}/import",
     .may = Permission::edit_lists,
     .summary = {"导入为变更单", "A file as a set of changes; refused whole when a row is wrong"},
     .body = Body::raw(kFileMost),
     .query = {kDay, kAbsent, kReason, kArticle},
     .answer = {200, kDone},
     .idempotency = Idempotency::required,
     .handle = import_file},
});

}  // namespace

std::span<const Route> list_change_routes() { return kRoutes; }
std::span<const SharedSchema> list_change_schemas() { return kSchemas; }

}  // namespace mingcha::http
