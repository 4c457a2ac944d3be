/*
 * Loaded before a program (LD_PRELOAD): strikes at one of its calls that change files.
 *
 * Calls are counted that change what is below the folder FAULT_BELOW: they make, write, cut, flush,
 * name or remove a file. With FAULT_READS set, reads at a place are counted in their stead. At the call
 * numbered FAULT_AT, from 1 on, happens what FAULT_DOES says:
 *
 *   signal N    the process gets signal N before the call
 *   errno N     the call fails with that error
 *   errnos N    it does, and so do all that follow
 *   short N     a write writes the first half only, and the next one fails with that error
 *
 * The number of calls is written to FAULT_COUNT at the end. FAULT_CLOCK shifts the clock by so many seconds.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

enum verdict { GO_ON, FAIL, HALVE };

static const char *below;
static int counts_reads;
static long at, made, clock_shift;
static char does[16];
static int number;

__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("FAULT_DOES");
    below = getenv("FAULT_BELOW");
    counts_reads = getenv("FAULT_READS") && *getenv("FAULT_READS");
    at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
    clock_shift = getenv("FAULT_CLOCK") ? atol(getenv("FAULT_CLOCK")) : 0;
    if (text)
        sscanf(text, "%15s %d", does, &number);
}

__attribute__((destructor)) static void end(void) {
    FILE *file = getenv("FAULT_COUNT") ? fopen(getenv("FAULT_COUNT"), "w") : NULL;
    if (file) {
        fprintf(file, "%ld", made);
        fclose(file);
    }
}

static int is_meant(const char *path) {
    return below && !strncmp(path, below, strlen(below));
}

static int is_open_on_it(int handle) {
    char link[32], path[4096];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_meant(path);
}

static enum verdict verdict(int is_read) {
    int is_it, follows;
    if (is_read != counts_reads)
        return GO_ON;
    made++;
    is_it = made == at;
    follows = at && made > at;
    if (is_it && !strcmp(does, "signal"))
        kill(getpid(), number);
    if (is_it && !strcmp(does, "short"))
        return HALVE;
    errno = number;
    if ((is_it && !strncmp(does, "errno", 5)) || (follows && !strcmp(does, "errnos")))
        return FAIL;
    return at && made == at + 1 && !strcmp(does, "short") ? FAIL : GO_ON;
}

#define STRUCK(is_its, is_read) ((is_its) ? verdict(is_read) : GO_ON)

ssize_t write(int handle, const void *bytes, size_t size) {
    enum verdict found = STRUCK(is_open_on_it(handle), 0);
    return found == FAIL ? -1 : REAL(write)(handle, bytes, found == HALVE ? (size + 1) / 2 : size);
}

ssize_t pwrite64(int handle, const void *bytes, size_t size, off64_t place) {
    enum verdict found = STRUCK(is_open_on_it(handle), 0);
    return found == FAIL ? -1 : REAL(pwrite64)(handle, bytes, found == HALVE ? (size + 1) / 2 : size, place);
}

ssize_t pwrite(int handle, const void *bytes, size_t size, off_t place) {
    return pwrite64(handle, bytes, size, place);
}

ssize_t pread64(int handle, void *bytes, size_t size, off64_t place) {
    enum verdict found = STRUCK(is_open_on_it(handle), 1);
    return found == FAIL ? -1 : REAL(pread64)(handle, bytes, found == HALVE ? size / 2 : size, place);
}

ssize_t pread(int handle, void *bytes, size_t size, off_t place) {
    return pread64(handle, bytes, size, place);
}

/* the calls that can only be made whole */
#define WHOLE(type, name, parameters, arguments, is_its)                  \
    type name parameters {                                                \
        return STRUCK(is_its, 0) == FAIL ? -1 : REAL(name) arguments;     \
    }

WHOLE(int, fsync, (int handle), (handle), is_open_on_it(handle))
WHOLE(int, fdatasync, (int handle), (handle), is_open_on_it(handle))
WHOLE(int, ftruncate, (int handle, off_t size), (handle, size), is_open_on_it(handle))
WHOLE(int, ftruncate64, (int handle, off64_t size), (handle, size), is_open_on_it(handle))
WHOLE(int, fchmod, (int handle, mode_t mode), (handle, mode), is_open_on_it(handle))
WHOLE(int, chmod, (const char *path, mode_t mode), (path, mode), is_meant(path))
WHOLE(int, mkdir, (const char *path, mode_t mode), (path, mode), is_meant(path))
WHOLE(int, unlink, (const char *path), (path), is_meant(path) && number != ENOSPC) /* it needs none */
WHOLE(int, rename, (const char *path, const char *name), (path, name), is_meant(name))
WHOLE(int, link, (const char *path, const char *name), (path, name), is_meant(name))

/* opening one changes something where it makes the file, or empties it */
#define OPENED(name)                                                                      \
    int name(const char *path, int flags, ...) {                                          \
        va_list rest;                                                                     \
        mode_t mode;                                                                      \
        int changes = flags & O_TRUNC || (flags & O_CREAT && access(path, F_OK));         \
        va_start(rest, flags);                                                            \
        mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;                                \
        va_end(rest);                                                                     \
        return STRUCK(changes && is_meant(path), 0) == FAIL ? -1 : REAL(name)(path, flags, mode); \
    }

OPENED(open)
OPENED(open64)

int clock_gettime(clockid_t which, struct timespec *now) {
    int failed = REAL(clock_gettime)(which, now);
    if (!failed && which == CLOCK_REALTIME)
        now->tv_sec += clock_shift;
    return failed;
}
