// SPDX-License-Identifier: Apache-2.0
#include "http/console/console.h"

#include <set>

#include <gmock/gmock.h>
#include <zlib.h>

#include "http/console/console_files.h"
#include "http/finish.h"

namespace mingcha::http {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string unpacked(std::string_view packed, std::size_t size) {
  std::string text(size + 1, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

const ConsoleFile& page() {
  for (const ConsoleFile& file : console_files()) {
    if (file.path == "index.html") return file;
  }
  throw std::runtime_error("no index.html");
}

TEST(Console, HoldsEachFileTwiceWithTheSameContent) {
  for (const ConsoleFile& file : console_files()) {
    ASSERT_FALSE(file.plain.empty()) << file.path;
    EXPECT_EQ(unpacked(file.packed, file.plain.size()), file.plain) << file.path;
  }
}

TEST(Console, NamesEachAssetByItsContent) {
  std::set<std::string_view> paths;
  for (const ConsoleFile& file : console_files()) {
    EXPECT_TRUE(paths.insert(file.path).second) << file.path;
    if (!file.path.starts_with("assets/")) continue;
    const auto dash = file.path.rfind('-');
    ASSERT_NE(dash, std::string_view::npos) << file.path;
    EXPECT_GE(file.path.find('.', dash) - dash, 8U) << file.path;
  }
}

TEST(Console, HasNothingInItsPageThatTheContentPolicyWouldStop) {
  const std::string html{page().plain};
  EXPECT_THAT(html, HasSubstr("<script type=\"module\" crossorigin src=\"/console/assets/"));
  EXPECT_THAT(html, Not(HasSubstr("<style")));
  EXPECT_THAT(html, Not(HasSubstr(" style=")));
  EXPECT_THAT(html, Not(HasSubstr(" onload=")));
  for (std::size_t at = html.find("<script"); at != std::string::npos;
       at = html.find("<script", at + 1)) {
    EXPECT_EQ(html.substr(html.find('>', at), 10), "></script>");
  }
}

}  // namespace
}  // namespace mingcha::http
