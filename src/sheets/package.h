// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace mingcha::sheets {

/// The parts of a workbook file (a ZIP). Reads no more than it is allowed in all.
class Package {
 public:
  enum class Outcome {
    done,
    missing,    ///< No part of that name.
    broken,     ///< Cut off, encrypted, or with a wrong checksum.
    too_large,  ///< More than was allowed would come out.
    stopped,    ///< The caller had enough.
  };

  /// Null when the bytes are no ZIP. They must outlive the package.
  [[nodiscard]] static std::unique_ptr<Package> open(std::string_view bytes,
                                                     std::uint64_t unpacked_max);
  ~Package();
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;

  /// Hands out the part in pieces until it ends or `take` says false.
  [[nodiscard]] Outcome read(const std::string& part,
                             const std::function<bool(std::string_view)>& take);
  [[nodiscard]] bool has(const std::string& part) const;

 private:
  Package(struct zip* archive, std::uint64_t left) : archive_{archive}, left_{left} {}

  struct zip* archive_;
  std::uint64_t left_;
};

}  // namespace mingcha::sheets
