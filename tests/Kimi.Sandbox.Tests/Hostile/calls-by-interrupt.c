// Expected: signal 11 | signal 31
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

int main(void)
{
long r;
    __asm__ volatile("int $0x80" : "=a"(r) : "a"(20L));
    puts("bad");
}
