// SPDX-License-Identifier: Apache-2.0
#include "render/archive.h"

#include <zlib.h>

#include "base/result.h"

namespace mingcha::render {
namespace {

// APPNOTE.TXT 4.3: signatures, version 2.0, names in UTF-8, stored, 1 January 1980.
constexpr std::uint32_t kLocal = 0x04034B50;
constexpr std::uint32_t kCentral = 0x02014B50;
constexpr std::uint32_t kEnd = 0x06054B50;
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kUtf8 = 0x0800;
constexpr std::uint16_t kFirstDay = 0x0021;

/// Little end first.
class Fields {
 public:
  Fields& two(std::uint32_t value) {
    bytes += static_cast<char>(value & 255U);
    bytes += static_cast<char>(value >> 8U & 255U);
    return *this;
  }
  Fields& four(std::uint32_t value) { return two(value & 0xFFFFU).two(value >> 16U); }
  std::string bytes;
};

}  // namespace

Archive::Archive(const std::filesystem::path& file)
    : what_{file.string()}, file_{file, std::ios::binary | std::ios::trunc}, out_{file_} {}

Archive::Archive(std::ostream& out) : what_{"an archive"}, out_{out} {}

void Archive::write(std::string_view bytes) {
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  written_ += bytes.size();
  if (!out_ || written_ > 0xFFFF0000U) throw Fault("cannot write " + what_);
}

void Archive::add(const std::string& name, std::string_view bytes) {
  Entry entry{name, 0, static_cast<std::uint32_t>(bytes.size()),
              static_cast<std::uint32_t>(written_)};
  entry.check = static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  Fields head;
  head.four(kLocal).two(kVersion).two(kUtf8).two(0).two(0).two(kFirstDay);
  head.four(entry.check).four(entry.size).four(entry.size);
  head.two(static_cast<std::uint32_t>(name.size())).two(0);
  write(head.bytes + name);
  write(bytes);
  entries_.push_back(std::move(entry));
}

void Archive::finish() {
  const auto begin = static_cast<std::uint32_t>(written_);
  for (const auto& entry : entries_) {
    Fields head;
    head.four(kCentral).two(kVersion).two(kVersion).two(kUtf8).two(0).two(0).two(kFirstDay);
    head.four(entry.check).four(entry.size).four(entry.size);
    head.two(static_cast<std::uint32_t>(entry.name.size())).two(0).two(0).two(0).two(0);
    head.four(0).four(entry.place);
    write(head.bytes + entry.name);
  }
  const auto count = static_cast<std::uint32_t>(entries_.size());
  Fields end;
  end.four(kEnd).two(0).two(0).two(count).two(count);
  end.four(static_cast<std::uint32_t>(written_) - begin).four(begin).two(0);
  write(end.bytes);
  if (file_.is_open()) file_.close();
  out_.flush();
  if (!out_) throw Fault("cannot write " + what_);
}

}  // namespace mingcha::render
