# Expected: exited 0: denied
try:
    import socket
    socket.create_connection(("127.0.0.1", 80), timeout=1)
    print("bad")
except OSError:
    print("denied")
