// SPDX-License-Identifier: Apache-2.0
#include "test/support/postgres_cluster.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <memory>
#include <pwd.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace mingcha::test {
namespace {

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr std::chrono::seconds kStartMax{60};

struct User {
  uid_t uid = 0;
  gid_t gid = 0;
};

User server_user() {
  if (geteuid() != 0) return {geteuid(), getegid()};
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* found = getpwnam(name)) return {found->pw_uid, found->pw_gid};
  }
  throw std::runtime_error("there is no user postgres or nobody to run PostgreSQL as");
}

/// In the child, between fork and exec: only calls that are safe there.
[[noreturn]] void become(const User& user, const char* log, std::vector<char*>& arguments) {
  const int output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output >= 0) {
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
  }
  if (geteuid() == 0 &&
      (setgroups(0, nullptr) != 0 || setgid(user.gid) != 0 || setuid(user.uid) != 0)) {
    _exit(126);
  }
  // SIGQUIT is PostgreSQL's "stop at once". Set after setuid, which would clear it.
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  execv(arguments[0], arguments.data());
  _exit(127);
}

pid_t launch(std::vector<std::string> words, const std::string& log) {
  const User user = server_user();
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) become(user, log.c_str(), arguments);
  return child;
}

std::string contents(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

}  // namespace

PostgresCluster::PostgresCluster() {
  initialise();
  start();
}

PostgresCluster::~PostgresCluster() {
  if (server_ != 0) crash();
}

PostgresCluster& PostgresCluster::shared() {
  static PostgresCluster cluster;
  return cluster;
}

void PostgresCluster::initialise() {
  const User user = server_user();
  if (chown(folder_.path().c_str(), user.uid, user.gid) != 0) {
    throw std::system_error(errno, std::generic_category(), folder_.path());
  }
  const auto log = folder_.path() / "log";
  // Another language than "C", as a deployer may have: what we order must not depend on it.
  const pid_t child = launch(
      {std::string{kPrograms} + "initdb", "--pgdata", folder_.path() / "data", "--username",
       "mingcha", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"},
      log);
  int status = 0;
  if (waitpid(child, &status, 0) != child || status != 0) {
    throw std::runtime_error("initdb of PostgreSQL 15 failed: " + contents(log));
  }
}

void PostgresCluster::start() {
  server_ = launch({std::string{kPrograms} + "postgres", "-D", folder_.path() / "data", "-k",
                    folder_.path(), "-c", "listen_addresses=", "-c", "max_connections=200"},
                   folder_.path() / "log");
  wait_until_ready();
}

void PostgresCluster::wait_until_ready() const {
  const auto until = std::chrono::steady_clock::now() + kStartMax;
  while (PQping(conninfo("postgres").c_str()) != PQPING_OK) {
    if (waitpid(server_, nullptr, WNOHANG) != 0 || std::chrono::steady_clock::now() > until) {
      throw std::runtime_error("PostgreSQL did not start: " + contents(folder_.path() / "log"));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

void PostgresCluster::crash() {
  kill(server_, SIGQUIT);
  waitpid(server_, nullptr, 0);
  server_ = 0;
}

std::string PostgresCluster::conninfo(const std::string& database) const {
  return fmt::format("host={} user=mingcha dbname={}", folder_.path().string(), database);
}

void PostgresCluster::execute(const std::string& sql) const {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection{
      PQconnectdb(conninfo("postgres").c_str()), &PQfinish};
  const std::unique_ptr<PGresult, decltype(&PQclear)> answer{PQexec(connection.get(), sql.c_str()),
                                                             &PQclear};
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
    throw std::runtime_error(PQerrorMessage(connection.get()));
  }
}

std::string PostgresCluster::create_database() {
  const auto name = fmt::format("test_{}", ++made_);
  execute("CREATE DATABASE " + name);
  return "postgresql:" + conninfo(name);
}

std::string PostgresCluster::create_schema() {
  const auto name = fmt::format("test_{}", ++made_);
  execute("CREATE SCHEMA " + name);
  return fmt::format("postgresql:{} options='-c search_path={}'", conninfo("postgres"), name);
}

}  // namespace mingcha::test
