# SPDX-License-Identifier: Apache-2.0
"""Runs a test program that starts servers: adopts what it leaves running, ends it, and says so.

    guard.py SECONDS COMMAND …

Ends with the program's exit status; with LEFT when it left something running, with LATE when it did not end within SECONDS. What is
about to end is waited for: a sanitizer's symbolizer, say, ends when it finds that nobody writes to it any more. Several guards run beside
each other: each adopts its own.
"""
import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
LEFT, LATE = 98, 99
GRACE = 3  # seconds


def children_of_mine():
    found = []
    for entry in os.listdir('/proc'):
        if entry.isdigit():
            try:
                with open(f'/proc/{entry}/stat') as stat:
                    fields = stat.read().rsplit(')', 1)[1].split()
            except OSError:
                continue
            if int(fields[1]) == os.getpid():
                found.append((int(entry), fields[0]))
    return found


def wait_for_those_that_end():
    deadline = time.monotonic() + GRACE
    while any(state != 'Z' for _, state in children_of_mine()) and time.monotonic() < deadline:
        time.sleep(0.05)


def sweep():
    """Ends the processes that were left behind and returns how many still ran."""
    left = 0
    for _ in range(50):
        children = children_of_mine()
        if not children:
            break
        for pid, state in children:
            if state != 'Z':
                left += 1
                with open(f'/proc/{pid}/cmdline', 'rb') as command:
                    print('left running: ' + command.read().replace(b'\0', b' ').decode(errors='replace'), file=sys.stderr)
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    return left


def main(seconds, command):
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        status = LATE
    if status != LATE:
        wait_for_those_that_end()
    left = sweep()
    if left and status != LATE:
        return LEFT
    return status if status >= 0 else 128 - status  # as a shell says that a signal killed it


if __name__ == '__main__':
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
