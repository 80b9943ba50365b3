#define _GNU_SOURCE
#include "Calls.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include "CallTable.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__
#define MACHINE AUDIT_ARCH_X86_64
#else
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#define DATA(field) ((uint32_t)offsetof(struct seccomp_data, field))
#define LOW(index) (DATA(args) + 8 * (index))
#define HIGH(index) (DATA(args) + 8 * (index) + 4)

enum { CAPACITY = 1024 };

struct filter {
  struct sock_filter *code;
  uint16_t count;
};

static void add(struct filter *filter, uint16_t code, uint8_t if_true, uint8_t if_false,
                uint32_t value) {
  if (filter->count < CAPACITY) {
    filter->code[filter->count++] = (struct sock_filter){code, if_true, if_false, value};
  }
}

static void load(struct filter *filter, uint32_t field) {
  add(filter, BPF_LD | BPF_W | BPF_ABS, 0, 0, field);
}

static void answer(struct filter *filter, uint32_t answer) {
  add(filter, BPF_RET | BPF_K, 0, 0, answer);
}

/// If the number of the call, which is loaded, is this one.
static void on(struct filter *filter, int number, uint32_t verdict) {
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, (uint32_t)number);
  answer(filter, verdict);
}

/// Lets exec happen with this very list of arguments: ours, whose address nobody else knows.
static void permit_start(struct filter *filter, const struct cbox_plan *plan, uint32_t otherwise) {
  uint64_t address = (uint64_t)(uintptr_t)plan->arguments;
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 6, SYS_execve);
  load(filter, LOW(1));
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 3, (uint32_t)address);
  load(filter, HIGH(1));
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 1, (uint32_t)(address >> 32));
  answer(filter, SECCOMP_RET_ALLOW);
  answer(filter, otherwise);
}

/// Maps memory up to the limit; more is asked about, because it would only crash later.
static void permit_memory(struct filter *filter, const struct cbox_plan *plan, uint32_t beyond) {
  uint64_t limit = plan->memory_bytes;
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 7, SYS_mmap);
  load(filter, HIGH(1));
  add(filter, BPF_JMP | BPF_JGT | BPF_K, 3, 0, (uint32_t)(limit >> 32));
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 3, (uint32_t)(limit >> 32));
  load(filter, LOW(1));
  add(filter, BPF_JMP | BPF_JGT | BPF_K, 0, 1, (uint32_t)limit);
  answer(filter, beyond);
  answer(filter, SECCOMP_RET_ALLOW);
}

/// Lets a call happen when the low half of an argument is one of these.
static void permit_values(struct filter *filter, int number, int argument, const uint32_t *values,
                          uint8_t count, uint32_t otherwise) {
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, (uint8_t)(count + 3), (uint32_t)number);
  load(filter, LOW(argument));
  for (uint8_t i = 0; i < count; i++) {
    add(filter, BPF_JMP | BPF_JEQ | BPF_K, (uint8_t)(count - i), 0, values[i]);
  }
  answer(filter, otherwise);
  answer(filter, SECCOMP_RET_ALLOW);
}

/// Others would have the kernel send signals for us, or type into a terminal.
static void permit_descriptors(struct filter *filter) {
  static const uint32_t commands[] = {F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL,
                                      F_DUPFD_CLOEXEC};
  static const uint32_t requests[] = {TCGETS, TIOCGWINSZ, FIONREAD, FIOCLEX, FIONCLEX};
  permit_values(filter, SYS_fcntl, 1, commands, sizeof commands / sizeof *commands,
                SECCOMP_RET_ERRNO | EPERM);
  permit_values(filter, SYS_ioctl, 1, requests, sizeof requests / sizeof *requests,
                SECCOMP_RET_ERRNO | ENOTTY);
}

/// Opens for reading, where nobody can be asked.
static void permit_reading(struct filter *filter) {
  uint32_t changes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 4, SYS_openat);
  load(filter, LOW(2));
  add(filter, BPF_JMP | BPF_JSET | BPF_K, 0, 1, changes);
  answer(filter, SECCOMP_RET_ERRNO | EPERM);
  answer(filter, SECCOMP_RET_ALLOW);
#ifdef SYS_open
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 0, 4, SYS_open);
  load(filter, LOW(1));
  add(filter, BPF_JMP | BPF_JSET | BPF_K, 0, 1, changes);
  answer(filter, SECCOMP_RET_ERRNO | EPERM);
  answer(filter, SECCOMP_RET_ALLOW);
#endif
}

static void begin(struct filter *filter) {
  load(filter, DATA(arch));
  add(filter, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, MACHINE);
  answer(filter, SECCOMP_RET_KILL_PROCESS);
  load(filter, DATA(nr));
#ifdef __x86_64__
  // The numbers of the x32 calls.
  add(filter, BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000);
  answer(filter, SECCOMP_RET_KILL_PROCESS);
#endif
}

/// A program of one process: what is not named is refused.
static void filter_program(struct filter *filter, const struct cbox_plan *plan, bool asks) {
  uint32_t refused = SECCOMP_RET_ERRNO | EPERM;
  uint32_t asked = asks ? SECCOMP_RET_USER_NOTIF : refused;
  for (size_t i = 0; i < calls_harmless_count; i++) {
    on(filter, calls_harmless[i], SECCOMP_RET_ALLOW);
  }
  permit_memory(filter, plan, asks ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ERRNO | ENOMEM);
  permit_start(filter, plan, asked);
  permit_descriptors(filter);
  // Landlock knows nothing of permissions and times, and cannot count files.
  if (!asks) permit_reading(filter);
  for (size_t i = 0; i < calls_of_files_count; i++) {
    on(filter, calls_of_files[i].number, asked);
  }
  for (size_t i = 0; i < calls_forbidden_count; i++) {
    on(filter, calls_forbidden[i].number, asked);
  }
  answer(filter, SECCOMP_RET_ERRNO | ENOSYS);
}

/// A program of several processes, such as the compiler: what is named is refused.
static void filter_group(struct filter *filter) {
  // It stays in the group that is killed at the end, and need not know.
  on(filter, SYS_setsid, SECCOMP_RET_ERRNO | 0);
  on(filter, SYS_setpgid, SECCOMP_RET_ERRNO | 0);
  for (size_t i = 0; i < calls_forbidden_count; i++) {
    // It may start processes of its group, end them, and rename what it wrote.
    bool reaches_out = calls_forbidden[i].kind == CBOX_CALL_NETWORK ||
                       calls_forbidden[i].kind == CBOX_CALL_SYSTEM;
    if (reaches_out) on(filter, calls_forbidden[i].number, SECCOMP_RET_ERRNO | EPERM);
  }
  answer(filter, SECCOMP_RET_ALLOW);
}

bool calls_can_be_guarded(void) {
  uint32_t action = SECCOMP_RET_ERRNO;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

void *calls_filter(const struct cbox_plan *plan, bool asks, uint16_t *count) {
  struct filter filter = {calloc(CAPACITY, sizeof(struct sock_filter)), 0};
  if (!filter.code) return NULL;
  begin(&filter);
  if (plan->is_single) {
    filter_program(&filter, plan, asks);
  } else {
    filter_group(&filter);
  }
  *count = filter.count;
  return filter.code;
}

int calls_restrict(void *filter, uint16_t count, bool asks) {
  struct sock_fprog program = {count, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return -1;
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                      asks ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0, &program);
}

#else

bool calls_can_be_guarded(void) { return false; }

void *calls_filter(const struct cbox_plan *plan, bool asks, uint16_t *count) {
  (void)plan;
  (void)asks;
  *count = 0;
  return NULL;
}

int calls_restrict(void *filter, uint16_t count, bool asks) {
  (void)filter;
  (void)count;
  (void)asks;
  return 0;
}

#endif
