/* stderr while the terminal is taken: messages wait in a file without a name. */
#include "Internal.h"

#include <stdlib.h>
#include <unistd.h>

static int error_file = -1, error_terminal = -1;

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

int cn_error_terminal(void) { return error_terminal; }

void cn_replay_errors(void) {
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
