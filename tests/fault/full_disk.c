/* A disk on which nothing fits any more, for as long as the file named by ZHENAN_FULL_DISK stands. The tests put this
   before the program by LD_PRELOAD: no rights and no set-up are needed, and the error is the real one, ENOSPC. What is
   no regular file (sockets, pipes) is left alone; what makes a file smaller works, as it does on a full disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int full(int fd) {
    const char* control = getenv("ZHENAN_FULL_DISK");
    struct stat about;
    if (!control || access(control, F_OK) != 0) return 0;
    return fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
}

static int grows(int fd, off_t length) {
    struct stat about;
    return fstat(fd, &about) == 0 && length > about.st_size;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSE(value)   \
    do {                \
        errno = ENOSPC; \
        return value;   \
    } while (0)

ssize_t write(int fd, const void* bytes, size_t size) {
    if (full(fd)) REFUSE(-1);
    return REAL(write)(fd, bytes, size);
}
ssize_t writev(int fd, const struct iovec* parts, int count) {
    if (full(fd)) REFUSE(-1);
    return REAL(writev)(fd, parts, count);
}
ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    if (full(fd)) REFUSE(-1);
    return REAL(pwrite)(fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    if (full(fd)) REFUSE(-1);
    return REAL(pwrite64)(fd, bytes, size, at);
}
int fsync(int fd) {
    if (full(fd)) REFUSE(-1);
    return REAL(fsync)(fd);
}
int fdatasync(int fd) {
    if (full(fd)) REFUSE(-1);
    return REAL(fdatasync)(fd);
}
int ftruncate(int fd, off_t length) {
    if (full(fd) && grows(fd, length)) REFUSE(-1);
    return REAL(ftruncate)(fd, length);
}
int ftruncate64(int fd, off64_t length) {
    if (full(fd) && grows(fd, length)) REFUSE(-1);
    return REAL(ftruncate64)(fd, length);
}
int fallocate(int fd, int mode, off_t at, off_t length) {
    if (full(fd)) REFUSE(-1);
    return REAL(fallocate)(fd, mode, at, length);
}
int fallocate64(int fd, int mode, off64_t at, off64_t length) {
    if (full(fd)) REFUSE(-1);
    return REAL(fallocate64)(fd, mode, at, length);
}
int posix_fallocate(int fd, off_t at, off_t length) {
    if (full(fd)) return ENOSPC;
    return REAL(posix_fallocate)(fd, at, length);
}
int posix_fallocate64(int fd, off64_t at, off64_t length) {
    if (full(fd)) return ENOSPC;
    return REAL(posix_fallocate64)(fd, at, length);
}
/* libc writes its streams past the functions above. */
size_t fwrite(const void* bytes, size_t size, size_t count, FILE* stream) {
    if (full(fileno(stream))) REFUSE(0);
    return REAL(fwrite)(bytes, size, count, stream);
}
