# Expected: limit CpuTime
import threading
def work():
    while True:
        pass
for _ in range(8):
    threading.Thread(target=work, daemon=True).start()
work()
