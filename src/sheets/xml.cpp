// SPDX-License-Identifier: Apache-2.0
#include "sheets/xml.h"

#include <expat.h>

namespace mingcha::sheets {
namespace {

std::string local_name(const XML_Char* name) {
  const std::string_view whole{name};
  const auto colon = whole.rfind(':');
  return std::string{colon == std::string_view::npos ? whole : whole.substr(colon + 1)};
}

}  // namespace

struct XmlReader::State {
  Listener listener;
  XML_Parser parser = nullptr;
  bool failed = false, stopped = false;

  static State& of(void* data) { return *static_cast<State*>(data); }

  void halt() { ::XML_StopParser(parser, XML_FALSE); }

  static void begin(void* data, const XML_Char* name, const XML_Char** attributes) {
    auto& state = of(data);
    XmlAttributes read;
    for (; *attributes != nullptr; attributes += 2) read[local_name(attributes[0])] = attributes[1];
    state.listener.begin(local_name(name), read);
  }
  static void end(void* data, const XML_Char* name) { of(data).listener.end(local_name(name)); }
  static void text(void* data, const XML_Char* text, int length) {
    of(data).listener.text({text, static_cast<std::size_t>(length)});
  }
  static void doctype(void* data, const XML_Char* /*name*/, const XML_Char* /*system*/,
                      const XML_Char* /*public_id*/, int /*internal*/) {
    of(data).failed = true;
    of(data).halt();
  }
};

XmlReader::XmlReader(Listener listener) : state_{std::make_unique<State>()} {
  state_->listener = std::move(listener);
  state_->parser = ::XML_ParserCreate(nullptr);
  ::XML_SetUserData(state_->parser, state_.get());
  ::XML_SetElementHandler(state_->parser, State::begin, State::end);
  ::XML_SetCharacterDataHandler(state_->parser, State::text);
  ::XML_SetStartDoctypeDeclHandler(state_->parser, State::doctype);
}

XmlReader::~XmlReader() { ::XML_ParserFree(state_->parser); }

bool XmlReader::feed(std::string_view piece) {
  if (state_->failed || state_->stopped) return false;
  const auto status =
      ::XML_Parse(state_->parser, piece.data(), static_cast<int>(piece.size()), XML_FALSE);
  if (status != XML_STATUS_OK && !state_->stopped) state_->failed = true;
  return !state_->failed && !state_->stopped;
}

bool XmlReader::finish() {
  if (state_->failed || state_->stopped) return false;
  return ::XML_Parse(state_->parser, "", 0, XML_TRUE) == XML_STATUS_OK;
}

void XmlReader::stop() {
  state_->stopped = true;
  state_->halt();
}

bool XmlReader::stopped() const { return state_->stopped; }

}  // namespace mingcha::sheets
