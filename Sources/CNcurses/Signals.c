/* Signals: what ends the program, and what stops it and lets it go on. */
#include "Internal.h"

#include <string.h>
#include <unistd.h>

/* All would end the process, and leave the terminal as it is. */
static const int quit_signals[] = {SIGTERM, SIGHUP,  SIGINT,  SIGQUIT,
                                   SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU};
enum { QUITS = sizeof quit_signals / sizeof *quit_signals };

static sigset_t mask_before, mask_while_working, mask_while_waiting;
static bool has_mask;
static volatile sig_atomic_t quit_signal, was_told_to_stop, was_continued;

static void note_quit(int number) { quit_signal = number; }
static void note_stop(int number) { (void)number, was_told_to_stop = 1; }
static void note_continuation(int number) { (void)number, was_continued = 1; }
static void ignore(int number) { (void)number; }

static void hear(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

/* A shell without jobs has its programs ignore this. */
static bool can_stop(void) {
  struct sigaction action;
  return sigaction(SIGTSTP, NULL, &action) == 0 && action.sa_handler != SIG_IGN;
}

void cn_watch_signals(void) {
  quit_signal = was_told_to_stop = was_continued = 0;
  for (int i = 0; i < QUITS; i++) hear(quit_signals[i], note_quit);
  if (can_stop()) hear(SIGTSTP, note_stop);
  hear(SIGCONT, note_continuation);
  /* A file that must not grow is an error of the write; a handler, unlike being ignored, is not
     inherited by the programs that are started. */
  hear(SIGXFSZ, ignore);

  /* Blocked but while waiting: none can arrive between looking and sleeping. */
  sigset_t held;
  sigemptyset(&held);
  for (int i = 0; i < QUITS; i++) sigaddset(&held, quit_signals[i]);
  sigaddset(&held, SIGTSTP);
  sigaddset(&held, SIGCONT);
  sigaddset(&held, SIGWINCH);
  sigprocmask(SIG_BLOCK, &held, &mask_before);
  has_mask = true;
  sigprocmask(SIG_BLOCK, NULL, &mask_while_working);
  mask_while_waiting = mask_before;
  for (int i = 0; i < QUITS; i++) sigdelset(&mask_while_waiting, quit_signals[i]);
  sigdelset(&mask_while_waiting, SIGTSTP);
  sigdelset(&mask_while_waiting, SIGCONT);
  sigdelset(&mask_while_waiting, SIGWINCH);
}

void cn_let_signals_in(void) {
  if (!has_mask) return;
  sigprocmask(SIG_SETMASK, &mask_while_waiting, NULL);
  sigprocmask(SIG_SETMASK, &mask_while_working, NULL);
}

void cn_unwatch_signals(void) {
  if (has_mask) sigprocmask(SIG_SETMASK, &mask_before, NULL);
  has_mask = false;
}

const sigset_t *cn_mask_before(void) { return has_mask ? &mask_before : NULL; }
const sigset_t *cn_mask_while_waiting(void) { return has_mask ? &mask_while_waiting : NULL; }

int cn_quit_signal(void) { return quit_signal; }

int cn_job_signal(void) {
  int heard = was_told_to_stop ? CN_TOLD_TO_STOP : was_continued ? CN_CONTINUED : 0;
  was_told_to_stop = was_continued = 0;
  return heard;
}

void cn_forget_continuation(void) {
  /* A signal that is ignored is no longer pending either. */
  hear(SIGCONT, SIG_IGN);
  hear(SIGCONT, note_continuation);
  was_continued = 0;
}

void cn_suspend(void) {
  if (!cn_terminal.screen || !can_stop()) return;
  cn_leave();
  hear(SIGTSTP, SIG_DFL);
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stop, NULL);
  /* All of the job: a shell or a make that waits for this process would keep the terminal. */
  kill(0, SIGTSTP);
  sigprocmask(SIG_BLOCK, &stop, NULL);
  hear(SIGTSTP, note_stop);
  cn_forget_continuation();
  cn_enter();
}

void cn_resume(void) {
  if (!cn_terminal.screen) return;
  cn_leave();
  cn_enter();
}
