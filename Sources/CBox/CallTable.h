#ifndef CALL_TABLE_H
#define CALL_TABLE_H

#include <stddef.h>
#include <stdint.h>

/// A system call that is judged.
struct call_entry {
  int number;
  /// A CBOX_CALL_… constant.
  int32_t kind;
  /// Which argument is a path, and which the folder it is relative to; -1 for none.
  int8_t path, folder;
  /// Which argument has the flags of opening; -1 for none.
  int8_t flags;
};

/// Calls that touch nothing but the process itself and what it has open.
extern const int calls_harmless[];
extern const size_t calls_harmless_count;

/// Calls that open or change files.
extern const struct call_entry calls_of_files[];
extern const size_t calls_of_files_count;

/// Calls that reach other machines, other processes or the system.
extern const struct call_entry calls_forbidden[];
extern const size_t calls_forbidden_count;

#endif
