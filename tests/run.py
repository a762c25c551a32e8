# SPDX-License-Identifier: Apache-2.0
"""The test runner behind script/test: builds, runs, counts. See script/test for how to call it."""
import collections
import concurrent.futures
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import guard
import tap

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOGS = os.path.join(ROOT, 'build-test')
NODE = os.path.join(ROOT, 'node_modules', '.bin', 'node')
GUARD = os.path.join(ROOT, 'tests', 'guard.py')
MEMORY = '/dev/shm'
MEMORY_NEEDED = 2 << 30  # bytes: what runs beside each other has never held a tenth of it
LIVE_TIMEOUT = 1200  # the pages alone take minutes on two quiet cores

# Quick to compile and link, and no slower to run: with -O2 -g compiling takes twice as long and linking five times.
BUILD_OPTIONS = ['-Doptimization=1', '-Dc_args=-g1']
LINKER = {'CC_LD': 'mold'}

# What sanitizers do on a finding: stop, and fail the program. Not strict_string_checks: it makes each strchr() read to the end of
# the text, and so every reader quadratic.
SANITIZERS = {
    'G_SLICE': 'always-malloc',
    'ASAN_OPTIONS': 'detect_stack_use_after_return=1',
    'UBSAN_OPTIONS': 'halt_on_error=1:print_stacktrace=1',
    'TSAN_OPTIONS': f'halt_on_error=1:second_deadlock_stack=1:suppressions={ROOT}/tests/tsan.supp',
    'LSAN_OPTIONS': f'suppressions={ROOT}/tests/lsan.supp:print_suppressions=0',
}


class BuildFailure(Exception):
    pass


class Program:
    """One test program and how to run it."""

    def __init__(self, name, command, env=None, timeout=120, scratch=None):
        self.name, self.command, self.env, self.timeout, self.scratch = name, command, env or {}, timeout, scratch
        self.log = os.path.join(LOGS, re.sub(r'[^A-Za-z0-9.-]', '-', name) + '.log')


# ---- processes ----

def without_randomised_addresses():
    """A command prefix: sanitizers of this age cannot place their shadow memory under high address randomisation."""
    prefix = ['setarch', os.uname().machine, '-R']
    return prefix if subprocess.run(prefix + ['true'], capture_output=True).returncode == 0 else []


def run_program(program, prefix):
    """Runs @program, keeps its output in its log, returns (outcome, seconds)."""
    folder = tempfile.mkdtemp(prefix='tribune-', dir=program.scratch)  # whatever the program forgets in TMPDIR goes with it
    os.chmod(folder, 0o755)
    env = {**SANITIZERS, **os.environ, **program.env, 'TMPDIR': folder}
    command = [sys.executable, GUARD, str(program.timeout)] + prefix + program.command
    started = time.monotonic()
    with open(program.log, 'w+', errors='replace') as log:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, env=env, cwd=ROOT, text=True,
                             errors='replace')
        log.seek(0, os.SEEK_END)
        log.write('\n' + run.stdout)
        outcome = tap.count(run.stdout, 0 if run.returncode in (guard.LEFT, guard.LATE) else run.returncode)
        outcome.errors = tap.errors(run.stdout) if outcome.failures else []
        if run.returncode == guard.LATE:
            outcome.failures.insert(0, f'did not end within {program.timeout} s')
        elif run.returncode == guard.LEFT:
            outcome.failures.append('left processes running')
    shutil.rmtree(folder, ignore_errors=True)
    return outcome, time.monotonic() - started


# ---- builds ----

def build(folder, options, compiler, suite, everything):
    """Configures @folder once and builds the tests of @suite, and @everything else. Returns those tests."""
    log = os.path.join(LOGS, folder + '.log')
    with open(log, 'w') as out:
        def call(*command):
            env = {**LINKER, **os.environ, 'CC': compiler}
            if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=env, cwd=ROOT).returncode != 0:
                raise BuildFailure(log)
        if not os.path.exists(os.path.join(ROOT, folder, 'build.ninja')):
            call('meson', 'setup', folder, *options, *BUILD_OPTIONS)
        call('ninja', '-C', folder, 'build.ninja')
        tests = json.loads(subprocess.check_output(['meson', 'introspect', '--tests', folder], cwd=ROOT))
        wanted = [test for test in tests if f'tribune:{suite}' in test['suite']]
        paths = sorted({os.path.relpath(test['cmd'][0], os.path.join(ROOT, folder)) for test in wanted})
        # Niced: what runs meanwhile has deadlines.
        call('nice', 'ninja', '-C', folder, *(['all'] if everything else []), *paths)
    return wanted


def scratch_in_memory():
    """Where a unit test has its databases: in memory where there is room, since each case syncs dozens of times. None: in TMPDIR.

    Not for live tests: they run programs from there, which a machine may forbid.
    """
    if 'TMPDIR' in os.environ or not os.access(MEMORY, os.W_OK | os.X_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= MEMORY_NEEDED else None


def unit_programs(suite, tests):
    scratch = scratch_in_memory()
    return [Program(f'{suite} {test["name"]}', test['cmd'], test['env'], test['timeout'], scratch) for test in tests]


def build_asan(suite):
    return build('build-asan', ['-Db_sanitize=address,undefined'], 'gcc', suite, everything=True)


# ---- the parts ----

def layers():
    return [Program(name, [sys.executable, f'tests/{script}.py'])
            for name, script in (('layers', 'layers'), ('tap', 'test-tap'), ('guard', 'test-guard'), ('catalogue', 'test-catalogue'),
                                 ('documents', 'documents'))]


def unit():
    return unit_programs('unit', build_asan('unit'))


def threaded():
    return unit_programs('threaded', build('build-tsan', ['-Db_sanitize=thread'], 'clang', 'threaded', everything=False))


def node_programs(folder):
    node = NODE if os.path.exists(NODE) else shutil.which('node')
    paths = glob.glob(os.path.join(ROOT, 'tests', folder, '*.test.mjs'))
    files = [os.path.basename(path) for path in sorted(paths, key=os.path.getsize, reverse=True)]  # about the longest first
    if not files:
        return []
    build_asan(None)
    env = {'TRIBUNE_BINARY': os.environ.get('TRIBUNE_BINARY', os.path.join(ROOT, 'build-asan', 'tribune'))}
    return [Program(f'{folder} {name.removesuffix(".test.mjs")}',
                    [node, '--test', '--test-reporter=tap', os.path.join('tests', folder, name)], env, LIVE_TIMEOUT) for name in files]


# name: how to list its programs
PARTS = {
    'layers': layers,
    'unit': unit,
    'threaded': threaded,
    'browser': lambda: node_programs('browser'),
    'live': lambda: node_programs('live'),
}
CORES = os.cpu_count()
# What runs beside each other, and how much of it at once: a test often waits, the browser never does. The parts of a step are built one
# after the other, while those before already run.
STEPS = ((('layers',), CORES), (('unit',), 2 * CORES), (('browser', 'live', 'threaded'), CORES + 1))


def report(program, outcome, seconds):
    print(f'{"FAIL" if outcome.failures else "ok":4} {program.name:40} {outcome}  {seconds:.1f} s', flush=True)
    if outcome.failures:
        for name, times in list(collections.Counter(outcome.failures).items())[:20]:
            print(f'       failed: {name}' + (f' ({times})' if times > 1 else ''))
        for error in outcome.errors[:5]:
            print('         ' + error.replace('\n', '\n         '))
        print(f'       log: {os.path.relpath(program.log, ROOT)}', flush=True)
    for reason in sorted({reason for _, reason in outcome.skips}):
        print(f'       skipped: {reason or "no reason given"}', flush=True)


def list_programs(name):
    """The programs of part @name, and None; when they cannot be built, none and the log of that."""
    try:
        return PARTS[name](), None
    except BuildFailure as failure:
        return [], str(failure)


def report_unbuilt(name, path, total):
    outcome = tap.Outcome()
    outcome.failures.append(f'{name}: the build')
    total.add(outcome)
    print(f'FAIL {name}: the build; log: {os.path.relpath(path, ROOT)}', flush=True)
    with open(path, errors='replace') as log:
        lines = log.read().splitlines()
    print('\n'.join([line for line in lines if 'error' in line.lower()][:20] or lines[-20:]), flush=True)


def run_step(names, at_once, pattern, total):
    # Address randomisation is switched off only where a program itself is built with sanitizers.
    prefix = without_randomised_addresses()
    reporting = threading.Lock()

    def run(name, program):
        outcome, seconds = run_program(program, prefix if name in ('unit', 'threaded') else [])
        with reporting:
            report(program, outcome, seconds)
            total.add(outcome)

    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        runs = []
        for name in names:
            programs, unbuilt = list_programs(name)
            with reporting:
                if unbuilt:
                    report_unbuilt(name, unbuilt, total)
            runs += [pool.submit(run, name, program) for program in programs if pattern in program.name]
        for done in runs:
            done.result()


def main(arguments):
    if len(arguments) > 2 or (arguments and arguments[0] not in PARTS):
        print(f'script/test: the parts are {", ".join(PARTS)} (see --help)', file=sys.stderr)
        return 2
    os.makedirs(LOGS, exist_ok=True)
    os.environ['PATH'] = os.path.dirname(NODE) + os.pathsep + os.environ['PATH']
    started = time.monotonic()
    total = tap.Outcome()
    for names, at_once in STEPS:
        names = [name for name in names if not arguments or name == arguments[0]]
        run_step(names, at_once, arguments[1] if len(arguments) == 2 else '', total)
    print(f'took {time.monotonic() - started:.0f} s')
    print(total)
    return 0 if total.passed > 0 and not total.failures else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
