// SPDX-License-Identifier: Apache-2.0
#include "media/probe/cage.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace mingcha::media {
namespace {

// A sanitizer takes terabytes of addresses and asks the system for more than a decoder does: such a
// build, which nobody installs, looks for its own faults without the cage.
constexpr bool kSanitized = MINGCHA_SANITIZED;
constexpr int kNice = 10;
constexpr rlim_t kFilesMax = 8;

bool set(__rlimit_resource what, rlim_t soft, rlim_t hard) {
  const rlimit limit{soft, hard};
  return ::setrlimit(what, &limit) == 0;
}

std::uint64_t taken_bytes() {
  std::ifstream statm{"/proc/self/statm"};
  std::uint64_t pages = 0;
  statm >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

bool allow(const Filter& filter, std::initializer_list<int> calls) {
  for (const int call : calls) {
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  }
  return true;
}

/// Memory that could be run as code is what an attacker needs first.
bool allow_memory(const Filter& filter) {
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    const scmp_arg_cmp never_run{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    if (seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, call, 1, &never_run) != 0) {
      return false;
    }
  }
  return allow(filter, {SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk)});
}

/// Looking for files gets a no and not the end: the C library looks for its tables of character
/// sets where a broadcast stream names one, and does without.
bool refuse_files(const Filter& filter) {
  for (const int call : {SCMP_SYS(openat), SCMP_SYS(open), SCMP_SYS(newfstatat), SCMP_SYS(stat),
                         SCMP_SYS(access), SCMP_SYS(getcwd)}) {
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EACCES), call, 0) != 0) return false;
  }
  return true;
}

bool allow_writing(const Filter& filter) {
  for (const unsigned stream : {1U, 2U}) {
    const scmp_arg_cmp to_it{0, SCMP_CMP_EQ, stream, 0};
    if (seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(write), 1, &to_it) != 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool limit_resources(int memory_mib, int processor_seconds) {
  const auto memory = taken_bytes() + static_cast<std::uint64_t>(memory_mib) * 1024 * 1024;
  const auto seconds = static_cast<rlim_t>(processor_seconds);
  ::setpriority(PRIO_PROCESS, 0, kNice);
  // Whoever started us and is gone wants no answer.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // One second between the limits: the first signal tells why, the second cannot be refused.
  return set(RLIMIT_CORE, 0, 0) && set(RLIMIT_FSIZE, 0, 0) && set(RLIMIT_NPROC, 0, 0) &&
         set(RLIMIT_NOFILE, kFilesMax, kFilesMax) && set(RLIMIT_CPU, seconds, seconds + 1) &&
         (kSanitized || set(RLIMIT_AS, memory, memory)) &&
         ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

bool close_cage() {
  if (kSanitized) return true;
  const Filter filter{seccomp_init(SCMP_ACT_KILL_PROCESS), &seccomp_release};
  return filter != nullptr && allow_memory(filter) && allow_writing(filter) &&
         refuse_files(filter) &&
         allow(filter,
               {SCMP_SYS(read), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(futex),
                SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(sched_getaffinity),
                SCMP_SYS(sched_yield), SCMP_SYS(getrandom), SCMP_SYS(exit), SCMP_SYS(exit_group),
                SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(getpid),
                SCMP_SYS(gettid), SCMP_SYS(tgkill), SCMP_SYS(restart_syscall)}) &&
         seccomp_load(filter.get()) == 0;
}

}  // namespace mingcha::media
