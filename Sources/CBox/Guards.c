#define _GNU_SOURCE
#include "Guards.h"

#include "Calls.h"
#include "Files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int guards_prepare(struct guards *guards, const struct cbox_plan *plan) {
  memset(guards, 0, sizeof *guards);
  guards->rules = -1;
  if (!(plan->without & CBOX_LANDLOCK) && files_can_be_guarded()) {
    guards->rules = files_rules(plan->folder, plan->readable);
    if (guards->rules < 0) return -1;
    guards->protections |= CBOX_LANDLOCK;
  }
  if ((plan->without & CBOX_SECCOMP) || !calls_can_be_guarded()) return 0;
  guards->silent = calls_filter(plan, false, &guards->silent_count);
  if (!guards->silent) return -1;
  guards->protections |= CBOX_SECCOMP;
  if (!plan->is_single || (plan->without & CBOX_LISTENER)) return 0;
  guards->asking = calls_filter(plan, true, &guards->asking_count);
  if (guards->asking) guards->protections |= CBOX_LISTENER;
  return 0;
}

void guards_release(struct guards *guards) {
  if (guards->rules >= 0) close(guards->rules);
  free(guards->asking);
  free(guards->silent);
}

int guards_restrict_files(const struct guards *guards) {
  return guards->rules < 0 ? 0 : files_restrict(guards->rules);
}

static int send_descriptor(int courier, int descriptor) {
  char byte = 0;
  struct iovec part = {&byte, 1};
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1,
      .msg_control = control.space, .msg_controllen = sizeof control.space};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  return sendmsg(courier, &message, 0) == 1 ? 0 : -1;
}

int guards_restrict_calls(struct guards *guards, int courier) {
  if (guards->asking) {
    int listener = calls_restrict(guards->asking, guards->asking_count, true);
    if (listener >= 0) {
      int result = send_descriptor(courier, listener);
      close(listener);
      return result;
    }
  }
  if (!guards->silent) return 0;
  return calls_restrict(guards->silent, guards->silent_count, false);
}

int32_t cbox_protections(void) {
  return (files_can_be_guarded() ? CBOX_LANDLOCK : 0) |
         (calls_can_be_guarded() ? CBOX_SECCOMP : 0);
}
