#define _GNU_SOURCE
#include "CBox.h"

#include <string.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include "CallTable.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct call_entry *find(int number) {
  for (size_t i = 0; i < calls_of_files_count; i++) {
    if (calls_of_files[i].number == number) return &calls_of_files[i];
  }
  for (size_t i = 0; i < calls_forbidden_count; i++) {
    if (calls_forbidden[i].number == number) return &calls_forbidden[i];
  }
  return NULL;
}

/// Reads a text of the process; empty when it cannot be read or is too long.
static void read_text(pid_t process, uint64_t address, char *text, size_t size) {
  char path[64];
  text[0] = 0;
  snprintf(path, sizeof path, "/proc/%d/mem", (int)process);
  int memory = open(path, O_RDONLY | O_CLOEXEC);
  if (memory < 0) return;
  // Page by page: the text may end just before memory that is not there.
  size_t length = 0;
  while (length < size - 1) {
    size_t part = 4096 - (address + length) % 4096;
    if (part > size - 1 - length) part = size - 1 - length;
    ssize_t count = pread(memory, text + length, part, (off_t)(address + length));
    if (count <= 0) break;
    if (memchr(text + length, 0, (size_t)count)) {
      close(memory);
      return;
    }
    length += (size_t)count;
  }
  close(memory);
  text[0] = 0;
}

/// Makes the path absolute, with the folder that it is relative to in the process.
static void complete(pid_t process, int folder, char *path, size_t size) {
  if (path[0] == '/') return;
  char link[64], base[PATH_MAX];
  if (folder == AT_FDCWD) {
    snprintf(link, sizeof link, "/proc/%d/cwd", (int)process);
  } else {
    snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)process, folder);
  }
  ssize_t count = readlink(link, base, sizeof base - 1);
  if (count <= 0) {
    path[0] = 0;
    return;
  }
  base[count] = 0;
  char whole[2 * PATH_MAX];
  snprintf(whole, sizeof whole, "%s/%s", base, path);
  snprintf(path, size, "%.*s", (int)size - 1, whole);
}

void cbox_hear(int32_t listener, struct cbox_call *call) {
  memset(call, 0, sizeof *call);
  struct seccomp_notif question;
  memset(&question, 0, sizeof question);
  if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &question)) return;
  call->identity = question.id;
  call->kind = CBOX_CALL_SYSTEM;
  if (question.data.nr == SYS_mmap) call->kind = CBOX_CALL_MEMORY;
  const struct call_entry *entry = find(question.data.nr);
  if (!entry) return;
  call->kind = entry->kind;
  bool is_signal = question.data.nr == SYS_tgkill || question.data.nr == SYS_kill;
  // How a program aborts.
  if (is_signal && question.data.args[0] == question.pid) call->kind = CBOX_CALL_OWN;
  if (entry->path < 0) return;
  pid_t process = (pid_t)question.pid;
  read_text(process, question.data.args[entry->path], call->path, sizeof call->path);
  int folder = entry->folder < 0 ? AT_FDCWD : (int)question.data.args[entry->folder];
  complete(process, folder, call->path, sizeof call->path);
  if (entry->flags >= 0) {
    uint64_t flags = question.data.args[entry->flags];
    if (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) call->kind = CBOX_CALL_WRITE;
  }
}

void cbox_answer(int32_t listener, uint64_t identity, bool is_allowed) {
  struct seccomp_notif_resp response;
  memset(&response, 0, sizeof response);
  response.id = identity;
  if (is_allowed) {
    response.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  } else {
    response.error = -EPERM;
  }
  ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
}

#else

void cbox_hear(int32_t listener, struct cbox_call *call) {
  (void)listener;
  memset(call, 0, sizeof *call);
}

void cbox_answer(int32_t listener, uint64_t identity, bool is_allowed) {
  (void)listener;
  (void)identity;
  (void)is_allowed;
}

#endif
