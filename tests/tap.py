# SPDX-License-Identifier: Apache-2.0
"""Writing a TAP stream, and counting what one says, strictly: what was planned and did not run has failed.

Reads the flat TAP 13 of GLib and the nested TAP of node:test. A test with subtests is not counted besides them, unless it
failed while they all passed. `# TODO` is no excuse.
"""
import re

RESULT = re.compile(r'^( *)(not )?ok\b *(\d+)? *(?:- )?(.*)$')
PLAN = re.compile(r'^( *)1\.\.(\d+)(?: *# *SKIP\b *(.*))?', re.IGNORECASE)
SKIP = re.compile(r'(?<!\\)# *SKIP\b *(.*)$', re.IGNORECASE)
ERROR = re.compile(r"^( *)error: *(?:\|-?|'(.*)'|(.*))$")
ERROR_LINES = 12


class Outcome:
    def __init__(self):
        self.passed = 0
        self.failures = []  # names
        self.skips = []     # (name, reason)
        self.errors = []    # what they say went wrong

    def add(self, other):
        self.passed += other.passed
        self.failures += other.failures
        self.skips += other.skips

    def __str__(self):
        return f'{self.passed} passed, {len(self.failures)} failed' + (f', {len(self.skips)} skipped' if self.skips else '')


def errors(text):
    """What node:test says of each failure, in order, without doubles: the first lines of each."""
    found = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        error = ERROR.match(line)
        if not error:
            continue
        block = []
        for following in lines[number + 1:] if error[2] is None and not error[3] else []:
            if following.strip() and not following.startswith(error[1] + '  '):
                break
            block.append(following.strip())
        said = '\n'.join(block[:ERROR_LINES]) or error[2] or error[3] or ''
        if said and said not in found:
            found.append(said)
    return found


def count(text, status=0):
    """The Outcome of a program that printed @text and ended with exit @status (negative: killed by that signal)."""
    outcome = Outcome()
    plan = None
    seen = 0
    children = {}  # depth -> [results, failures] of the subtests printed since the last result one level up

    for line in text.splitlines():
        planned = PLAN.match(line)
        if planned and not planned[1]:
            plan = int(planned[2])
            if plan == 0 and planned[3] is not None:
                outcome.skips.append(('all', planned[3]))
            continue
        if line.startswith('Bail out!') and not outcome.failures:
            outcome.failures.append(line)
            seen += 1
            continue
        result = RESULT.match(line)
        if not result:
            continue
        depth, failed, name = len(result[1]) // 4, bool(result[2]), result[4].strip()
        inner = children.pop(depth + 1, [0, 0])
        mine = children.setdefault(depth, [0, 0])
        mine[0] += 1
        mine[1] += failed
        if depth == 0:
            seen += 1
        skip = SKIP.search(name)
        if failed:
            if inner[1] == 0:
                outcome.failures.append(name)
        elif skip:
            outcome.skips.append((name[:skip.start()].strip(), skip[1]))
        elif inner[0] == 0:
            outcome.passed += 1
    if plan is None:
        outcome.failures.append('printed no plan')
    else:
        outcome.failures += ['planned but did not run'] * (plan - seen)
        if seen > plan:
            outcome.failures.append('more results than planned')
    if status != 0 and not outcome.failures:
        outcome.failures.append(f'killed by signal {-status}' if status < 0 else f'exit status {status}')
    return outcome


def report(results):
    """Prints @results, (name, faults) each. Returns the exit status."""
    print(f'1..{len(results)}')
    for number, (name, faults) in enumerate(results, 1):
        print(f'{"not ok" if faults else "ok"} {number} - {name}')
        for fault in faults:
            print(f'# {fault}')
    return 1 if any(faults for _, faults in results) else 0
