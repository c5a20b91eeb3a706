// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mingcha::media {

/// What this process may still take. Before the file is opened; for good. False when the system
/// refuses. `memory_mib` is beyond what is taken already.
[[nodiscard]] bool limit_resources(int memory_mib, int processor_seconds);

/// After the file was opened: from now on only the system calls that decoding needs, and writing to
/// standard output and error. Opening a file is refused; any other call, a socket or a program
/// among them, ends the process with SIGSYS. False when the system refuses.
[[nodiscard]] bool close_cage();

}  // namespace mingcha::media
