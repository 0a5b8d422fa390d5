// Expected: exited 0: denied
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <sched.h>
int main(void)
{
puts(setns(open("/proc/self/ns/user", O_RDONLY), 0) < 0 ? "denied" : "bad");
}
