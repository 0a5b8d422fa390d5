# Expected: exited 0: denied
try:
    import socket
    socket.gethostbyname("localhost.invalid")
    print("bad")
except OSError:
    print("denied")
