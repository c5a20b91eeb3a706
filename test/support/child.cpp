// SPDX-License-Identifier: Apache-2.0
#include "test/support/child.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include "test/support/temporary_folder.h"

namespace mingcha::test {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// A pipe's capacity is 64 KiB: all that is said to a program here is a password.
int filled_pipe(std::string_view input) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) fail("pipe");
  const ssize_t written = write(ends[1], input.data(), input.size());
  close(ends[1]);
  if (written != static_cast<ssize_t>(input.size())) fail("write");
  return ends[0];
}

}  // namespace

Child::Child(std::vector<std::string> words, std::filesystem::path output, std::string_view input) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const int source = filled_pipe(input);
  const int sink = open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (sink < 0) fail(output.string());
  id_ = fork();
  if (id_ < 0) fail("fork");
  if (id_ == 0) {
    dup2(source, STDIN_FILENO);
    dup2(sink, STDOUT_FILENO);
    dup2(sink, STDERR_FILENO);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(source);
  close(sink);
}

Child::~Child() {
  if (!running()) return;
  send(SIGKILL);
  wait();
}

void Child::send(int signal) const {
  if (!ended_) kill(id_, signal);
}

int Child::wait() {
  if (!ended_) {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0) {
      if (errno != EINTR) fail("waitpid");
    }
    ended_ = true;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  return status_;
}

bool Child::running() {
  if (ended_) return false;
  int status = 0;
  if (waitpid(id_, &status, WNOHANG) != id_) return true;
  ended_ = true;
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return false;
}

Finished run(std::vector<std::string> words, std::string_view input) {
  const TemporaryFolder folder;
  const auto output = folder.path() / "output";
  Child child{std::move(words), output, input};
  const int status = child.wait();
  return {status, read_file(output)};
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream out{file, std::ios::binary};
  out << bytes;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace mingcha::test
