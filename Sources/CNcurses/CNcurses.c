#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#include "CNcurses.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static FILE *input_file, *output_file;
static int input_descriptor = STDIN_FILENO, output_descriptor = STDOUT_FILENO;
extern char **environ;

static struct termios saved_settings;
static bool has_saved_settings;
static sigset_t mask_before, mask_while_waiting;
static bool has_mask;
static volatile sig_atomic_t quit_signal;
static bool listens_to_paste, listens_to_mouse;

static int error_file = -1, error_terminal = -1;

enum { CRASHES = 6 };
static const int crash_signals[CRASHES] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
static struct sigaction crash_before[CRASHES];
static bool watches_crashes;

/* Whether the environment names a UTF-8 locale, installed or not: over ssh it often is not. */
static bool wants_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *value = getenv(names[i]);
    if (value && *value) return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
  }
  return false;
}

bool cn_set_locale(void) {
  bool is_known = setlocale(LC_CTYPE, "") != NULL;
  if (is_known && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  /* Whoever asks for more than the locale promises gets it. */
  bool has_utf8 = setlocale(LC_CTYPE, "C.UTF-8") || setlocale(LC_CTYPE, "en_US.UTF-8");
  return has_utf8 && !is_known && wants_utf8();
}

static void note_quit(int number) { quit_signal = number; }

static void watch_signals(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_quit;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  sigaction(SIGINT, &action, NULL);

  /* Blocked but while waiting: none can arrive between looking and sleeping. */
  sigset_t held;
  sigemptyset(&held);
  sigaddset(&held, SIGWINCH);
  sigaddset(&held, SIGTERM);
  sigaddset(&held, SIGHUP);
  sigaddset(&held, SIGINT);
  sigprocmask(SIG_BLOCK, &held, &mask_before);
  has_mask = true;
  mask_while_waiting = mask_before;
  sigdelset(&mask_while_waiting, SIGWINCH);
  sigdelset(&mask_while_waiting, SIGTERM);
  sigdelset(&mask_while_waiting, SIGHUP);
  sigdelset(&mask_while_waiting, SIGINT);
}

/* ncurses asks for the sequences of keys that it knows when it is next read from, and that is only
   after a key has come; an arrow would be an Esc and two letters then. */
static void listen_to_keypad(void) { keypad(stdscr, TRUE); }

bool cn_open(const char *term, int input, int output) {
  input_descriptor = input < 0 ? STDIN_FILENO : input;
  output_descriptor = output < 0 ? STDOUT_FILENO : output;
  input_file = input < 0 ? stdin : fdopen(dup(input), "r");
  output_file = output < 0 ? stdout : fdopen(dup(output), "w");
  if (!input_file || !output_file) return false;
  has_saved_settings = tcgetattr(input_descriptor, &saved_settings) == 0;
  screen = newterm(term, output_file, input_file);
  if (!screen) return false;
  quit_signal = 0;
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  nodelay(stdscr, TRUE);
  set_escdelay(25);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  /* Until its first endwin, ncurses flushes at every movement of the cursor; after it, once a frame.
     The terminal stays raw, and is entered anew with the first frame, in the same write. */
  def_prog_mode();
  endwin();
  reset_prog_mode();
  listen_to_keypad();
  watch_signals();
  return true;
}

/* Sends what stderr received to where stderr went before; safe in a signal handler. */
static void replay_errors(void) {
  if (error_file < 0) return;
  char buffer[4096];
  off_t at = 0;
  ssize_t count;
  dup2(error_terminal, STDERR_FILENO);
  while ((count = pread(error_file, buffer, sizeof buffer, at)) > 0) {
    at += count;
    if (write(STDERR_FILENO, buffer, (size_t)count) < 0) break;
  }
  close(error_file);
  close(error_terminal);
  error_file = error_terminal = -1;
}

/* Asks for what this program listens to beside keys, or no longer, while others have the terminal.
   Bracketed paste is unknown to ncurses. Of the mouse it reads a report that it was not asked for,
   such as that of a released button, and then blocks until the next one. */
static void ask_for_reports(bool asks) {
  if (listens_to_paste) cn_send(asks ? "\033[?2004h" : "\033[?2004l");
  if (listens_to_mouse) cn_send(asks ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

void cn_listen_to_paste(void) {
  if (!screen) return;
  define_key("\033[200~", CN_PASTE_BEGINS);
  define_key("\033[201~", CN_PASTE_ENDS);
  listens_to_paste = true;
  ask_for_reports(true);
}

void cn_close(void) {
  if (screen) {
    ask_for_reports(false);
    listens_to_paste = listens_to_mouse = false;
    curs_set(1);
    if (!isendwin()) endwin();
    delscreen(screen);
    screen = NULL;
  }
  if (input_file && input_file != stdin) fclose(input_file);
  if (output_file && output_file != stdout) fclose(output_file);
  input_file = output_file = NULL;
  if (has_saved_settings) tcsetattr(input_descriptor, TCSADRAIN, &saved_settings);
  has_saved_settings = false;
  if (watches_crashes) {
    for (int i = 0; i < CRASHES; i++) sigaction(crash_signals[i], &crash_before[i], NULL);
    watches_crashes = false;
  }
  if (has_mask) sigprocmask(SIG_SETMASK, &mask_before, NULL);
  has_mask = false;
  replay_errors();
}

void cn_capture_errors(void) {
  if (error_file >= 0) return;
  char name[] = "/tmp/flashtutor-XXXXXX";
  int file = mkstemp(name);
  if (file < 0) return;
  unlink(name);
  fflush(stderr);
  error_terminal = dup(STDERR_FILENO);
  error_file = file;
  if (error_terminal < 0 || dup2(file, STDERR_FILENO) < 0) {
    close(file);
    error_file = -1;
  }
}

static void restore_after_crash(int number, siginfo_t *cause, void *context) {
  (void)context;
  static const char leave[] =
      "\033[?1000l\033[?1002l\033[?1006l\033[?2004l\033[?1l\033>\033[0m\033[?1049l\033[?25h\r";
  ssize_t ignored = write(output_descriptor, leave, sizeof leave - 1);
  (void)ignored;
  if (has_saved_settings) tcsetattr(input_descriptor, TCSANOW, &saved_settings);
  replay_errors();
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

int cn_lines(void) { return screen ? getmaxy(stdscr) : 0; }
int cn_columns(void) { return screen ? getmaxx(stdscr) : 0; }
int cn_colors(void) { return screen && has_colors() ? COLORS : 0; }

static attr_t attributes_of(uint32_t bits) {
  attr_t attributes = A_NORMAL;
  if (bits & CN_BOLD) attributes |= A_BOLD;
  if (bits & CN_DIM) attributes |= A_DIM;
  if (bits & CN_ITALIC) attributes |= A_ITALIC;
  if (bits & CN_UNDERLINE) attributes |= A_UNDERLINE;
  if (bits & CN_REVERSE) attributes |= A_REVERSE;
  return attributes;
}

static int pair_of(int foreground, int background) {
  if (!has_colors() || (foreground < 0 && background < 0)) return 0;
  int limit = COLORS;
  int pair = alloc_pair(
      foreground < limit ? foreground : -1, background < limit ? background : -1);
  return pair < 0 ? 0 : pair;
}

void cn_put_row(int row, const cn_glyph *glyphs, int count) {
  if (!screen || row < 0 || row >= getmaxy(stdscr) || count <= 0) return;
  cchar_t *cells = calloc((size_t)count * 2, sizeof *cells);
  if (!cells) return;
  int used = 0, foreground = -1, background = -1, pair = 0;
  for (int i = 0; i < count; i++) {
    const cn_glyph *glyph = &glyphs[i];
    wchar_t text[CN_SCALARS + 1] = {0};
    for (int k = 0; k < CN_SCALARS; k++) text[k] = (wchar_t)glyph->scalars[k];
    if (glyph->foreground != foreground || glyph->background != background) {
      foreground = glyph->foreground;
      background = glyph->background;
      pair = pair_of(foreground, background);
    }
    int copies = 1;
    if (wcwidth(text[0]) != glyph->width) {
      text[0] = L'?';
      text[1] = 0;
      copies = glyph->width == 2 ? 2 : 1;
    }
    attr_t attributes = attributes_of(glyph->attributes);
    for (int k = 0; k < copies; k++) {
      if (setcchar(&cells[used], text, attributes, (short)pair, &pair) == OK) used++;
    }
  }
  mvadd_wchnstr(row, 0, cells, used);
  free(cells);
}

bool cn_read(int row, int column, cn_glyph *glyph) {
  cchar_t cell;
  wchar_t text[CCHARW_MAX + 1] = {0};
  attr_t attributes = 0;
  short pair = 0;
  int number = 0;
  memset(glyph, 0, sizeof *glyph);
  if (!screen || mvin_wch(row, column, &cell) == ERR) return false;
  if (getcchar(&cell, text, &attributes, &pair, &number) == ERR) return false;
  for (int k = 0; k < CN_SCALARS && text[k]; k++) glyph->scalars[k] = (uint32_t)text[k];
  glyph->width = wcwidth(text[0]);
  int foreground = -1, background = -1;
  if (number > 0) extended_pair_content(number, &foreground, &background);
  glyph->foreground = foreground;
  glyph->background = background;
  if (attributes & A_BOLD) glyph->attributes |= CN_BOLD;
  if (attributes & A_DIM) glyph->attributes |= CN_DIM;
  if (attributes & A_ITALIC) glyph->attributes |= CN_ITALIC;
  if (attributes & A_UNDERLINE) glyph->attributes |= CN_UNDERLINE;
  if (attributes & A_REVERSE) glyph->attributes |= CN_REVERSE;
  return true;
}

void cn_show(int row, int column) {
  if (!screen) return;
  if (row >= 0) {
    move(row, column);
    curs_set(1);
  } else {
    curs_set(0);
  }
  refresh();
}

void cn_forget_screen(void) {
  if (screen) clearok(stdscr, TRUE);
}

void cn_resize(int lines, int columns) {
  if (screen) resizeterm(lines, columns);
}

int cn_wait(int wake, int timeout_ms) {
  struct pollfd watched[2] = {
      {.fd = input_descriptor, .events = POLLIN}, {.fd = wake, .events = POLLIN}};
  struct timespec span = {timeout_ms / 1000, (long)(timeout_ms % 1000) * 1000000};
  int count = ppoll(watched, wake < 0 ? 1 : 2, timeout_ms < 0 ? NULL : &span, &mask_while_waiting);
  if (count < 0) return errno == EINTR ? CN_WOKE_SIGNAL : CN_WOKE_HANGUP;
  int woke = 0;
  if (watched[0].revents & (POLLHUP | POLLERR | POLLNVAL)) woke |= CN_WOKE_HANGUP;
  if (watched[0].revents & POLLIN) {
    int waiting = 0;
    bool knows = ioctl(input_descriptor, FIONREAD, &waiting) == 0;
    woke |= knows && waiting == 0 ? CN_WOKE_HANGUP : CN_WOKE_KEYBOARD;
  }
  if (wake >= 0 && watched[1].revents) woke |= CN_WOKE_MAILBOX;
  return woke;
}

int cn_key(int *code) {
  if (!screen) return 0;
  int key = wgetch(stdscr);
  if (key == ERR) return 0;
  *code = key;
  return key < KEY_MIN ? 1 : 2;
}

bool cn_has_mouse(void) {
  const char *report = screen ? tigetstr("kmous") : NULL;
  return report && report != (char *)-1;
}

void cn_listen_to_mouse(bool listens) {
  if (!screen || listens == listens_to_mouse) return;
  define_key("\033[<", CN_MOUSE_DIGITS);
  define_key("\033[M", CN_MOUSE_BYTES);
  ask_for_reports(false);
  listens_to_mouse = listens;
  ask_for_reports(true);
}

void cn_send(const char *bytes) {
  fflush(output_file);
  size_t left = strlen(bytes);
  while (left > 0) {
    ssize_t count = write(output_descriptor, bytes, left);
    if (count <= 0) return;
    bytes += count;
    left -= (size_t)count;
  }
}

int cn_quit_signal(void) { return quit_signal; }

void cn_suspend(void) {
  ask_for_reports(false);
  raise(SIGTSTP);
  ask_for_reports(true);
  if (screen) clearok(stdscr, TRUE);
}

/* Starts a shell on the terminal, with the signals as they were before us. */
static pid_t start_shell(const char *command) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (posix_spawn_file_actions_init(&actions)) return -1;
  if (posix_spawnattr_init(&attributes)) {
    posix_spawn_file_actions_destroy(&actions);
    return -1;
  }
  posix_spawn_file_actions_adddup2(&actions, input_descriptor, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output_descriptor, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(
      &actions, error_terminal >= 0 ? error_terminal : output_descriptor, STDERR_FILENO);
  sigset_t standard;
  sigemptyset(&standard);
  sigaddset(&standard, SIGINT);
  sigaddset(&standard, SIGQUIT);
  sigaddset(&standard, SIGTSTP);
  posix_spawnattr_setsigdefault(&attributes, &standard);
  if (has_mask) posix_spawnattr_setsigmask(&attributes, &mask_before);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGDEF | (has_mask ? POSIX_SPAWN_SETSIGMASK : 0));
  char *arguments[] = {"sh", "-c", (char *)command, NULL};
  pid_t child = -1;
  if (posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, environ)) child = -1;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

int cn_lend(const char *command) {
  if (!screen) return -1;
  def_prog_mode();
  ask_for_reports(false);
  curs_set(1);
  endwin();
  /* Ctrl-C in the other program is not meant for us. */
  struct sigaction ignored, interrupt_before, quit_before, stop_before;
  memset(&ignored, 0, sizeof ignored);
  ignored.sa_handler = SIG_IGN;
  sigaction(SIGINT, &ignored, &interrupt_before);
  sigaction(SIGQUIT, &ignored, &quit_before);
  sigaction(SIGTSTP, &ignored, &stop_before);
  pid_t child = start_shell(command);
  int status = -1;
  while (child > 0) {
    if (waitpid(child, &status, WUNTRACED) < 0) {
      if (errno == EINTR) continue;
      status = -1;
      break;
    }
    if (!WIFSTOPPED(status)) break;
    /* Its Ctrl-Z stops us too: whoever started us waits for us. */
    raise(SIGSTOP);
    kill(0, SIGCONT);
  }
  sigaction(SIGINT, &interrupt_before, NULL);
  sigaction(SIGQUIT, &quit_before, NULL);
  sigaction(SIGTSTP, &stop_before, NULL);
  reset_prog_mode();
  ask_for_reports(true);
  clearok(curscr, TRUE);
  doupdate();
  listen_to_keypad();
  if (child <= 0 || status < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

double cn_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
