/* Wide-character ncurses behind the few functions that Swift needs: most of ncurses is macros,
   globals and opaque types that Swift cannot reach. One terminal at a time, main thread only. */
#ifndef CNCURSES_H
#define CNCURSES_H

/* Without this before the include, ncurses hides its wide-character functions. */
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <locale.h>
#include <stdbool.h>
#include <stdint.h>

enum { CN_SCALARS = 5 };

/* One glyph: a spacing character and what combines with it, zero-terminated when shorter. */
typedef struct {
  uint32_t scalars[CN_SCALARS];
  int32_t width;
  /* Colour numbers as this terminal counts them; -1 is its own. */
  int32_t foreground;
  int32_t background;
  /* The bits of Screen's Style.Attributes. */
  uint32_t attributes;
} cn_glyph;

enum { CN_BOLD = 1, CN_DIM = 2, CN_ITALIC = 4, CN_UNDERLINE = 8, CN_REVERSE = 16 };
enum { CN_WOKE_KEYBOARD = 1, CN_WOKE_MAILBOX = 2, CN_WOKE_SIGNAL = 4, CN_WOKE_HANGUP = 8 };

/* Chooses the character set from the environment; false when that is not UTF-8 and only ASCII
   should be shown, though C.UTF-8 is set then. */
bool cn_set_locale(void);

/* Takes the terminal over. `term` null: the environment's. Descriptors below 0: standard input and
   output. False when there is no such terminal; nothing has changed then. */
bool cn_open(const char *term, int input, int output);
/* Gives the terminal back as it was, and prints what was written to stderr meanwhile. */
void cn_close(void);
/* From now on stderr goes to a file without a name, until cn_close. */
void cn_capture_errors(void);
/* After a trap: the terminal is put back and the message shown before the process ends. */
void cn_restore_on_crash(void);

int cn_lines(void);
int cn_columns(void);
/* How many colours there are; 0 when there are none. */
int cn_colors(void);

/* Writes a row from its left edge. Glyphs that the C library cannot place become question marks. */
void cn_put_row(int row, const cn_glyph *glyphs, int count);
/* Reads a place back: for tests. */
bool cn_read(int row, int column, cn_glyph *glyph);
/* Sends what changed, and puts the cursor at a place; hidden when row is below 0. */
void cn_show(int row, int column);
/* Forgets what the terminal shows, so that the next cn_show sends everything. */
void cn_forget_screen(void);
void cn_resize(int lines, int columns);

/* Sleeps until a key, a byte on `wake`, a signal or the timeout (below 0: none); CN_WOKE bits. */
int cn_wait(int wake, int timeout_ms);
/* The next key that has arrived: 0 none, 1 a byte of text, or of a sequence that is no key of
   ncurses' own, 2 such a key. Never waits, but for the rest of a key that has begun. */
int cn_key(int *code);
/* Asks the terminal to mark pasted text; for terminals that know the request. */
void cn_listen_to_paste(void);
/* Whether the description of the terminal tells of a mouse. */
bool cn_has_mouse(void);
/* Asks for reports of clicks and the wheel, or leaves them to the terminal. */
void cn_listen_to_mouse(bool listens);
/* Sends bytes past ncurses: for sequences that draw nothing. */
void cn_send(const char *bytes);

/* The signal that asked the program to end, 0 when none did. */
int cn_quit_signal(void);
/* Whether a signal has asked the process to stop, or let it go on, since this was asked last; 0 when
   none has. */
enum { CN_TOLD_TO_STOP = 1, CN_CONTINUED };
int cn_job_signal(void);
/* Stops the process, and those that wait for it, as Ctrl-Z does; returns when it goes on. */
void cn_suspend(void);
/* Takes the terminal back after others have had it without a word. */
void cn_resume(void);
/* Runs a shell command with the terminal as it was before cn_open, then takes the terminal back.
   Its exit code; below 0 when it could not be started. */
int cn_lend(const char *command);
/* Seconds on a clock that never goes back. */
double cn_seconds(void);

#endif
