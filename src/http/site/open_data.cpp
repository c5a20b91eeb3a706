// SPDX-License-Identifier: Apache-2.0
#include "http/site/open_data.h"

#include <sstream>

#include <nlohmann/json.hpp>

#include "crypto/hash.h"
#include "desk/log_desk.h"
#include "desk/public_record_desk.h"
#include "desk/publication_desk.h"
#include "desk/services.h"
#include "ledger/manifest.h"
#include "ledger/policy.h"
#include "pack/definition.h"
#include "render/archive.h"
#include "sheets/writer.h"

namespace mingcha::http {
namespace {

using Json = nlohmann::ordered_json;
using registers::PublicRecord;

constexpr std::int64_t kPage = 1000;

const std::vector<portal::ColumnView>& fixed_columns() {
  static const std::vector<portal::ColumnView> kColumns{
      {"id", "text", {"公示编号，长期不变", "Id of the publication; it never changes"}},
      {"state",
       "text",
       {"published 公示中；withdrawn 已撤下（此时只有 id、state、url、changed_at、log_index、seq）",
        "published, or withdrawn (then only id, state, url, changed_at, log_index and seq)"}},
      {"number", "text", {"决定书文号", "Number of the decision"}},
      {"item", "text", {"执法事项代码，见 /items", "Code of the enforcement item, see /items"}},
      {"title", "text", {"案由", "Cause"}},
      {"kind", "text", {"执法类别", "Kind of act"}},
      {"party",
       "text",
       {"当事人，依法隐去的部分已隐去", "Party, masked where the law asks for it"}},
      {"outcome", "text", {"处理结果", "What was decided"}},
      {"unit", "text", {"办案单位", "Unit that handled it"}},
      {"decided_on", "date", {"决定日期", "Day of the decision"}},
      {"published_on", "date", {"公示日期", "Day of publication"}},
      {"changed_at",
       "time",
       {"最近一次公示、更正或撤下的时间（UTC）",
        "When it was last published, corrected or withdrawn (UTC)"}},
      {"corrected", "boolean", {"公示后是否更正过", "Whether it was corrected after publication"}},
      {"url", "text", {"网页地址", "Its page"}},
      {"document", "text", {"公示文书原文地址", "The published document, byte for byte"}},
      {"digest", "text", {"公示文书的 SHA-256（十六进制）", "SHA-256 of that document, hex"}},
      {"log_index",
       "integer",
       {"最近一次变更在公开日志中的序号；尚未登记的为空",
        "Place of the last change in the public log; empty until it has one"}},
      {"seq", "integer", {"变更的先后次序，供同步使用", "Order of changes, for staying in step"}},
  };
  return kColumns;
}

std::string facts_name(const std::string& field) { return "facts." + field; }

const pack::Item* item_of(const pack::Pack& pack, const std::string& id) {
  const auto found = pack.items.find(id);
  return found == pack.items.end() ? nullptr : &found->second;
}

Json record_object(const PublicRecord& record, const desk::Services& services) {
  const auto url = services.site.base_url + "/decisions/" + record.public_id;
  const auto changed_at =
      to_utc_string(std::chrono::floor<std::chrono::seconds>(record.changed_at));
  Json index = nullptr;
  if (record.log_index) index = *record.log_index;
  if (record.state != "published") {
    return {{"id", record.public_id},   {"state", record.state}, {"url", url},
            {"changed_at", changed_at}, {"log_index", index},    {"seq", record.seq}};
  }
  const auto* item = item_of(services.pack, record.item);
  return {{"id", record.public_id},
          {"state", record.state},
          {"number", record.number},
          {"item", record.item},
          {"title", record.title},
          {"kind", item == nullptr ? "" : pack::title_of_category(item->category).zh},
          {"party", record.party},
          {"outcome", record.outcome},
          {"unit", record.unit_name},
          {"decided_on", record.decided_on},
          {"published_on", record.published_on},
          {"changed_at", changed_at},
          {"corrected", record.corrected},
          {"url", url},
          {"document", url + "/document"},
          {"digest", record.digest},
          {"log_index", index},
          {"seq", record.seq},
          {"facts", Json::parse(record.facts)}};
}

std::string cell(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? std::string{} : value.dump();
}

std::string line(const std::vector<std::string>& cells) {
  std::string out;
  for (const auto& text : cells) out += (&text == cells.data() ? "" : ",") + sheets::csv_cell(text);
  return out + "\r\n";
}

std::vector<PublicRecord> of_month(const std::string& month, desk::Services& services) {
  std::vector<PublicRecord> out;
  for (registers::RecordFilter filter{{}, {}, month, {}};;) {
    auto page = services.records.list(filter, 0, kPage);
    if (!page.records.empty()) filter.before = page.records.back().first_seq;
    std::ranges::move(page.records, std::back_inserter(out));
    if (page.records.size() < static_cast<std::size_t>(kPage)) return out;
  }
}

std::string readme(const std::string& month, const std::string& base_url) {
  return month +
         " 公示的行政执法决定\r\n\r\n"
         "decisions.csv、decisions.json  公示中的决定（制作时的状态）\r\n"
         "dictionary.json               数据字典\r\n"
         "MANIFEST                      各文件的 SHA-256，由公开日志的密钥签名\r\n\r\n"
         "核验：mingcha-verify bundle <解压后的目录> --policy <信任策略>\r\n"
         "以后撤下的决定见 " +
         base_url +
         "/data/changes.json，请同步删除。\r\n\r\n"
         "Decisions published in the month, as they were public when this was made. MANIFEST has "
         "the\r\n"
         "SHA-256 of each file and the signature of the public log's key. Check it with\r\n"
         "mingcha-verify bundle <folder> --policy <policy>.\r\n"
         "What is withdrawn later is listed by " +
         base_url + "/data/changes.json: please delete your copy too.\r\n";
}

}  // namespace

std::vector<portal::ColumnView> data_columns(const pack::Pack& pack) {
  auto columns = fixed_columns();
  for (const auto& id : pack.disclosure.summary) {
    if (const auto* field = pack.field(id))
      columns.push_back({facts_name(id), "text", field->label});
  }
  return columns;
}

PublicRecord record_of(const desk::PublicDecision& decision) {
  const auto& row = decision.row;
  PublicRecord record;
  record.public_id = row.public_id;
  record.state = row.state;
  record.item = decision.item;
  record.digest = decision.state.prepared->digest;
  record.facts = Json(decision.state.prepared->facts).dump();
  record.number = row.number;
  record.title = row.title;
  record.party = row.party;
  record.outcome = row.outcome;
  record.unit = row.unit;
  record.unit_name = row.unit_name;
  record.decided_on = row.decided_on;
  record.published_on = row.published_on;
  return record;
}

std::string record_json(const PublicRecord& record, const desk::Services& services) {
  return record_object(record, services).dump();
}

std::string records_csv(const std::vector<PublicRecord>& records, const desk::Services& services) {
  const auto columns = data_columns(services.pack);
  std::vector<std::string> cells;
  for (const auto& column : columns) cells.push_back(column.name);
  std::string out = "\xEF\xBB\xBF" + line(cells);
  for (const auto& record : records) {
    const auto object = record_object(record, services);
    const auto facts = object.value("facts", Json::object());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto& name = columns[i].name;
      constexpr std::size_t kPrefix = 6;  // "facts."
      cells[i] = name.starts_with("facts.") ? cell(facts.value(name.substr(kPrefix), Json{}))
                                            : cell(object.value(name, Json{}));
    }
    out += line(cells);
  }
  return out;
}

std::string bundle_of(const std::string& month, desk::Services& services) {
  const auto records = of_month(month, services);
  if (records.empty()) return {};
  std::string json = "{\"month\":\"" + month + "\",\"decisions\":[\n";
  for (const auto& record : records) {
    json += record_json(record, services) + (&record == &records.back() ? "\n" : ",\n");
  }
  json += "]}\n";
  const std::vector<std::pair<std::string, std::string>> files{
      {"README.txt", readme(month, services.site.base_url)},
      {"decisions.csv", records_csv(records, services)},
      {"decisions.json", std::move(json)},
      {"dictionary.json", portal::dictionary_json(data_columns(services.pack))}};
  std::vector<ledger::Manifest::File> listed;
  std::ostringstream out;
  render::Archive archive{out};
  for (const auto& [name, bytes] : files) {
    listed.push_back({name, bytes.size(), crypto::sha256(bytes)});
    archive.add(name, bytes);
  }
  archive.add(ledger::kManifestName, services.log.sign_manifest("decisions " + month, listed));
  archive.finish();
  return std::move(out).str();
}

portal::FeedEntry feed_entry(const PublicRecord& record, const pack::Pack& pack) {
  portal::FeedEntry entry;
  entry.id = record.public_id;
  entry.published = record.published_at;
  entry.updated = record.changed_at;
  entry.withdrawn = record.state != "published";
  if (entry.withdrawn) return entry;
  entry.corrected = record.corrected;
  entry.title = record.number + " " + record.title;
  const auto* item = item_of(pack, record.item);
  const auto& title = item == nullptr ? Text{record.title, record.title} : item->title;
  entry.summary = {record.party + "：" + record.title + "。" + record.outcome + "。" +
                       record.unit_name + "，" + record.decided_on + "。",
                   record.party + ": " + title.in(Language::en) + ". " + record.outcome + ". " +
                       record.unit_name + ", " + record.decided_on + "."};
  return entry;
}

}  // namespace mingcha::http
