// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/request.h"

namespace mingcha::http {

/// What a page's form sent, decoded: UTF-8 without control characters but line breaks.
class FormBody {
 public:
  explicit FormBody(std::multimap<std::string, std::string, std::less<>> fields)
      : fields_{std::move(fields)} {}

  /// The first field of that name in NFC, trimmed, line breaks as \n; "" when there is none.
  [[nodiscard]] std::string text(std::string_view name) const;
  /// A box that was ticked.
  [[nodiscard]] bool ticked(std::string_view name) const { return fields_.contains(name); }

 private:
  std::multimap<std::string, std::string, std::less<>> fields_;
};

/// Refused as malformed when it cannot be decoded.
[[nodiscard]] Result<FormBody> read_form(const Request& request);

}  // namespace mingcha::http
