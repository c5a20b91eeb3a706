// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/instant.h"
#include "programs/settings.h"

namespace mingcha::pack {
struct Pack;
}  // namespace mingcha::pack

namespace mingcha::store {
class Database;
class Session;
}  // namespace mingcha::store

namespace mingcha::desk {
class Integrator;
class Recorder;
struct Services;
}  // namespace mingcha::desk

namespace mingcha::programs {

/// The use cases over one database and one clock.
class Office {
 public:
  Office(Clock& clock, struct Ground& ground);
  ~Office();
  [[nodiscard]] desk::Services& services();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// What every command of the program stands on: pack, keys, database, vault, log folder.
/// Folders below the data directory are made when missing; the directory itself is not.
struct Ground {
  explicit Ground(Settings chosen);
  ~Ground();

  Settings settings;
  std::shared_ptr<const pack::Pack> pack;
  struct Parts;
  std::unique_ptr<Parts> parts;

  [[nodiscard]] store::Database& database();
  [[nodiscard]] desk::Integrator& integrator();
  [[nodiscard]] std::filesystem::path arrivals() const;
};

/// What fills the derived rows that belong to no case, for a rebuild.
[[nodiscard]] std::vector<std::function<void(store::Session&)>> other_rows(
    desk::Services& services);

}  // namespace mingcha::programs
