#include "Internal.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

struct cn_terminal cn_terminal = {.input = STDIN_FILENO, .output = STDOUT_FILENO};

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

/* ncurses asks for the sequences of keys that it knows when it is next read from, and that is only
   after a key has come; an arrow would be an Esc and two letters then. */
static void listen_to_keypad(void) { keypad(stdscr, TRUE); }

/* Leaves reports of the mouse to the program: ncurses reads one that it was not asked for, such as
   that of a released button, and then blocks until the next one. */
static void forget_mouse_keys(void) {
  define_key("\033[<", 0);
  define_key("\033[M", 0);
}

bool cn_open(const char *term, int input, int output) {
  cn_terminal.input = input < 0 ? STDIN_FILENO : input;
  cn_terminal.output = output < 0 ? STDOUT_FILENO : output;
  cn_terminal.input_file = input < 0 ? stdin : fdopen(dup(input), "r");
  cn_terminal.output_file = output < 0 ? stdout : fdopen(dup(output), "w");
  if (!cn_terminal.input_file || !cn_terminal.output_file) return false;
  cn_terminal.has_settings = tcgetattr(cn_terminal.input, &cn_terminal.settings_before) == 0;
  /* Where the system knows the size, what a shell has exported does not hold; ncurses would stay at
     it whatever happens to the window. */
  struct winsize size;
  if (ioctl(cn_terminal.output, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
    unsetenv("LINES");
    unsetenv("COLUMNS");
  }
  cn_terminal.screen = newterm(term, cn_terminal.output_file, cn_terminal.input_file);
  if (!cn_terminal.screen) return false;
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
  forget_mouse_keys();
  cn_watch_signals();
  return true;
}

/* Asks for what this program listens to beside keys, or no longer, while others have the terminal. */
static void ask_for_reports(bool asks) {
  if (cn_terminal.listens_to_paste) cn_send(asks ? "\033[?2004h" : "\033[?2004l");
  if (cn_terminal.listens_to_mouse) cn_send(asks ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

void cn_leave(void) {
  ask_for_reports(false);
  curs_set(1);
  endwin();
}

void cn_enter(void) {
  reset_prog_mode();
  ask_for_reports(true);
  listen_to_keypad();
  struct winsize size;
  if (ioctl(cn_terminal.output, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0 &&
      is_term_resized(size.ws_row, size.ws_col))
    resizeterm(size.ws_row, size.ws_col);
  clearok(curscr, TRUE);
}

void cn_listen_to_paste(void) {
  if (!cn_terminal.screen) return;
  cn_terminal.listens_to_paste = true;
  ask_for_reports(true);
}

void cn_close(void) {
  if (cn_terminal.screen) {
    ask_for_reports(false);
    cn_terminal.listens_to_paste = cn_terminal.listens_to_mouse = false;
    curs_set(1);
    if (!isendwin()) endwin();
    delscreen(cn_terminal.screen);
    cn_terminal.screen = NULL;
  }
  if (cn_terminal.input_file && cn_terminal.input_file != stdin) fclose(cn_terminal.input_file);
  if (cn_terminal.output_file && cn_terminal.output_file != stdout) fclose(cn_terminal.output_file);
  cn_terminal.input_file = cn_terminal.output_file = NULL;
  if (cn_terminal.has_settings) tcsetattr(cn_terminal.input, TCSADRAIN, &cn_terminal.settings_before);
  cn_terminal.has_settings = false;
  cn_forget_crashes();
  cn_unwatch_signals();
  cn_replay_errors();
}

int cn_lines(void) { return cn_terminal.screen ? getmaxy(stdscr) : 0; }
int cn_columns(void) { return cn_terminal.screen ? getmaxx(stdscr) : 0; }
int cn_colors(void) { return cn_terminal.screen && has_colors() ? COLORS : 0; }

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
  if (!cn_terminal.screen || row < 0 || row >= getmaxy(stdscr) || count <= 0) return;
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
  if (!cn_terminal.screen || mvin_wch(row, column, &cell) == ERR) return false;
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
  if (!cn_terminal.screen) return;
  if (row >= 0) {
    move(row, column);
    curs_set(1);
  } else {
    curs_set(0);
  }
  refresh();
}

void cn_forget_screen(void) {
  if (cn_terminal.screen) clearok(stdscr, TRUE);
}

void cn_resize(int lines, int columns) {
  if (cn_terminal.screen) resizeterm(lines, columns);
}

int cn_wait(int wake, int timeout_ms) {
  struct pollfd watched[2] = {
      {.fd = cn_terminal.input, .events = POLLIN}, {.fd = wake, .events = POLLIN}};
  struct timespec span = {timeout_ms / 1000, (long)(timeout_ms % 1000) * 1000000};
  int count = ppoll(watched, wake < 0 ? 1 : 2, timeout_ms < 0 ? NULL : &span, cn_mask_while_waiting());
  if (count < 0) return errno == EINTR ? CN_WOKE_SIGNAL : CN_WOKE_HANGUP;
  cn_let_signals_in();
  int woke = 0;
  if (watched[0].revents & (POLLHUP | POLLERR | POLLNVAL)) woke |= CN_WOKE_HANGUP;
  if (watched[0].revents & POLLIN) {
    int waiting = 0;
    bool knows = ioctl(cn_terminal.input, FIONREAD, &waiting) == 0;
    woke |= knows && waiting == 0 ? CN_WOKE_HANGUP : CN_WOKE_KEYBOARD;
  }
  if (wake >= 0 && watched[1].revents) woke |= CN_WOKE_MAILBOX;
  return woke;
}

int cn_key(int *code) {
  if (!cn_terminal.screen) return 0;
  int key = wgetch(stdscr);
  if (key == ERR) return 0;
  *code = key;
  return key < KEY_MIN ? 1 : 2;
}

bool cn_has_mouse(void) {
  const char *report = cn_terminal.screen ? tigetstr("kmous") : NULL;
  return report && report != (char *)-1;
}

void cn_listen_to_mouse(bool listens) {
  if (!cn_terminal.screen || listens == cn_terminal.listens_to_mouse) return;
  ask_for_reports(false);
  cn_terminal.listens_to_mouse = listens;
  ask_for_reports(true);
}

void cn_send(const char *bytes) {
  fflush(cn_terminal.output_file);
  size_t left = strlen(bytes);
  while (left > 0) {
    ssize_t count = write(cn_terminal.output, bytes, left);
    if (count <= 0) return;
    bytes += count;
    left -= (size_t)count;
  }
}

double cn_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
