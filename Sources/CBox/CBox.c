#define _GNU_SOURCE
#include "CBox.h"
#include "Guards.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

/// What a child that could not start tells, through a pipe that exec closes.
struct failure {
  int32_t error;
  const char *step;
};

/// The descriptors of a start: ends 0 are read, ends 1 written.
struct pipes {
  int input, output[2], error[2], results[2], report[2], courier[2];
};

static void close_pair(int pair[2]) {
  for (int i = 0; i < 2; i++) {
    if (pair[i] >= 0) close(pair[i]);
    pair[i] = -1;
  }
}

static void close_all(struct pipes *pipes) {
  if (pipes->input >= 0) close(pipes->input);
  int *pairs[] = {pipes->output, pipes->error, pipes->results, pipes->report, pipes->courier};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) close_pair(pairs[i]);
}

/// Opens a pipe above the descriptors that the child's own will take.
static int open_pair(int pair[2], bool is_socket) {
  int made[2];
#ifdef __linux__
  // Closed on exec from the first moment: another thread may be starting a program too.
  int failed = is_socket ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, made)
                         : pipe2(made, O_CLOEXEC);
#else
  int failed = is_socket ? socketpair(AF_UNIX, SOCK_STREAM, 0, made) : pipe(made);
#endif
  if (failed) return -1;
  for (int i = 0; i < 2; i++) {
    pair[i] = fcntl(made[i], F_DUPFD_CLOEXEC, 10);
    close(made[i]);
  }
  return pair[0] < 0 || pair[1] < 0 ? -1 : 0;
}

/// The input as a file without a name: nothing has to be fed while the program runs.
static int open_input(const struct cbox_plan *plan) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/inputXXXXXX", plan->folder) >= (int)sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  int writing = mkstemp(path);
  if (writing < 0) return -1;
  int made = open(path, O_RDONLY | O_CLOEXEC);
  unlink(path);
  uint64_t done = 0;
  while (made >= 0 && done < plan->input_count) {
    ssize_t count = write(writing, plan->input + done, plan->input_count - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      close(made);
      made = -1;
    } else {
      done += (uint64_t)count;
    }
  }
  close(writing);
  if (made < 0) return -1;
  int reading = fcntl(made, F_DUPFD_CLOEXEC, 10);
  close(made);
  return reading;
}

// From here to exec only calls that are safe in the child of a program with threads.

static void give_up(int report, const char *step) {
  struct failure failure = {errno, step};
  ssize_t ignored = write(report, &failure, sizeof failure);
  (void)ignored;
  _exit(127);
}

static void limit(int report, int resource, uint64_t soft, uint64_t hard) {
  struct rlimit now;
  if (getrlimit(resource, &now) == 0 && now.rlim_max != RLIM_INFINITY && hard > now.rlim_max) {
    hard = now.rlim_max;
    if (soft > hard) soft = hard;
  }
  struct rlimit wanted = {soft, hard};
  if (setrlimit(resource, &wanted)) give_up(report, "limit what the program may take");
}

static void limit_all(const struct cbox_plan *plan, int report) {
  limit(report, RLIMIT_CPU, plan->cpu_seconds, plan->cpu_seconds + 1);
  limit(report, RLIMIT_FSIZE, plan->file_bytes, plan->file_bytes);
  limit(report, RLIMIT_CORE, 0, 0);
  limit(report, RLIMIT_NOFILE, 256, 256);
#ifdef __linux__
  limit(report, RLIMIT_AS, plan->address_bytes, plan->address_bytes);
  // Counts every process of the user, so it can only stop the worst.
  limit(report, RLIMIT_NPROC, plan->processes + 4096, plan->processes + 4096);
#endif
}

static void reset_signals(void) {
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void close_others(int first, int keep1, int keep2) {
#if defined(__linux__) && defined(SYS_close_range)
  int low = keep1 < keep2 ? keep1 : keep2, high = keep1 < keep2 ? keep2 : keep1;
  if (syscall(SYS_close_range, first, low - 1, 0) == 0 &&
      (high == low + 1 || syscall(SYS_close_range, low + 1, high - 1, 0) == 0) &&
      syscall(SYS_close_range, high + 1, ~0U, 0) == 0) {
    return;
  }
#endif
  struct rlimit open_files;
  int last = getrlimit(RLIMIT_NOFILE, &open_files) == 0 && open_files.rlim_cur < 65536
                 ? (int)open_files.rlim_cur
                 : 65536;
  for (int descriptor = first; descriptor < last; descriptor++) {
    if (descriptor != keep1 && descriptor != keep2) close(descriptor);
  }
}

static void become(const struct cbox_plan *plan, struct pipes *pipes, struct guards *guards,
                   pid_t parent) {
  int report = pipes->report[1];
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
#else
  (void)parent;
#endif
  if (setsid() < 0) give_up(report, "start a session");
  reset_signals();
  if (dup2(pipes->input, 0) < 0 || dup2(pipes->output[1], 1) < 0 ||
      dup2(pipes->error[1], 2) < 0 || dup2(pipes->results[1], 3) < 0) {
    give_up(report, "connect the program");
  }
  if (chdir(plan->folder)) give_up(report, "enter the folder");
  if (guards_restrict_files(guards)) give_up(report, "restrict files");
  close_others(4, report, pipes->courier[1]);
  limit_all(plan, report);
  if (guards_restrict_calls(guards, pipes->courier[1])) give_up(report, "restrict system calls");
  close(pipes->courier[1]);
  execve(plan->executable, plan->arguments, plan->environment);
  give_up(report, "start the program");
}

/// Takes the listener that the child sends; -1 when it has none.
static int receive_descriptor(int courier) {
  char byte;
  struct iovec part = {&byte, 1};
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } control;
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1,
      .msg_control = control.space, .msg_controllen = sizeof control.space};
  ssize_t count;
  do count = recvmsg(courier, &message, 0);
  while (count < 0 && errno == EINTR);
  struct cmsghdr *header = count > 0 ? CMSG_FIRSTHDR(&message) : NULL;
  if (!header || header->cmsg_type != SCM_RIGHTS) return -1;
  int descriptor;
  memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return descriptor;
}

static void make_ours(int32_t *place, int *end) {
  *place = *end;
  *end = -1;
  fcntl(*place, F_SETFL, fcntl(*place, F_GETFL) | O_NONBLOCK);
}

int32_t cbox_start(const struct cbox_plan *plan, struct cbox_child *child, const char **step) {
  struct pipes pipes;
  memset(&pipes, -1, sizeof pipes);
  *step = "open pipes";
  if (open_pair(pipes.output, false) || open_pair(pipes.error, false) ||
      open_pair(pipes.results, false) ||
      open_pair(pipes.report, false) || open_pair(pipes.courier, true) ||
      (*step = "keep the input", pipes.input = open_input(plan)) < 0) {
    int error = errno;
    close_all(&pipes);
    return error;
  }
  struct guards guards;
  if (guards_prepare(&guards, plan)) {
    int error = errno;
    *step = "make its rules";
    guards_release(&guards);
    close_all(&pipes);
    return error;
  }
  pid_t parent = getpid();
  int64_t before = cbox_resident(parent);
  pid_t process = fork();
  if (process == 0) become(plan, &pipes, &guards, parent);
  int error = errno;
  guards_release(&guards);
  if (process < 0) {
    *step = "start a process";
    close_all(&pipes);
    return error;
  }
  close(pipes.report[1]);
  close(pipes.courier[1]);
  pipes.report[1] = pipes.courier[1] = -1;
  int listener = receive_descriptor(pipes.courier[0]);
  struct failure failure;
  ssize_t count;
  do count = read(pipes.report[0], &failure, sizeof failure);
  while (count < 0 && errno == EINTR);
  if (count == sizeof failure) {
    waitpid(process, NULL, 0);
    if (listener >= 0) close(listener);
    close_all(&pipes);
    *step = failure.step;
    return failure.error ? failure.error : EINVAL;
  }
  child->process = process;
  make_ours(&child->output, &pipes.output[0]);
  make_ours(&child->error, &pipes.error[0]);
  make_ours(&child->results, &pipes.results[0]);
  child->listener = listener;
  int64_t after = cbox_resident(parent);
  child->inherited_bytes = after > before ? after : before;
  child->protections = guards.protections & (listener >= 0 ? ~0 : ~CBOX_LISTENER);
  close_all(&pipes);
  return 0;
}

void cbox_reap(pid_t process, bool is_ordered, struct cbox_end *end) {
  memset(end, 0, sizeof *end);
  siginfo_t state;
  memset(&state, 0, sizeof state);
  if (is_ordered) kill(-process, SIGKILL);
  // The dead leader keeps the number of the group from being used again.
  int result = waitid(P_PID, (id_t)process, &state,
                      WEXITED | WNOWAIT | (is_ordered ? 0 : WNOHANG));
  if (result != 0 || state.si_pid != process) return;
  kill(-process, SIGKILL);
  int status;
  struct rusage usage;
  memset(&usage, 0, sizeof usage);
  if (wait4(process, &status, 0, &usage) != process) return;
  end->has_ended = true;
  end->was_signalled = WIFSIGNALED(status);
  end->code = end->was_signalled ? WTERMSIG(status) : WEXITSTATUS(status);
  end->cpu_seconds = (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
                     1e-6 * ((double)usage.ru_utime.tv_usec + (double)usage.ru_stime.tv_usec);
#ifdef __linux__
  end->resident_bytes = (int64_t)usage.ru_maxrss * 1024;
#else
  end->resident_bytes = (int64_t)usage.ru_maxrss;
#endif
}

int64_t cbox_resident(pid_t process) {
#ifdef __linux__
  char path[64], text[128];
  snprintf(path, sizeof path, "/proc/%d/statm", (int)process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  if (count <= 0) return 0;
  text[count] = 0;
  long long size = 0, resident = 0;
  if (sscanf(text, "%lld %lld", &size, &resident) != 2) return 0;
  return resident * sysconf(_SC_PAGESIZE);
#else
  (void)process;
  return 0;
#endif
}
