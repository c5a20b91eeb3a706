// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How a document's text stands on paper (documents/<id>/layout.yaml). The text stays what was
/// issued; a layout only says where each of its lines goes.
namespace mingcha::pack {

/// One cell of a table. `label` and `value` name a line of the text by what stands before its "：".
struct LayoutCell {
  enum class Kind {
    words,      ///< Furniture of the form: printed as it stands here.
    label,      ///< The words before "：".
    value,      ///< What follows "：", and the lines up to the next label.
    boxes,      ///< The choices of `field`, the one in the text ticked.
    signature,  ///< The value as a signature: drawn, or the names as they sign.
  };
  Kind kind{};
  std::string text;     ///< The words, or the label.
  std::string field;    ///< boxes: the choice. signature: where the drawn one is recorded.
  std::string refusal;  ///< signature: field that says why there is none, and who saw it.
  std::size_t across = 1;
  std::size_t down = 1;
  double least_mm = 0;  ///< Least height.
};

struct LayoutBlock {
  enum class Kind {
    line,        ///< Exactly the next line, in the style below.
    fields,      ///< "label：value" lines, one below the other.
    table,       ///
    body,        ///< Paragraphs: all lines up to what the next block begins with.
    questions,   ///< As body; lines that begin with 问： or 答： hang.
    points,      ///< A table of "title：opinion（note）" or "cell｜cell" lines, one row each.
    signatures,  ///< "label：names" lines, as signatures.
    seal,        ///< The organ's name with （印章） and the day, under the seal.
    note,        ///< Small print at the end, between two rules.
  };
  enum class Style { red_head, title, subtitle, number, right };
  Kind kind{};
  Style style{};
  std::string from;                 ///< The words its first line begins with; may be empty.
  std::vector<std::string> labels;  ///< fields
  std::vector<double> columns;      ///< table, points: widths in proportion.
  std::vector<std::string> heads;   ///< points: the words over its columns.
  std::vector<std::vector<LayoutCell>> rows;
  std::vector<LayoutCell> signers;  ///< signatures
  bool verifiable = false;          ///< seal: with the code that opens the verification page.
};

struct Layout {
  enum class Form {
    official,  ///< As official documents are set: 29 pt lines, 28 characters, big margins.
    record,    ///< Records and forms: narrower margins, smaller type.
  };
  enum class Pages { dashes, total };  ///< — 1 —, or 第 1 页 共 2 页.
  Form form{};
  Pages pages{};
  /// The signers stand at the foot of every page, not only at the end.
  bool signed_on_every_page = false;
  std::vector<LayoutBlock> blocks;
};

/// What one block took from a text.
struct Portion {
  struct Entry {
    std::string label;               ///< Empty in line, body, questions, seal, note.
    std::vector<std::string> lines;  ///< At least one; the first is what follows "：".
    std::size_t first = 0;           ///< Which line of the text it began on, from 0.
  };
  std::vector<Entry> entries;
};

struct Arrangement {
  std::vector<Portion> portions;  ///< One per block of the layout; empty where it took nothing.
};

/// Why a text does not go into a layout: the line that no block takes, or takes twice; or the
/// number of lines when something is missing at the end.
struct Misfit {
  std::size_t line = 0;
  bool again = false;
};

/// Gives every line of the text to exactly one block, in order. Nothing where that cannot be done
/// without doubt: a value that poses as another line of the form is such a doubt.
[[nodiscard]] bool arrange(const Layout& layout, std::string_view text, Arrangement& into,
                           Misfit& misfit);

}  // namespace mingcha::pack
