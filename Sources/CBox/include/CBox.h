#ifndef CBOX_H
#define CBOX_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

// Starts a program that may do little: what must happen between fork and exec, and what Swift
// cannot call. Policy and supervision are in Swift.

/// What protects the rest of the machine from the program.
enum {
  CBOX_LANDLOCK = 1,
  CBOX_SECCOMP = 2,
  /// The kernel asks us about each call that is not plainly harmless.
  CBOX_LISTENER = 4,
};

/// What is to be started, and how. Arrays end with a null pointer.
struct cbox_plan {
  const char *executable;
  char *const *arguments;
  char *const *environment;
  /// Where it runs, and the only place where it may write.
  const char *folder;
  /// What it reads on standard input.
  const uint8_t *input;
  uint64_t input_count;
  /// Files and folders that it may read and execute; those that do not exist are left out.
  const char *const *readable;
  uint64_t cpu_seconds;
  uint64_t memory_bytes;
  uint64_t address_bytes;
  uint64_t file_bytes;
  uint64_t processes;
  /// Whether it may neither start another program nor a thread.
  bool is_single;
  /// Protections to do without, as where a kernel lacks them.
  int32_t without;
};

/// A program that was started. The descriptors are ours, non-blocking and closed on exec.
struct cbox_child {
  pid_t process;
  int32_t output;
  int32_t error;
  int32_t results;
  /// -1 without CBOX_LISTENER.
  int32_t listener;
  int32_t protections;
  /// What we had resident when it was forked: the system counts that to its peak.
  int64_t inherited_bytes;
};

/// Starts the program; it leads a process group of its own.
///
/// Returns 0, or an errno with the step that failed in `step`.
int32_t cbox_start(const struct cbox_plan *plan, struct cbox_child *child, const char **step);

/// What this kernel offers, of the protections above.
int32_t cbox_protections(void);

/// What a call that the kernel asks about wants.
enum {
  CBOX_CALL_NONE = 0,
  /// A signal to itself.
  CBOX_CALL_OWN,
  CBOX_CALL_READ,
  CBOX_CALL_WRITE,
  CBOX_CALL_CHANGE,
  /// Renames a file, or gives it another name.
  CBOX_CALL_LINK,
  CBOX_CALL_NETWORK,
  CBOX_CALL_PROCESS,
  CBOX_CALL_MEMORY,
  CBOX_CALL_SYSTEM,
};

struct cbox_call {
  uint64_t identity;
  int32_t kind;
  /// Of CBOX_CALL_READ, CBOX_CALL_WRITE and CBOX_CALL_CHANGE: the path, absolute; else empty.
  char path[4096];
};

/// Takes the call that waits on the listener; its kind is CBOX_CALL_NONE when there is none.
void cbox_hear(int32_t listener, struct cbox_call *call);

/// Lets the call happen, or refuses it.
void cbox_answer(int32_t listener, uint64_t identity, bool is_allowed);

/// How a program ended, and what it took.
struct cbox_end {
  bool has_ended;
  bool was_signalled;
  /// The exit code, or the signal.
  int32_t code;
  double cpu_seconds;
  int64_t resident_bytes;
};

/// Kills the whole group if the program has ended or `is_ordered`; then tells how it ended.
void cbox_reap(pid_t process, bool is_ordered, struct cbox_end *end);

/// Memory that the process holds now; 0 where the system does not tell.
int64_t cbox_resident(pid_t process);

#endif
