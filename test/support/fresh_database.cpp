// SPDX-License-Identifier: Apache-2.0
#include "test/support/fresh_database.h"

#include "test/support/postgres_cluster.h"

namespace mingcha::test {

FreshDatabase::FreshDatabase(store::Engine engine)
    : address_{engine == store::Engine::sqlite
                   ? "sqlite:" + (folder_.path() / "mingcha.db").string()
                   : PostgresCluster::shared().create_schema()} {}

}  // namespace mingcha::test
