// SPDX-License-Identifier: Apache-2.0
#include "media/child.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "base/result.h"

namespace mingcha::media {
namespace {

using Steady = std::chrono::steady_clock;
constexpr int kCannotStart = 127;
constexpr int kNice = 10;
constexpr std::size_t kComplaintMax = 4096;
constexpr std::chrono::milliseconds kLookAgain{20};

class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) throw Fault("media: no pipe");
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    for (const int end : ends_) {
      if (end >= 0) ::close(end);
    }
  }
  [[nodiscard]] int reading() const { return ends_[0]; }
  [[nodiscard]] int writing() const { return ends_[1]; }
  void close_writing() { ::close(std::exchange(ends_[1], -1)); }

 private:
  std::array<int, 2> ends_{-1, -1};
};

void set_limit(__rlimit_resource what, std::uint64_t value) {
  const rlimit limit{value, value};
  if (value > 0) ::setrlimit(what, &limit);
}

/// Between fork and exec in a process that has threads: nothing but system calls.
[[noreturn]] void become(const Errand& errand, char* const* words, const Pipe& output,
                         const Pipe& complaint, pid_t parent) {
  static const std::array<const char*, 3> kEnvironment{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                                       nullptr};
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(kCannotStart);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(output.writing(), STDOUT_FILENO);
  ::dup2(complaint.writing(), STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  ::setpriority(PRIO_PROCESS, 0, kNice);
  const rlimit none_at_all{0, 0};
  ::setrlimit(RLIMIT_CORE, &none_at_all);
  set_limit(RLIMIT_AS, errand.memory_bytes);
  set_limit(RLIMIT_FSIZE, errand.file_bytes);
  ::execve(words[0], words, const_cast<char* const*>(kEnvironment.data()));
  ::_exit(kCannotStart);
}

/// A running child; killed and waited for at the latest when this goes.
class Running {
 public:
  explicit Running(pid_t id) : id_{id} {}
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    if (!ended_) {
      kill();
      static_cast<void>(wait(0));
    }
  }
  void kill() const { ::kill(id_, SIGKILL); }
  [[nodiscard]] bool wait(int options) {
    pid_t got = 0;
    do got = ::waitpid(id_, &status_, options);
    while (got < 0 && errno == EINTR);
    ended_ = got != 0;
    return ended_;
  }
  [[nodiscard]] int status() const { return status_; }

 private:
  pid_t id_;
  int status_ = 0;
  bool ended_ = false;
};

/// Reads both pipes until both are closed or something says stop.
class Listener {
 public:
  Listener(const Errand& errand, const std::stop_token& stop, int output, int complaint)
      : errand_{errand}, stop_{stop}, end_{Steady::now() + errand.deadline} {
    ends_[0] = {output, POLLIN, 0};
    ends_[1] = {complaint, POLLIN, 0};
  }

  [[nodiscard]] Ending listen(Ended& ended) {
    while (ends_[0].fd >= 0 || ends_[1].fd >= 0) {
      if (const auto reason = reason_to_stop(); reason != Ending::by_itself) return reason;
      ::poll(ends_.data(), ends_.size(), static_cast<int>(kLookAgain.count()));
      if (!take(ends_[0], ended, &Listener::hear)) return Ending::said_too_much;
      take(ends_[1], ended, &Listener::note);
    }
    return Ending::by_itself;
  }
  [[nodiscard]] Ending reason_to_stop() const {
    if (stop_.stop_requested()) return Ending::cancelled;
    return Steady::now() >= end_ ? Ending::at_deadline : Ending::by_itself;
  }

 private:
  using Taker = bool (Listener::*)(std::string_view, Ended&);

  bool take(pollfd& end, Ended& ended, Taker taker) {
    if (end.fd < 0 || end.revents == 0) return true;
    std::array<char, 4096> buffer{};
    const auto got = ::read(end.fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) return true;
    if (got <= 0) {
      end.fd = -1;
      return true;
    }
    return (this->*taker)({buffer.data(), static_cast<std::size_t>(got)}, ended);
  }
  bool hear(std::string_view piece, Ended& ended) {
    if (errand_.heard) errand_.heard(piece);
    const auto room = errand_.output_bytes_max - ended.output.size();
    ended.output.append(piece.substr(0, room));
    return piece.size() <= room;
  }
  bool note(std::string_view piece, Ended& ended) {
    ended.complaint.append(piece);
    if (ended.complaint.size() > kComplaintMax) {
      ended.complaint.erase(0, ended.complaint.size() - kComplaintMax);
    }
    return true;
  }

  const Errand& errand_;
  const std::stop_token& stop_;
  Steady::time_point end_;
  std::array<pollfd, 2> ends_{};
};

}  // namespace

Ended run(const Errand& errand, const std::stop_token& stop) {
  std::vector<std::string> words{errand.program.string()};
  words.insert(words.end(), errand.arguments.begin(), errand.arguments.end());
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  Pipe output;
  Pipe complaint;
  const auto parent = ::getpid();
  const pid_t id = ::fork();
  if (id < 0) throw Fault("media: cannot fork");
  if (id == 0) become(errand, pointers.data(), output, complaint, parent);
  Running child{id};
  output.close_writing();
  complaint.close_writing();

  Ended ended;
  Listener listener{errand, stop, output.reading(), complaint.reading()};
  ended.how = listener.listen(ended);
  // A program may close its output and go on.
  while (ended.how == Ending::by_itself && !child.wait(WNOHANG)) {
    ended.how = listener.reason_to_stop();
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  if (ended.how != Ending::by_itself) {
    child.kill();
    static_cast<void>(child.wait(0));
  } else if (WIFSIGNALED(child.status())) {
    ended.how = Ending::by_signal;
    ended.status = WTERMSIG(child.status());
  } else {
    ended.status = WEXITSTATUS(child.status());
    if (ended.status == kCannotStart) throw Fault("media: cannot start " + words.front());
  }
  return ended;
}

}  // namespace mingcha::media
