#define _GNU_SOURCE
#include "Files.h"

#ifdef __linux__

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Rights and fields that older headers lack; the kernel's version decides which are used.
#define RIGHT(bit) (1ULL << (bit))
#define EXECUTE RIGHT(0)
#define WRITE_FILE RIGHT(1)
#define READ_FILE RIGHT(2)
#define READ_FOLDER RIGHT(3)
#define TRUNCATE RIGHT(14)
// Devices, sockets and pipes with names are needed by nobody here.
#define SPECIAL (RIGHT(6) | RIGHT(9) | RIGHT(10) | RIGHT(11))

struct rules {
  uint64_t files, network, scopes;
};

static int version(void) {
  long result = syscall(SYS_landlock_create_ruleset, NULL, 0, 1 /* VERSION */);
  return result < 0 ? 0 : (int)result;
}

bool files_can_be_guarded(void) { return version() > 0; }

static void allow(int rules, const char *path, uint64_t rights, uint64_t handled) {
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return;
  struct stat facts;
  if (fstat(place, &facts) == 0) {
    // What only folders can have is refused for a file.
    if (!S_ISDIR(facts.st_mode)) rights &= EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;
    struct landlock_path_beneath_attr rule = {rights & handled, place};
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }
  close(place);
}

int files_rules(const char *folder, const char *const *readable) {
  int known = version();
  if (known == 0) return -1;
  struct rules wanted = {0, 0, 0};
  int last = known >= 5 ? 15 : known >= 3 ? 14 : known >= 2 ? 13 : 12;
  wanted.files = RIGHT(last + 1) - 1;
  if (known >= 4) wanted.network = 3;  // bind and connect
  if (known >= 6) wanted.scopes = 3;   // abstract sockets and signals
  size_t size = known >= 6 ? 24 : known >= 4 ? 16 : 8;
  int made = (int)syscall(SYS_landlock_create_ruleset, &wanted, size, 0);
  if (made < 0) return -1;
  // Out of the way of the descriptors that the program gets.
  int rules = fcntl(made, F_DUPFD_CLOEXEC, 10);
  close(made);
  if (rules < 0) return -1;
  for (; *readable; readable++) {
    allow(rules, *readable, EXECUTE | READ_FILE | READ_FOLDER, wanted.files);
  }
  allow(rules, folder, wanted.files & ~SPECIAL, wanted.files);
  allow(rules, "/dev/null", READ_FILE | WRITE_FILE | TRUNCATE, wanted.files);
  allow(rules, "/dev/zero", READ_FILE, wanted.files);
  allow(rules, "/dev/urandom", READ_FILE, wanted.files);
  return rules;
}

int files_restrict(int rules) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return -1;
  return (int)syscall(SYS_landlock_restrict_self, rules, 0);
}

#else

bool files_can_be_guarded(void) { return false; }

int files_rules(const char *folder, const char *const *readable) {
  (void)folder;
  (void)readable;
  return -1;
}

int files_restrict(int rules) {
  (void)rules;
  return 0;
}

#endif
