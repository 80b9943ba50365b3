/* What the files behind CNcurses.h share. */
#ifndef CNCURSES_INTERNAL_H
#define CNCURSES_INTERNAL_H

#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#include "CNcurses.h"

#include <signal.h>
#include <stdio.h>
#include <termios.h>

/* The terminal that is open. */
struct cn_terminal {
  SCREEN *screen;
  FILE *input_file, *output_file;
  int input, output;
  struct termios settings_before;
  bool has_settings;
  bool listens_to_paste, listens_to_mouse;
};
extern struct cn_terminal cn_terminal;

/* Leaves the terminal to others: as it was, but for its screen and its settings, which come back. */
void cn_leave(void);
/* Takes it back, at whatever size it has now; the next frame is sent whole. */
void cn_enter(void);

/* Blocks the signals that are heard, but for while the program waits. */
void cn_watch_signals(void);
void cn_unwatch_signals(void);
/* The signals that were blocked before, and those that are while the program waits. */
const sigset_t *cn_mask_before(void);
const sigset_t *cn_mask_while_waiting(void);
/* Hears what is held back now: a wait that ends with a key lets none in. */
void cn_let_signals_in(void);
/* Forgets that the process was continued: whoever stopped it has seen to the terminal. */
void cn_forget_continuation(void);

/* Where stderr went before it was captured; below 0 when it was not. */
int cn_error_terminal(void);
/* Sends what stderr received to where it went before; safe in a signal handler. */
void cn_replay_errors(void);
/* From now on a trap is left to whoever listened before cn_restore_on_crash. */
void cn_forget_crashes(void);

#endif
