// SPDX-License-Identifier: Apache-2.0
#include "http/form_body.h"

#include <algorithm>

namespace mingcha::http {
namespace {

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

}  // namespace

std::string FormBody::text(std::string_view name) const {
  const auto found = fields_.lower_bound(name);
  if (found == fields_.end() || found->first != name) return {};
  auto text = to_nfc(found->second).value_or(std::string{});
  std::erase(text, '\r');
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return std::string{trim(text)};
}

// The body of a form is written as a query is.
Result<FormBody> read_form(const Request& request) {
  Request scratch;
  if (!read_target("/?" + request.body, scratch)) {
    return tl::unexpected<Rejection>(
        {Refusal::malformed,
         {"提交的内容无法读取，请重新填写",
          "What was sent cannot be read: please fill in the form again"},
         {}});
  }
  return FormBody{std::move(scratch.query)};
}

}  // namespace mingcha::http
