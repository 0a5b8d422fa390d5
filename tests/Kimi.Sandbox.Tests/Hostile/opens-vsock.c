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
#include <sys/socket.h>
int main(void)
{
puts(socket(40, SOCK_STREAM, 0) < 0 ? "denied" : "bad");
}
