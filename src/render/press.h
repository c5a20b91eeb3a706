// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/instant.h"
#include "pack/definition.h"

namespace mingcha::render {

class Fonts;

/// What was recorded beside the text and has a place on paper.
struct Marks {
  std::string link;                               ///< Of the page that verifies the paper.
  std::string follow_link;                        ///< Of the page on which the case is followed.
  std::string follow_code;                        ///< Asked for there; empty: not printed.
  std::map<std::string, std::string> signatures;  ///< Field → PNG that a person drew.
  std::map<std::string, std::string> refusals;  ///< Field → why there is no signature, who saw it.
};

enum class Stage {
  issued,   ///< As it was issued: nothing in it is open.
  preview,  ///< Of a paper that may come: 草稿 across every sheet, gaps marked, no seal, no code.
};

struct Paper {
  std::string title;                     ///< Of the kind of document: it becomes the PDF's title.
  std::string text;                      ///< As issued: the truth of the paper.
  const pack::Layout* layout = nullptr;  ///< Null: plainly.
  const std::map<std::string, pack::Field>* fields = nullptr;  ///< For boxes; never null.
  Marks marks;
  Instant made;  ///< When it was issued; the PDF says so.
  Stage stage = Stage::issued;
};

struct PressOptions {
  std::filesystem::path fonts;  ///< The deployer's own fonts; may be empty.
  std::string seal_png;         ///< The organ's seal; empty: none is printed …
  bool for_show = false;        ///< … but a fictional one, drawn from the organ's name.
};

/// Makes papers. The same paper gives the same bytes, on any thread, at any time. The text is set
/// as its layout says; a text that does not fit its layout is set plainly, line for line.
class Press {
 public:
  /// Fault when the seal is no PNG. Fonts are looked for with the first paper: Fault there when
  /// there are none for Chinese.
  explicit Press(PressOptions options);
  ~Press();

  [[nodiscard]] std::string print(const Paper& paper) const;

 private:
  const Fonts& fonts() const;

  PressOptions options_;
  mutable std::once_flag looked_;
  mutable std::unique_ptr<Fonts> fonts_;
};

}  // namespace mingcha::render
