"""Runs programs that nobody trusts: one process of this file stays warm in a bubblewrap, and every job is a fork of it.

A job has a supervisor, the first process of namespaces of its own (user, processes, mounts): all of the job ends with it, and the kernel keeps signals
of the program from it. It is made before the request is read: what jobs knew is in the memory of no later one. Each run of the program is a child
of the supervisor with files of its own: an ordinary user without capabilities, under limits and a filter of system calls, with no descriptor but the
three that programs have. Inputs and outputs are in mappings that end with their run, so that runs know nothing of each other. A program's standard output
is a pipe of its own; what it writes is bytes of an answer and cannot become the answer.

A frame is the length of a JSON header (four bytes, little endian), the header, and the bytes whose lengths it has.
"""
import _signal, array, atexit, builtins, ctypes, errno, fcntl, gc, json, marshal, math, mmap, os, resource, select, signal, struct, sys, time, traceback, types
# For programs, which find them warm. Others would make every fork dearer than they save.
import bisect, collections, copy, functools, heapq, itertools, operator, re, string, typing

libc = ctypes.PyDLL(None, use_errno=True)
ORDINARY, SIGINT = 65534, int(signal.SIGINT)
CAPABILITIES, NO_CAPABILITIES = struct.pack("<Ii", 0x20080522, 0), bytes(24)
CLONE_NEWNS, CLONE_NEWUSER, CLONE_NEWPID, CLONE_ANY_NEW = 0x20000, 0x10000000, 0x20000000, 0x7E020080
NOSUID, NODEV, NOEXEC, MNT_DETACH = 2, 4, 8, 2
SET_DUMPABLE, SET_SECCOMP, SET_NO_NEW_PRIVS, CAP_AMBIENT, CAP_AMBIENT_CLEAR_ALL = 4, 22, 38, 47, 4
PAGE, MAX_INODES, MAX_FILES, POPULATE_WRITE = resource.getpagesize(), 4096, 128, 23
# Seconds between looks at a run; the descriptor of its compiled code until the program begins, and the most bytes of it.
POLL, CODE, MAX_CODE = 0.050, 3, 1 << 20
IDENTITY = os.getuid(), os.getgid()

# ---- frames ----


def read_into(view):
    while view:
        count = os.readv(REQUESTS, [view])
        if count == 0:
            os._exit(0)
        view = view[count:]


def read_exactly(size):
    data = bytearray(size)
    read_into(memoryview(data))
    return bytes(data)


def read_header():
    return json.loads(read_exactly(struct.unpack("<I", read_exactly(4))[0]))


# As text, since Python's own JSON would touch more memory than all else that is done for an answer.
ANSWER = '{"cpu": %.6f, "wall": %.6f, "peak": %d, "limit": %s, "code": %s, "signal": %s, "output": %d, "error": %d, "product": %d}'


def write_answer(header, *parts):
    encoded = header.encode()
    views = [memoryview(part) for part in (struct.pack("<I", len(encoded)), encoded, *parts) if len(part)]
    while views:
        count = os.writev(ANSWERS, views)
        while views and count >= len(views[0]):
            count -= len(views.pop(0))
        if count:
            views[0] = views[0][count:]


# ---- the filter of system calls ----

# Of x86-64. What makes namespaces, mounts, sockets, shared memory that no process's memory shows, keys, traces of other processes, and what only
# an administrator may do anyway.
DENIED = {
    errno.EPERM: [
        29, 30, 31, 64, 65, 66, 67, 68, 69, 70, 71, 220,            # System V shared memory, semaphores, messages
        240, 241, 242, 243, 244, 245,                               # message queues
        41, 53,                                                     # socket, socketpair
        101, 310, 311, 312, 434, 438, 440, 448,                     # ptrace, process_vm_*, kcmp, pidfd_open, pidfd_getfd, process_madvise, _mrelease
        133, 259,                                                   # mknod, mknodat
        134, 135, 136, 139, 153, 154, 155, 156, 159, 161, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180,
        103, 212, 227, 246, 305, 313, 320, 443,                     # personality to nfsservctl: mounts, modules, clocks, swap, chroot; syslog, kexec
        141, 142, 144, 251, 314,                                    # setpriority, sched_set*, ioprio_set
        237, 238, 256, 279,                                         # mbind, set_mempolicy, migrate_pages, move_pages
        248, 249, 250,                                              # keys
        272, 308,                                                   # unshare, setns
        298, 300, 303, 304, 321, 323,                               # perf_event_open, fanotify_init, *_handle_at, bpf, userfaultfd
        428, 429, 430, 431, 432, 433, 442, 457, 458,                # mounts of the newer kind
    ],
    errno.ENOSYS: [319, 425, 426, 427, 435, 447],                   # memfd_create, io_uring, clone3 (libraries fall back to clone), memfd_secret
}
NEXT_CALL = 463
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
EM_X86_64 = 0xC000003E


def seccomp_filter():
    load, equal, at_least, any_bit, give = 0x20, 0x15, 0x35, 0x45, 0x06
    deny = (give, 0, 0, ERRNO | errno.EPERM)
    code = [
        (load, 0, 0, 4), (equal, 1, 0, EM_X86_64), (give, 0, 0, KILL),                # the 32-bit calls of int 0x80
        (load, 0, 0, 0), (at_least, 0, 1, 0x40000000), (give, 0, 0, KILL),            # x32
        (at_least, 0, 1, NEXT_CALL), (give, 0, 0, ERRNO | errno.ENOSYS),
        (equal, 0, 4, 56), (load, 0, 0, 16), (any_bit, 0, 1, CLONE_ANY_NEW & ~0xFF), deny, (give, 0, 0, ALLOW),
    ]
    # Limits and cores of other processes (the first argument), and the size of pipes and input of terminals (the second).
    for number, offset, values in ((302, 16, [0]), (203, 16, [0])):
        code += [(equal, 0, 4, number), (load, 0, 0, offset), (equal, 1, 0, values[0]), deny, (give, 0, 0, ALLOW)]
    for number, value in ((72, 1031), (16, 0x5412)):
        code += [(equal, 0, 4, number), (load, 0, 0, 24), (equal, 0, 1, value), deny, (give, 0, 0, ALLOW)]
    for error, numbers in DENIED.items():
        for number in numbers:
            code += [(equal, 0, 1, number), (give, 0, 0, ERRNO | error)]
    code.append((give, 0, 0, ALLOW))
    packed = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *line) for line in code))
    return packed, ctypes.create_string_buffer(struct.pack("<HxxxxxxQ", len(code), ctypes.addressof(packed)))


# ---- forks ----

# After a fork, the first access to each page is a fault, and faults are most of what a short run costs. So a trial shows which pages forks of this
# process write to, and later ones take these at once. Forks do without Python's own preparations, which touch memory too: there are no other threads.


def take_pages():
    for start, length in PAGES:
        libc.madvise(start, length, POPULATE_WRITE)


# What programs often do. A page that is taken for nothing costs a third of one that is not taken.
TRIAL = b"""
import os, sys
from typing import Dict, List
def solve(values: List[int]) -> Dict[str, int]:
    counts = {}
    for index, value in enumerate(sorted(values)):
        counts[str(value)] = counts.get(value, 0) + index
    return counts
numbers = list(map(int, sys.stdin.read().split())) or [3, 1, 2]
print(os.getpid(), *solve(numbers).items())
"""


def learn_pages():
    told, telling = os.pipe()
    code = os.memfd_create("code", os.MFD_CLOEXEC)
    keep_code(code, compile(TRIAL, "/tmp/program.py", "exec"))
    trial = libc.fork()
    if trial == 0:
        # One process further, so that what this process does meanwhile is not taken for what the fork does.
        if libc.fork() == 0:
            lay_descriptors(0, telling, 2, code)
            drop_rights(resource.RLIM_INFINITY)
            run_python(TRIAL, lambda _: signal.pause())
        os.wait()
        os._exit(0)
    # The trial may be ended by anyone: this end must not keep the pipe open then, and wait for ever.
    os.close(telling)
    process = int(os.read(told, 64).split()[0])
    pages = pages_of(process)
    os.kill(process, signal.SIGKILL)
    os.wait()
    for descriptor in (told, code):
        os.close(descriptor)
    return pages


def pages_of(process):
    pages = []
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/pagemap", "rb", buffering=0) as pagemap:
        for line in maps:
            place, rights = line.split()[:2]
            start, end = (int(bound, 16) for bound in place.split("-"))
            if rights[1] != "w" or rights[3] != "p":
                continue
            pagemap.seek(start // PAGE * 8)
            for index, bits in enumerate(array.array("Q", pagemap.read((end - start) // PAGE * 8))):
                if bits >> 63 and bits >> 56 & 1 and not bits >> 61 & 1:
                    address = start + index * PAGE
                    first = pages.pop()[0] if pages and start <= pages[-1][0] and address == sum(pages[-1]) else address
                    pages.append((first, address + PAGE - first))
    return [(ctypes.c_void_p(start), ctypes.c_size_t(length)) for start, length in pages]


# ---- namespaces ----


def checked(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def fork_into_namespaces():
    return checked(libc.syscall(56, CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | signal.SIGCHLD, 0, 0, 0, 0), "clone")


def write_text(path, text):
    file = os.open(path, os.O_WRONLY)
    os.write(file, text.encode())
    os.close(file)


def mount(kind, target, flags, options):
    checked(libc.mount(kind, target, kind, ctypes.c_ulong(flags), options), f"mount {target.decode()}")


def enter_box():
    write_text("/proc/self/setgroups", "deny")
    write_text("/proc/self/uid_map", f"{ORDINARY} {IDENTITY[0]} 1")
    write_text("/proc/self/gid_map", f"{ORDINARY} {IDENTITY[1]} 1")
    checked(libc.prctl(SET_DUMPABLE, 0, 0, 0, 0), "prctl")
    mount(b"proc", b"/proc", NOSUID | NODEV | NOEXEC, b"hidepid=2,subset=pid")


def lay_files(job):
    own = sum((len(data) + PAGE - 1) // PAGE * PAGE for _, data, _ in job["files"])
    mount(b"tmpfs", b"/tmp", NOSUID | NODEV, f"mode=700,nr_inodes={MAX_INODES},size={own + job['disk']}".encode())
    os.chdir("/tmp")
    for name, data, mode in job["files"]:
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        while data:
            data = data[os.write(file, data):]
        os.close(file)


def remove_files():
    os.chdir("/")
    checked(libc.umount2(b"/tmp", MNT_DETACH), "umount /tmp")


# ---- the program ----


def bound_processes(job):
    """Limits that this process has too, which do not touch it."""
    memory, unlimited = job["memory"], resource.RLIM_INFINITY
    limits = {
        resource.RLIMIT_AS: (2 * memory + (1 << 30)) if job["boundAddresses"] else unlimited,
        resource.RLIMIT_CORE: 0, resource.RLIMIT_NOFILE: MAX_FILES, resource.RLIMIT_NPROC: job["processes"] + 1,
        resource.RLIMIT_MEMLOCK: 0, resource.RLIMIT_MSGQUEUE: 0, resource.RLIMIT_SIGPENDING: 256,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
    if not job["isPython"]:
        resource.setrlimit(resource.RLIMIT_STACK, (memory, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    checked(libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl")
    libc.prctl(CAP_AMBIENT, CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)


def lay_descriptors(*descriptors):
    for target, source in enumerate(descriptors):
        os.dup2(source, target)
    libc.close_range(len(descriptors), 0x7FFFFFFF, 0)


def drop_rights(cpu):
    os.setsid()
    checked(libc.prctl(SET_DUMPABLE, 1, 0, 0, 0), "prctl")
    write_text("/proc/self/oom_score_adj", "1000")
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    checked(libc.syscall(126, CAPABILITIES, NO_CAPABILITIES), "capset")
    checked(libc.prctl(SET_SECCOMP, 2, ctypes.byref(FILTER[1]), 0, 0), "seccomp")


# What the first run of a job compiles is kept for the others, in a file that no code of a program ever has: a run that is ended meanwhile leaves no size.


def kept_code():
    size = int.from_bytes(os.pread(CODE, 8, 0), "little")
    return marshal.loads(os.pread(CODE, size, 8)) if size else None


def keep_code(file, code):
    try:
        data = marshal.dumps(code)
    except (MemoryError, ValueError):
        return
    if len(data) <= MAX_CODE:
        os.pwrite(file, data, 8)
        os.pwrite(file, len(data).to_bytes(8, "little"), 0)


def run_python(source, leave=os._exit):
    # Python's own signal.signal makes enumerations of its arguments.
    _signal.signal(SIGINT, signal.default_int_handler)
    sys.argv = ["program.py"]
    sys.path.insert(0, "/tmp")
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__="/tmp/program.py", __builtins__=builtins)
    sys.modules["__main__"] = main
    gc.enable()
    code = 0
    try:
        compiled = kept_code()
        if compiled is None:
            compiled = compile(source, "/tmp/program.py", "exec")
            keep_code(CODE, compiled)
        os.close(CODE)
        exec(compiled, main.__dict__)
    except SystemExit as exit:
        code = exit_code(exit)
    except BaseException as error:
        code = 1
        error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
    try:
        if threading := sys.modules.get("threading"):
            threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException:
        code = code or 120
    try:
        sys.stderr.flush()
    finally:
        leave(code)


def exit_code(exit):
    if exit.code is None:
        return 0
    if isinstance(exit.code, int):
        return exit.code & 0xFF
    print(exit.code, file=sys.stderr)
    return 1


def start_program(job, input, output, error):
    process = checked(libc.fork(), "fork")
    if process:
        return process
    try:
        take_pages()
        lay_descriptors(input, output, error, *job["code"])
        drop_rights(job["seconds"])
        if job["isPython"]:
            run_python(job["files"][0][1])
        for number in (signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(number, signal.SIG_DFL)
        os.execve(job["command"][0], job["command"], {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8"})
    except BaseException as failure:
        os.write(2, f"the sandbox cannot start the program: {failure}".encode())
    finally:
        os.kill(os.getpid(), signal.SIGKILL)
        os._exit(1)


# ---- the supervisor ----


class Watch:
    """What a run uses: CPU time and memory of all its processes, and its files."""

    def __init__(self, job):
        self.job, self.process, self.status = job, None, None
        self.peak, self.seen, self.reaped, self.started = 0, {}, 0.0, time.monotonic()

    def exceeded(self):
        """The limit that is exceeded, or None."""
        self.reap(os.WNOHANG)
        resident = self.look()
        if resident > self.job["memory"]:
            resident = self.proportional()
        self.peak = max(self.peak, resident)
        if time.monotonic() - self.started > self.job["wall"]:
            return "WallTime"
        return self.verdict()

    def verdict(self):
        if self.cpu() > self.job["cpu"]:
            return "CpuTime"
        if self.peak > self.job["memory"]:
            return "Memory"
        files = os.statvfs("/tmp")
        return "Disk" if files.f_bfree == 0 or files.f_ffree == 0 else None

    def look(self):
        resident = 0
        for process in self.processes():
            try:
                with open(f"/proc/{process}/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:
                continue
            self.seen[process, fields[19]] = (int(fields[11]) + int(fields[12])) / TICKS
            resident += int(fields[21]) * PAGE
        return resident

    def proportional(self):
        # Pages that processes share count once.
        total = 0
        for process in self.processes():
            try:
                with open(f"/proc/{process}/smaps_rollup", "rb") as file:
                    total += next((int(line.split()[1]) for line in file if line.startswith(b"Pss:")), 0) << 10
            except OSError:
                continue
        return total

    def processes(self):
        return [name for name in os.listdir("/proc") if name.isdigit() and name != "1"]

    def cpu(self):
        # The kernel loses the time of children whose parents ignore them; what was seen of each process does not.
        return max(sum(self.seen.values()), self.reaped)

    def reap(self, flags):
        """Takes note of processes that ended; False where there are none at all."""
        while True:
            try:
                ended, status, usage = os.wait4(-1, flags)
            except ChildProcessError:
                return False
            if ended == 0:
                return True
            self.reaped += usage.ru_utime + usage.ru_stime
            self.peak = max(self.peak, usage.ru_maxrss << 10)
            if ended == self.process:
                self.status = status
            if flags == 0:
                return True

    def end_all(self):
        """Ends every process of the run and waits for it, so that its time is counted."""
        while True:
            try:
                os.kill(-1, signal.SIGKILL)
            except ProcessLookupError:
                pass
            if not self.reap(0):
                return


class Stream:
    """What the program writes to one of its two outputs."""

    def __init__(self, most):
        self.reading, self.writing = os.pipe()
        os.set_blocking(self.reading, False)
        self.buffer, self.size, self.most = mmap.mmap(-1, most + 1, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), 0, most

    def read(self):
        """Reads what there is; False at the end."""
        try:
            with memoryview(self.buffer) as whole, whole[self.size:] as rest:
                count = os.readv(self.reading, [rest])
        except BlockingIOError:
            return True
        self.size += count
        return count > 0

    def drain(self):
        size = -1
        while size != self.size and not self.is_full:
            size = self.size
            self.read()

    @property
    def is_full(self):
        return self.size > self.most

    def close(self):
        os.close(self.reading)
        self.buffer.close()


def supervise():
    job = read_header()
    job["files"] = [(file["name"], read_exactly(file["size"]), file["mode"]) for file in job["files"]]
    job["seconds"] = math.ceil(job["cpu"]) + 1
    job["code"] = [os.memfd_create("code", os.MFD_CLOEXEC)] if job["isPython"] else []
    enter_box()
    bound_processes(job)
    while (size := read_header()["input"]) is not None:
        run(job, size)


def run(job, size):
    input = input_of(size)
    lay_files(job)
    streams = Stream(job["output"]), Stream(job["output"])
    watch = Watch(job)
    watch.process = start_program(job, input, streams[0].writing, streams[1].writing)
    limit = follow(watch, streams)
    watch.end_all()
    for descriptor in (input, streams[0].writing, streams[1].writing):
        os.close(descriptor)
    if limit is None:
        for stream in streams:
            stream.drain()
        limit = "Output" if any(stream.is_full for stream in streams) else watch.verdict()
    status = watch.status
    product = read_product(job["product"], job["disk"]) if job["product"] else b""
    sizes = [min(stream.size, job["output"]) for stream in streams]
    answer = ANSWER % (
        watch.cpu(), time.monotonic() - watch.started, watch.peak, f'"{limit}"' if limit else "null",
        os.WEXITSTATUS(status) if os.WIFEXITED(status) else "null", os.WTERMSIG(status) if os.WIFSIGNALED(status) else "null", *sizes, len(product),
    )
    with memoryview(streams[0].buffer) as output, memoryview(streams[1].buffer) as error, output[:sizes[0]] as first, error[:sizes[1]] as second:
        write_answer(answer, first, second, product)
    for stream in streams:
        stream.close()
    remove_files()


def input_of(size):
    file = os.memfd_create("input", os.MFD_CLOEXEC)
    if size:
        os.truncate(file, size)
        with mmap.mmap(file, size) as whole, memoryview(whole) as view:
            read_into(view)
    return file


def follow(watch, streams):
    """Reads what the program writes until it ends, or until it exceeds a limit, which is the result."""
    ended = os.pidfd_open(watch.process)
    try:
        poll = select.poll()
        open_streams = {stream.reading: stream for stream in streams}
        for descriptor in (*open_streams, ended):
            poll.register(descriptor, select.POLLIN)
        poll.register(REQUESTS, 0)
        due = watch.started + POLL
        while True:
            ready = [descriptor for descriptor, _ in poll.poll(max(0, due - time.monotonic()) * 1000)]
            if REQUESTS in ready:
                os._exit(0)
            for descriptor in ready:
                stream = open_streams.get(descriptor)
                if stream and not stream.read():
                    poll.unregister(descriptor)
                if stream and stream.is_full:
                    return "Output"
            if ended in ready:
                return None
            if time.monotonic() >= due:
                if limit := watch.exceeded():
                    return limit
                due = time.monotonic() + POLL
    finally:
        os.close(ended)


def read_product(name, most):
    # Whatever the program made of it: no link is followed, and no pipe is waited for.
    try:
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b""
    with open(file, "rb", buffering=0) as stream:
        return stream.read(most) if os.path.isfile(f"/proc/self/fd/{file}") else b""


# ---- the zygote ----


def serve():
    waiting = select.poll()
    waiting.register(REQUESTS, select.POLLIN)
    while waiting.poll()[0][1] & select.POLLIN:
        process = fork_into_namespaces()
        if process == 0:
            try:
                supervise()
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        if os.waitpid(process, 0)[1] != 0:
            # The two ends no longer agree on what was read: whoever asked sees this one end, and starts another.
            os._exit(1)


REQUESTS, ANSWERS = fcntl.fcntl(0, fcntl.F_DUPFD_CLOEXEC, 10), fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, 10)
TICKS = os.sysconf("SC_CLK_TCK")
FILTER = seccomp_filter()
nothing = os.open("/dev/null", os.O_RDONLY)
os.dup2(nothing, 0)
os.dup2(2, 1)
signal.signal(signal.SIGINT, signal.SIG_DFL)
for name in ("close_range", "fork", "madvise", "mount", "prctl", "syscall", "umount2"):
    getattr(libc, name)
gc.disable()
gc.collect()
gc.freeze()
PAGES = []
PAGES = learn_pages()
gc.collect()
gc.freeze()
write_answer("{}")
serve()
