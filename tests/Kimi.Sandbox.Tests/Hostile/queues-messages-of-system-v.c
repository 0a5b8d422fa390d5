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
#include <sys/msg.h>
int main(void)
{
puts(msgget(IPC_PRIVATE, IPC_CREAT | 0600) < 0 ? "denied" : "bad");
}
