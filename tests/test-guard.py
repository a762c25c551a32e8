# SPDX-License-Identifier: Apache-2.0
"""guard.py: what a test leaves running is ended and told; what the test says of itself comes through. Prints TAP."""
import os
import subprocess
import sys
import tempfile
import time

import guard

GUARD = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'guard.py')


def run(script, seconds=60):
    return subprocess.run([sys.executable, GUARD, str(seconds), 'sh', '-c', script], capture_output=True, text=True)


def is_running(path):
    """Whether the process runs whose number is in the file @path; waits until there is one."""
    for _ in range(500):
        with open(path) as file:
            pid = file.read()
        if pid.endswith('\n'):
            break
        time.sleep(0.02)
    return os.path.exists(f'/proc/{int(pid)}')


def passes_output_and_status_on(_):
    done = run('echo heard; exit 3')
    return (done.stdout, done.returncode) == ('heard\n', 3)


def tells_a_signal_as_a_shell_does(_):
    return run('kill -KILL $$').returncode == 137


def ends_and_names_what_was_left(path):
    done = run(f'setsid sleep 300 >/dev/null 2>&1 & echo $! > {path}')
    return done.returncode == guard.LEFT and 'sleep 300' in done.stderr and not is_running(path)


def waits_for_what_is_about_to_end(path):
    return run(f'setsid sleep 0.5 >/dev/null 2>&1 & echo $! > {path}').returncode == 0 and not is_running(path)


def ends_what_does_not_end(path):
    done = run(f'sleep 300 >/dev/null 2>&1 & echo $! > {path}; wait', seconds=1)
    return done.returncode == guard.LATE and not is_running(path)


def leaves_what_another_started_alone(path):
    script = f'sleep 300 & echo $! > {path}; wait'
    other = subprocess.Popen([sys.executable, GUARD, '2', 'sh', '-c', script], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    good = is_running(path) and run('true').returncode == 0 and is_running(path)
    other.wait()
    return good


CASES = (passes_output_and_status_on, tells_a_signal_as_a_shell_does, ends_and_names_what_was_left, waits_for_what_is_about_to_end,
         ends_what_does_not_end, leaves_what_another_started_alone)


def main():
    failed = 0
    print(f'1..{len(CASES)}')
    for number, case in enumerate(CASES, 1):
        with tempfile.NamedTemporaryFile() as file:
            good = case(file.name)
        failed += not good
        print(f'{"ok" if good else "not ok"} {number} - {case.__name__.replace("_", " ")}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
