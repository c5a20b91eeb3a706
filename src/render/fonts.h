// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

typedef struct _FcConfig FcConfig;
typedef struct _FcCharSet FcCharSet;
typedef struct _PangoContext PangoContext;
typedef struct _PangoFontMap PangoFontMap;
typedef struct _PangoFontDescription PangoFontDescription;

namespace mingcha::render {

/// The typefaces of official papers, each with the fonts that stand in for it.
enum class Face {
  fangsong,  ///< 仿宋: text of official documents.
  title,     ///< 小标宋: titles.
  song,      ///< 宋体: forms and page numbers.
  hei,       ///< 黑体: emphasis.
  kai,       ///< 楷体: names as people sign.
};

/// A Pango context of one thread at a time, and the way back to where it was lent from.
class Lent;

/// The installed fonts, looked at once. Every function may be called from any thread: what Pango
/// cannot share between threads is lent to one at a time.
class Fonts {
 public:
  /// `folder` may hold fonts of the deployer's own, which come first; it may be empty. Fault when
  /// no font for Chinese is installed.
  explicit Fonts(const std::filesystem::path& folder);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  [[nodiscard]] Lent borrow() const;
  /// Names of the fonts of a face, first choice first, as Pango takes them.
  [[nodiscard]] const std::string& families(Face face) const;
  /// Whose figures and Latin letters go with 仿宋, where its own do not; else empty.
  [[nodiscard]] const std::string& figures() const { return figures_; }
  /// The text as it can be printed: characters that no font has are written 〔U+1F600〕, tabs as
  /// spaces; control characters and those that turn the direction of writing are left out.
  /// Ill-formed bytes are written 〔?〕.
  [[nodiscard]] std::string printable(std::string_view text) const;

 private:
  friend class Lent;
  void give_back(PangoFontMap* map) const;

  FcConfig* config_ = nullptr;
  FcCharSet* covered_ = nullptr;
  std::vector<std::string> families_;
  std::string figures_;
  mutable std::mutex mutex_;
  mutable std::vector<PangoFontMap*> idle_;
};

class Lent {
 public:
  Lent(const Fonts& fonts, PangoFontMap* map);
  ~Lent();
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  [[nodiscard]] PangoContext* context() const { return context_; }
  [[nodiscard]] const Fonts& fonts() const { return fonts_; }

 private:
  const Fonts& fonts_;
  PangoFontMap* map_;
  PangoContext* context_;
};

}  // namespace mingcha::render
