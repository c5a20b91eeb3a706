// SPDX-License-Identifier: Apache-2.0
#include "render/fonts.h"

#include <array>
#include <cstdint>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <fmt/format.h>

#include "base/result.h"
#include "base/text.h"

namespace mingcha::render {
namespace {

using Names = std::vector<const char*>;

/// First what an office buys, then what Debian has, last the fonts of the rarest characters.
const Names& names_of(Face face) {
  static const Names kFangsong{"仿宋_GB2312",
                               "FangSong_GB2312",
                               "方正仿宋_GBK",
                               "FandolFang R",
                               "Noto Serif CJK SC Light",
                               "Noto Serif CJK SC",
                               "HanaMinA",
                               "HanaMinB"};
  static const Names kTitle{"方正小标宋_GBK",    "方正小标宋简体", "FZXiaoBiaoSong-B05S",
                            "Noto Serif CJK SC", "HanaMinA",       "HanaMinB"};
  static const Names kSong{"Noto Serif CJK SC", "HanaMinA", "HanaMinB"};
  static const Names kHei{"Noto Sans CJK SC", "HanaMinA", "HanaMinB"};
  static const Names kKai{"楷体_GB2312",       "LXGW WenKai", "Noto Serif CJK SC Light",
                          "Noto Serif CJK SC", "HanaMinA",    "HanaMinB"};
  switch (face) {
    case Face::fangsong: return kFangsong;
    case Face::title: return kTitle;
    case Face::song: return kSong;
    case Face::hei: return kHei;
    case Face::kai: return kKai;
  }
  return kSong;
}

constexpr std::array kFaces{Face::fangsong, Face::title, Face::song, Face::hei, Face::kai};

FcChar8* as_fc(const char* text) {
  return reinterpret_cast<FcChar8*>(const_cast<char*>(text));  // NOLINT: read only
}

/// The font of exactly that name, or null: fontconfig otherwise answers with any other.
FcPattern* find(FcConfig* config, const char* family) {
  FcPattern* wanted = FcPatternCreate();
  FcPatternAddString(wanted, FC_FAMILY, as_fc(family));
  FcConfigSubstitute(config, wanted, FcMatchPattern);
  FcDefaultSubstitute(wanted);
  FcResult result{};
  FcPattern* found = FcFontMatch(config, wanted, &result);
  FcPatternDestroy(wanted);
  if (found == nullptr) return nullptr;
  FcChar8* name = nullptr;
  for (int i = 0; FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; ++i) {
    if (FcStrCmpIgnoreCase(name, as_fc(family)) == 0) return found;
  }
  FcPatternDestroy(found);
  return nullptr;
}

struct Decoded {
  char32_t code = 0;
  std::size_t length = 1;
  bool well_formed = false;
};

Decoded decode(std::string_view text) {
  const auto code = g_utf8_get_char_validated(text.data(), static_cast<gssize>(text.size()));
  if (code == static_cast<gunichar>(-1) || code == static_cast<gunichar>(-2)) return {};
  return {code, static_cast<std::size_t>(g_utf8_next_char(text.data()) - text.data()), true};
}

/// Seen by nobody: controls, zero-width characters, directions, tags.
bool is_invisible(char32_t code) {
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return true;
  if (code == 0xAD || code == 0x61C || code == 0x180E || code == 0xFEFF) return true;
  if (code >= 0x200B && code <= 0x200F) return true;
  if (code >= 0x2028 && code <= 0x202E) return true;
  if (code >= 0x2060 && code <= 0x206F) return true;
  return code >= 0xE0000 && code <= 0xE007F;
}

bool is_variation(char32_t code) {
  return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

}  // namespace

Fonts::Fonts(const std::filesystem::path& folder) : config_{FcInitLoadConfigAndFonts()} {
  if (config_ == nullptr) throw Fault("fontconfig cannot be set up");
  if (!folder.empty() && FcConfigAppFontAddDir(config_, as_fc(folder.c_str())) == FcFalse) {
    throw Fault("no fonts can be read from " + folder.string());
  }
  covered_ = FcCharSetCreate();
  for (const auto face : kFaces) {
    std::string list;
    for (const auto* name : names_of(face)) {
      FcPattern* found = find(config_, name);
      if (found == nullptr) continue;
      FcCharSet* charset = nullptr;
      if (FcPatternGetCharSet(found, FC_CHARSET, 0, &charset) == FcResultMatch) {
        FcCharSetMerge(covered_, charset, nullptr);
      }
      FcPatternDestroy(found);
      list += (list.empty() ? "" : ",") + std::string{name};
    }
    families_.push_back(std::move(list));
  }
  constexpr std::string_view kLight = "Noto Serif CJK SC Light";
  const auto& fangsong = families(Face::fangsong);
  if (fangsong.starts_with("FandolFang") && fangsong.find(kLight) != std::string::npos) {
    figures_ = kLight;
  }
  if (FcCharSetHasChar(covered_, U'决') == FcFalse) {
    throw Fault("no font for Chinese is installed: see tools/setup (fonts-noto-cjk)");
  }
}

Fonts::~Fonts() {
  for (auto* map : idle_) g_object_unref(map);
  FcCharSetDestroy(covered_);
  FcConfigDestroy(config_);
}

const std::string& Fonts::families(Face face) const {
  return families_[static_cast<std::size_t>(face)];
}

std::string Fonts::printable(std::string_view text) const {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [code, length, well_formed] = decode(text);
    const auto bytes = text.substr(0, length);
    text.remove_prefix(length);
    if (!well_formed) {
      out += "〔?〕";
    } else if (code == U'\t') {
      out += ' ';
    } else if (is_invisible(code)) {
      continue;
    } else if (is_variation(code) || FcCharSetHasChar(covered_, code) == FcTrue) {
      out += bytes;
    } else {
      out += fmt::format("〔U+{:04X}〕", static_cast<std::uint32_t>(code));
    }
  }
  return out;
}

Lent Fonts::borrow() const {
  {
    const std::scoped_lock lock{mutex_};
    if (!idle_.empty()) {
      auto* map = idle_.back();
      idle_.pop_back();
      return {*this, map};
    }
  }
  auto* map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  if (map == nullptr) throw Fault("Pango has no FreeType fonts");
  pango_cairo_font_map_set_resolution(reinterpret_cast<PangoCairoFontMap*>(map), 72.0);
  pango_fc_font_map_set_config(reinterpret_cast<PangoFcFontMap*>(map), config_);
  return {*this, map};
}

void Fonts::give_back(PangoFontMap* map) const {
  const std::scoped_lock lock{mutex_};
  idle_.push_back(map);
}

Lent::Lent(const Fonts& fonts, PangoFontMap* map)
    : fonts_{fonts}, map_{map}, context_{pango_font_map_create_context(map)} {
  auto* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context_, FALSE);
  pango_context_set_base_dir(context_, PANGO_DIRECTION_LTR);
  pango_context_set_language(context_, pango_language_from_string("zh-cn"));
}

Lent::~Lent() {
  g_object_unref(context_);
  fonts_.give_back(map_);
}

}  // namespace mingcha::render
