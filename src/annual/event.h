// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/text.h"

/// What can happen to the annual report of a year: its figures are fixed by one person, and
/// published by another. One stream for each year.
namespace mingcha::annual {

/// A number of the report, with what it was counted from.
struct Figure {
  std::string column;
  Text title;
  std::int64_t value = 0;    ///< Records, or yuan.
  bool money = false;        ///< In yuan; told in ten thousands.
  bool by_hand = false;      ///< Entered; not from the record of cases.
  bool told = true;          ///< Not where a small sum would tell of a sealed record.
  std::int64_t records = 0;  ///< How many were counted.
  std::string digest;        ///< SHA-256 of the list of them, hex; empty for entered ones.
  std::string query;         ///< By what they were found.
};

struct Table {
  std::string table;
  Text title;
  bool power = true;  ///< The agency has power of this kind.
  std::vector<Figure> figures;
};

/// The figures as they stood at a moment; who fixed them is the actor.
struct ReportFixed {
  std::int64_t year = 0;
  std::string agency, agency_code;
  std::string from, to;  ///< Days, both included.
  std::string fixed_on;  ///< Day.
  std::string pack, pack_version, pack_digest;
  std::vector<Table> tables;
  std::vector<Text> rules;
  std::string explanation;  ///< 文字说明, public.
  std::string sources;      ///< Where the entered figures are from; for inside.
  std::string correction;   ///< Why a published report is replaced; empty: the first.
  std::string records;      ///< SHA-256 of the kept list of all records counted, hex.
};

struct PublishedFile {
  std::string format;  ///< csv | xlsx
  std::string sha256;
  std::int64_t size = 0;
};

/// A second person confirmed exactly these figures; they are public from now on.
struct ReportPublished {
  std::string digest;        ///< SHA-256 of the public document (document_of), hex.
  std::string published_on;  ///< Day.
  std::vector<PublishedFile> files;
};

using Event = std::variant<ReportFixed, ReportPublished>;

}  // namespace mingcha::annual
