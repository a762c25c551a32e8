# SPDX-License-Identifier: Apache-2.0
"""The counting of test results cannot be fooled. Prints TAP."""
import sys

import tap

# name, stream, exit status, passed, failed, skipped
CASES = [
    ('a flat stream is counted as it stands', '1..3\nok 1 /a\nok 2 /b\nnot ok 3 /c\n', 1, 2, 1, 0),
    ('what was planned and did not run has failed', '1..4\nok 1 /a\n', 0, 1, 3, 0),
    ('an abort fails the test that ran and those after it', '1..3\nok 1 /a\nnot ok /b - ERROR\nBail out!\n', -6, 1, 2, 0),
    ('a crash after the last test is a failure', '1..1\nok 1 /a\n', -11, 1, 1, 0),
    ('a leak found at exit is a failure', '1..1\nok 1 /a\n', 23, 1, 1, 0),
    ('silence is a failure', '', 0, 0, 1, 0),
    ('a stream without plan is a failure', 'ok 1 /a\n', 0, 1, 1, 0),
    ('more results than planned are a failure', '1..1\nok 1\nok 2\n', 0, 2, 1, 0),
    ('skipped is neither passed nor failed', '1..2\nok 1 /a # SKIP not here\nok 2 /b\n', 0, 1, 0, 1),
    ('a whole program can skip', '1..0 # SKIP no data\n', 0, 0, 0, 1),
    ('an expected failure is a failure', '1..1\nnot ok 1 /a # TODO later\n', 0, 0, 1, 0),
    ('subtests count, their parents do not',
     'TAP version 13\n# Subtest: p\n    # Subtest: a\n    ok 1 - a\n    # Subtest: b\n    ok 2 - b\n    1..2\nok 1 - p\n1..1\n', 0, 2, 0, 0),
    ('a failed subtest counts once', '    ok 1 - a\n    not ok 2 - b\n    1..2\nnot ok 1 - p\n1..1\n', 1, 1, 1, 0),
    ('a parent that fails by itself counts', '    ok 1 - a\n    1..1\nnot ok 1 - p\n1..1\n', 1, 1, 1, 0),
    ('words like ok in diagnostics are not results', '1..1\n# ok 2 no\nokay\nok 1 a\n', 0, 1, 0, 0),
]

# name, stream, what it says went wrong
ERRORS = [
    ('an error of one line is told', "not ok 1 - a\n  ---\n  error: 'no lamp'\n  ...\n1..1\n", ['no lamp']),
    ('an error of several lines is told up to where it ends',
     'not ok 1 - a\n  ---\n  error: |-\n    no lamp\n    \n    in the street\n  code: 7\n  ...\n1..1\n', ['no lamp\n\nin the street']),
    ('an error that a parent repeats is told once', "    error: 'no lamp'\n  error: 'no lamp'\n", ['no lamp']),
]


def main():
    failed = 0
    print(f'1..{len(CASES) + len(ERRORS)}')
    for number, (name, stream, status, passed, failures, skipped) in enumerate(CASES, 1):
        outcome = tap.count(stream, status)
        good = (outcome.passed, len(outcome.failures), len(outcome.skips)) == (passed, failures, skipped)
        failed += not good
        print(f'{"ok" if good else "not ok"} {number} - {name}' + ('' if good else f'\n# got {outcome}'))
    for number, (name, stream, wanted) in enumerate(ERRORS, len(CASES) + 1):
        got = tap.errors(stream)
        failed += got != wanted
        print(f'{"ok" if got == wanted else "not ok"} {number} - {name}' + ('' if got == wanted else f'\n# got {got}'))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
