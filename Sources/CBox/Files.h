#ifndef FILES_H
#define FILES_H

#include <stdbool.h>

// Which files a program may touch: Landlock.

bool files_can_be_guarded(void);

/// A rule set: all rights in the folder, reading and executing elsewhere; -1 where there is none.
int files_rules(const char *folder, const char *const *readable);

/// Holds this process to the rules from now on. Returns 0, or -1 with errno.
int files_restrict(int rules);

#endif
