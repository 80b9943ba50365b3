/* The terminal after a trap. */
#include "Internal.h"

#include <string.h>
#include <unistd.h>

enum { CRASHES = 6 };
static const int crash_signals[CRASHES] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
static struct sigaction crash_before[CRASHES];
static bool watches_crashes;

static void restore_after_crash(int number, siginfo_t *cause, void *context) {
  (void)context;
  static const char leave[] =
      "\033[?1000l\033[?1002l\033[?1006l\033[?2004l\033[?1l\033>\033[0m\033[?1049l\033[?25h\r";
  ssize_t ignored = write(cn_terminal.output, leave, sizeof leave - 1);
  (void)ignored;
  if (cn_terminal.has_settings) tcsetattr(cn_terminal.input, TCSANOW, &cn_terminal.settings_before);
  cn_replay_errors();
  for (int i = 0; i < CRASHES; i++) sigaction(crash_signals[i], &crash_before[i], NULL);
  /* Returning runs the faulting instruction, or abort, again, and so reaches whoever listened
     before. A signal that somebody sent does not come again by itself, and has no backtrace. */
  bool is_ours = cause && (cause->si_code > 0 || cause->si_pid == getpid());
  if (is_ours) return;
  signal(number, SIG_DFL);
  raise(number);
}

void cn_restore_on_crash(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = restore_after_crash;
  action.sa_flags = SA_ONSTACK | SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < CRASHES; i++) sigaction(crash_signals[i], &action, &crash_before[i]);
  watches_crashes = true;
}

void cn_forget_crashes(void) {
  if (!watches_crashes) return;
  for (int i = 0; i < CRASHES; i++) sigaction(crash_signals[i], &crash_before[i], NULL);
  watches_crashes = false;
}
