// SPDX-License-Identifier: Apache-2.0
#include "ledger/manifest.h"

#include <algorithm>

#include <fmt/format.h>

#include "ledger/syntax.h"

namespace mingcha::ledger {
namespace {

constexpr std::string_view kFirstLine = "ael-bundle/v1";
constexpr std::size_t kMostFiles = 10'000;
constexpr std::size_t kHexDigest = 64;

tl::unexpected<Rejection> bad_manifest() {
  return unreadable("清单格式不对，应为 ael-bundle/v1 的签名清单。",
                    "This is no signed manifest of the form ael-bundle/v1.");
}

bool is_visible(char c) { return c > 0x20 && c < 0x7f; }

/// Names become paths of whoever unpacks and checks: nothing that leads elsewhere.
bool is_file_name(std::string_view name) {
  return !name.empty() && name.size() <= 200 && name.front() != '.' &&
         std::ranges::all_of(name, [](char c) { return is_visible(c) && c != '/' && c != '\\'; });
}

bool is_title(std::string_view what) {
  return !what.empty() && what.size() <= 200 &&
         std::ranges::all_of(what, [](char c) { return is_visible(c) || c == ' '; });
}

std::optional<Manifest::File> parse_file(std::string_view line) {
  if (line.size() < kHexDigest + 4 || line[kHexDigest] != ' ') return std::nullopt;
  const auto hex = line.substr(0, kHexDigest);
  const auto raw = from_hex(hex);
  const auto digest = raw && to_hex(*raw) == hex ? to_digest(*raw) : std::nullopt;
  line.remove_prefix(kHexDigest + 1);
  const auto space = line.find(' ');
  if (!digest || space == std::string_view::npos) return std::nullopt;
  const auto size = parse_decimal(line.substr(0, space));
  const auto name = line.substr(space + 1);
  if (!size || !is_file_name(name)) return std::nullopt;
  return Manifest::File{std::string{name}, *size, *digest};
}

}  // namespace

std::string Manifest::text() const {
  auto out = fmt::format("{}\n{}\n{}\n{}\n", kFirstLine, origin, what, log_size);
  for (const auto& file : files) {
    out += fmt::format("{} {} {}\n", to_hex(as_bytes(file.digest)), file.size, file.name);
  }
  return out;
}

Result<Manifest> parse_manifest_text(std::string_view text) {
  const auto first = take_line(text);
  const auto origin = take_line(text);
  const auto what = take_line(text);
  const auto size_line = take_line(text);
  if (!first || *first != kFirstLine || !origin || origin->empty()) return bad_manifest();
  if (!what || !is_title(*what) || !size_line) return bad_manifest();
  const auto log_size = parse_decimal(*size_line);
  if (!log_size) return bad_manifest();
  Manifest manifest{std::string{*origin}, std::string{*what}, *log_size, {}};
  while (!text.empty()) {
    const auto line = take_line(text);
    auto file = line ? parse_file(*line) : std::nullopt;
    if (!file || manifest.files.size() == kMostFiles) return bad_manifest();
    if (std::ranges::find(manifest.files, file->name, &Manifest::File::name) !=
        manifest.files.end()) {
      return bad_manifest();
    }
    manifest.files.push_back(*std::move(file));
  }
  if (manifest.files.empty()) return bad_manifest();
  return manifest;
}

Note sign_manifest(const Manifest& manifest, const NoteSigner& signer) {
  auto text = manifest.text();
  auto line = signer.sign(text);
  return {std::move(text), {std::move(line)}};
}

Result<Manifest> open_manifest(std::string_view bytes, const VerifierKey& log) {
  const auto note = parse_note(bytes);
  if (!note) return tl::unexpected(note.error());
  auto manifest = parse_manifest_text(note->text);
  if (!manifest) return manifest;
  if (manifest->origin != log.name()) {
    return not_proven(
        fmt::format("清单来自“{}”，不是“{}”。", manifest->origin, log.name()),
        fmt::format("The manifest is of {}, not of {}.", manifest->origin, log.name()));
  }
  const auto lines = verify_note(*note, {&log, 1});
  if (!lines) return tl::unexpected(lines.error());
  if (lines->empty()) {
    return not_proven(fmt::format("清单没有“{}”的签名。", log.name()),
                      fmt::format("The manifest is not signed by {}.", log.name()));
  }
  return manifest;
}

}  // namespace mingcha::ledger
