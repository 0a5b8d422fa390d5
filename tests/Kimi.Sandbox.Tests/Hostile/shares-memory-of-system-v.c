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
#include <sys/ipc.h>
#include <sys/shm.h>
int main(void)
{
int id = shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600);
    puts(id < 0 ? "denied" : "bad");
}
