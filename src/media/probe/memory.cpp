// SPDX-License-Identifier: Apache-2.0
// Memory that is not there ends the program. The libraries go on without it: a decoder that gets no
// room for a picture calls the recording damaged, and that must not be said of a sound one. These
// stand before the C library's for everything in the process, libav among it.
#include <cerrno>
#include <cstddef>
#include <unistd.h>

#include "media/probe.h"

// NOLINTBEGIN(bugprone-reserved-identifier): glibc's names for what is replaced.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace {

void* there(void* block, std::size_t size) {
  if (block == nullptr && size > 0) {
    ::_exit(static_cast<int>(mingcha::media::ProbeExit::out_of_memory));
  }
  return block;
}

}  // namespace

extern "C" {
void* malloc(std::size_t size) { return there(__libc_malloc(size), size); }
void* calloc(std::size_t count, std::size_t size) {
  return there(__libc_calloc(count, size), count > 0 ? size : 0);
}
void* realloc(void* block, std::size_t size) { return there(__libc_realloc(block, size), size); }
int posix_memalign(void** block, std::size_t alignment, std::size_t size) {
  *block = there(__libc_memalign(alignment, size), size);
  return 0;
}
}
