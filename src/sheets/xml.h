// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace mingcha::sheets {

/// Attributes by local name.
using XmlAttributes = std::map<std::string, std::string>;

/// Hears an XML text as it is read: names without their namespace's prefix. A document type
/// declaration is an error, so nothing is ever expanded or fetched.
class XmlReader {
 public:
  struct Listener {
    std::function<void(const std::string& name, const XmlAttributes&)> begin;
    std::function<void(const std::string& name)> end;
    std::function<void(std::string_view text)> text;
  };

  explicit XmlReader(Listener listener);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  /// False once the text is not well-formed, or the listener has called stop().
  bool feed(std::string_view piece);
  /// Whether the text is whole.
  [[nodiscard]] bool finish();
  void stop();
  [[nodiscard]] bool stopped() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mingcha::sheets
