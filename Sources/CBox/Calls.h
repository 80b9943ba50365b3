#ifndef CALLS_H
#define CALLS_H

#include "CBox.h"

// Which system calls a program may make: seccomp.

bool calls_can_be_guarded(void);

/// A filter for the plan, to be freed; null where there is none.
///
/// `asks`: what is not plainly harmless is left to the listener, not refused.
void *calls_filter(const struct cbox_plan *plan, bool asks, uint16_t *count);

/// Holds this process to the filter. Returns 0 or the listener, or -1 with errno.
int calls_restrict(void *filter, uint16_t count, bool asks);

#endif
