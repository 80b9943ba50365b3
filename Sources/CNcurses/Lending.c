/* The terminal in the hands of another program. */
#include "Internal.h"

#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Starts a shell on the terminal, with the signals as they were before us. */
static pid_t start_shell(const char *command) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (posix_spawn_file_actions_init(&actions)) return -1;
  if (posix_spawnattr_init(&attributes)) {
    posix_spawn_file_actions_destroy(&actions);
    return -1;
  }
  posix_spawn_file_actions_adddup2(&actions, cn_terminal.input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, cn_terminal.output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(
      &actions, cn_error_terminal() >= 0 ? cn_error_terminal() : cn_terminal.output, STDERR_FILENO);
  sigset_t standard;
  sigemptyset(&standard);
  sigaddset(&standard, SIGINT);
  sigaddset(&standard, SIGQUIT);
  sigaddset(&standard, SIGTSTP);
  posix_spawnattr_setsigdefault(&attributes, &standard);
  const sigset_t *mask = cn_mask_before();
  if (mask) posix_spawnattr_setsigmask(&attributes, mask);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGDEF | (mask ? POSIX_SPAWN_SETSIGMASK : 0));
  char *arguments[] = {"sh", "-c", (char *)command, NULL};
  pid_t child = -1;
  if (posix_spawn(&child, "/bin/sh", &actions, &attributes, arguments, environ)) child = -1;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

int cn_lend(const char *command) {
  if (!cn_terminal.screen) return -1;
  cn_leave();
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
  cn_forget_continuation();
  cn_enter();
  if (child <= 0 || status < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
