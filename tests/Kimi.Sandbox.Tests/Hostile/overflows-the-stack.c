// Expected: signal 11 | limit Memory | limit CpuTime
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
char large[65536]; memset(large, 1, sizeof large);
    return main() + large[7];
}
