#define _GNU_SOURCE
#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include "CallTable.h"
#include "CBox.h"

#include <sys/syscall.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

const int calls_harmless[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_pread64, SYS_pwrite64, SYS_close,
    SYS_fstat, SYS_newfstatat, SYS_lseek, SYS_mprotect, SYS_munmap, SYS_mremap, SYS_madvise,
    SYS_brk, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
    SYS_dup, SYS_dup3, SYS_futex, SYS_getrandom, SYS_exit,
    SYS_exit_group, SYS_getpid, SYS_getppid, SYS_gettid, SYS_getuid, SYS_geteuid, SYS_getgid,
    SYS_getegid, SYS_getrusage, SYS_times, SYS_uname, SYS_sysinfo, SYS_getcwd,
    SYS_clock_gettime, SYS_clock_getres, SYS_clock_nanosleep, SYS_nanosleep, SYS_gettimeofday,
    SYS_sched_yield, SYS_sched_getaffinity, SYS_set_tid_address, SYS_set_robust_list,
    SYS_readlinkat, SYS_faccessat, SYS_statfs, SYS_fstatfs, SYS_getdents64, SYS_ppoll,
    SYS_fsync, SYS_fdatasync, SYS_ftruncate, SYS_restart_syscall, SYS_sendmsg, SYS_chdir,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
#ifdef __x86_64__
    SYS_arch_prctl, SYS_access, SYS_stat, SYS_lstat, SYS_readlink, SYS_poll, SYS_dup2,
    SYS_time, SYS_getdents,
#endif
};
const size_t calls_harmless_count = COUNT(calls_harmless);

#define CHANGE(name, path, folder) {SYS_##name, CBOX_CALL_CHANGE, path, folder, -1}

const struct call_entry calls_of_files[] = {
    {SYS_openat, CBOX_CALL_READ, 1, 0, 2},
    CHANGE(unlinkat, 1, 0),
    CHANGE(mkdirat, 1, 0),
    CHANGE(fchmodat, 1, 0),
    CHANGE(fchownat, 1, 0),
    CHANGE(utimensat, 1, 0),
    CHANGE(truncate, 0, -1),
#ifdef __x86_64__
    {SYS_open, CBOX_CALL_READ, 0, -1, 1},
    {SYS_creat, CBOX_CALL_WRITE, 0, -1, -1},
    CHANGE(unlink, 0, -1),
    CHANGE(rmdir, 0, -1),
    CHANGE(mkdir, 0, -1),
    CHANGE(chmod, 0, -1),
    CHANGE(chown, 0, -1),
    CHANGE(lchown, 0, -1),
    CHANGE(utimes, 0, -1),
#endif
};
const size_t calls_of_files_count = COUNT(calls_of_files);

// What has two paths, or makes one stand for another, could lead out of the folder.
#define FORBIDDEN(name, kind) {SYS_##name, CBOX_CALL_##kind, -1, -1, -1}

const struct call_entry calls_forbidden[] = {
    FORBIDDEN(socket, NETWORK),
    FORBIDDEN(socketpair, NETWORK),
    FORBIDDEN(connect, NETWORK),
    FORBIDDEN(bind, NETWORK),
    FORBIDDEN(listen, NETWORK),
    FORBIDDEN(accept, NETWORK),
    FORBIDDEN(accept4, NETWORK),
    FORBIDDEN(sendto, NETWORK),
    FORBIDDEN(clone, PROCESS),
#ifdef SYS_clone3
    FORBIDDEN(clone3, PROCESS),
#endif
#ifdef __x86_64__
    FORBIDDEN(fork, PROCESS),
    FORBIDDEN(vfork, PROCESS),
#endif
    FORBIDDEN(execve, PROCESS),
    FORBIDDEN(execveat, PROCESS),
    FORBIDDEN(kill, PROCESS),
    FORBIDDEN(tgkill, PROCESS),
    FORBIDDEN(tkill, PROCESS),
    FORBIDDEN(setsid, PROCESS),
    FORBIDDEN(setpgid, PROCESS),
    FORBIDDEN(renameat2, LINK),
    FORBIDDEN(linkat, LINK),
    FORBIDDEN(symlinkat, LINK),
#ifdef SYS_renameat
    FORBIDDEN(renameat, LINK),
#endif
#ifdef __x86_64__
    FORBIDDEN(rename, LINK),
    FORBIDDEN(link, LINK),
    FORBIDDEN(symlink, LINK),
    FORBIDDEN(mknod, SYSTEM),
#endif
    FORBIDDEN(mknodat, SYSTEM),
    FORBIDDEN(ptrace, SYSTEM),
    FORBIDDEN(process_vm_readv, SYSTEM),
    FORBIDDEN(process_vm_writev, SYSTEM),
    FORBIDDEN(io_setup, SYSTEM),
#ifdef SYS_io_uring_setup
    FORBIDDEN(io_uring_setup, SYSTEM),
    FORBIDDEN(io_uring_enter, SYSTEM),
    FORBIDDEN(io_uring_register, SYSTEM),
#endif
#ifdef SYS_pidfd_getfd
    FORBIDDEN(pidfd_getfd, SYSTEM),
#endif
    FORBIDDEN(bpf, SYSTEM),
    FORBIDDEN(perf_event_open, SYSTEM),
    FORBIDDEN(userfaultfd, SYSTEM),
    FORBIDDEN(keyctl, SYSTEM),
    FORBIDDEN(add_key, SYSTEM),
    FORBIDDEN(request_key, SYSTEM),
    FORBIDDEN(mount, SYSTEM),
    FORBIDDEN(umount2, SYSTEM),
    FORBIDDEN(pivot_root, SYSTEM),
    FORBIDDEN(chroot, SYSTEM),
    FORBIDDEN(unshare, SYSTEM),
    FORBIDDEN(setns, SYSTEM),
    FORBIDDEN(reboot, SYSTEM),
    FORBIDDEN(swapon, SYSTEM),
    FORBIDDEN(init_module, SYSTEM),
    FORBIDDEN(finit_module, SYSTEM),
    FORBIDDEN(delete_module, SYSTEM),
    FORBIDDEN(kexec_load, SYSTEM),
    FORBIDDEN(acct, SYSTEM),
    FORBIDDEN(settimeofday, SYSTEM),
    FORBIDDEN(clock_settime, SYSTEM),
    FORBIDDEN(sethostname, SYSTEM),
    FORBIDDEN(memfd_create, SYSTEM),
    FORBIDDEN(name_to_handle_at, SYSTEM),
    FORBIDDEN(open_by_handle_at, SYSTEM),
};
const size_t calls_forbidden_count = COUNT(calls_forbidden);

#endif
