// SPDX-License-Identifier: Apache-2.0
#include "desk/report_file.h"

#include <fstream>
#include <sstream>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "sheets/writer.h"
#include "vault/folder_vault.h"

namespace mingcha::desk {
namespace {

namespace fs = std::filesystem;

fs::path fresh_path(const FileRoom& room) {
  return room.arrivals / ("report-" + to_hex(crypto::random_bytes(16)));
}

KeptFile keep(const FileRoom& room, const std::string& format, const fs::path& path) {
  const auto kept = room.vault.keep(path, {});
  if (!kept) throw Fault("cannot keep " + path.string() + ": " + kept.error().title.en);
  return {format, kept->sha256, static_cast<std::int64_t>(kept->size)};
}

}  // namespace

KeptFile keep_sheet(const FileRoom& room, const std::string& format,
                    const std::vector<std::string>& columns, const SheetRows& rows) {
  const auto path = fresh_path(room);
  const auto kind = format == "xlsx" ? sheets::Format::xlsx : sheets::Format::csv;
  auto writer = sheets::make_writer(kind, path, columns);
  for (const auto& row : rows) writer->add(row);
  writer->finish();
  writer.reset();
  return keep(room, format, path);
}

KeptFile keep_bytes(const FileRoom& room, const std::string& format, const std::string& bytes) {
  const auto path = fresh_path(room);
  {
    std::ofstream out{path, std::ios::binary};
    out << bytes;
    out.flush();
    if (!out) throw Fault("cannot write " + path.string());
  }
  return keep(room, format, path);
}

std::string kept_bytes(const FileRoom& room, const std::string& sha256) {
  const auto path = room.vault.find(sha256);
  if (!path) throw Fault("a kept file is missing: " + sha256);
  std::ifstream in{*path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) throw Fault("cannot read " + path->string());
  auto bytes = out.str();
  if (to_hex(as_bytes(crypto::sha256(bytes))) != sha256) {
    throw Fault("a kept file was changed: " + sha256);
  }
  return bytes;
}

}  // namespace mingcha::desk
