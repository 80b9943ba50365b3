#ifndef GUARDS_H
#define GUARDS_H

#include "CBox.h"

#include <stdbool.h>
#include <stdint.h>

/// What restricts a program, made ready before the fork: the child only switches it on.
struct guards {
  /// CBOX_LANDLOCK, CBOX_SECCOMP and CBOX_LISTENER, as they will hold.
  int32_t protections;
  /// A Landlock rule set; -1 without.
  int rules;
  /// The filters with and without questions to us; null where there is none.
  void *asking, *silent;
  uint16_t asking_count, silent_count;
};

/// Returns 0, or -1 with errno when something that this kernel offers cannot be had.
int guards_prepare(struct guards *guards, const struct cbox_plan *plan);
void guards_release(struct guards *guards);

/// In the child. Returns 0, or -1 with errno.
int guards_restrict_files(const struct guards *guards);

/// In the child: restricts calls, and sends the listener, if there is one, over the socket.
int guards_restrict_calls(struct guards *guards, int courier);

#endif
