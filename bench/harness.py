# SPDX-License-Identifier: Apache-2.0
"""What the benches are made of: folders, ports, processes, a node, a Dovecot.

Everything listens on 127.0.0.1, lives in one temporary folder beside the build (so on the same disk, never in a
memory file system) and is gone when the bench ends, however it ends.
"""
import atexit
import os
import pwd
import grp
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = os.environ.get('TRIBUNE_SOURCE_ROOT') or os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get('TRIBUNE_BUILD_ROOT') or os.path.join(ROOT, 'build-release')
TRIBUNE = os.environ.get('TRIBUNE_BINARY') or os.path.join(BUILD, 'tribune')
QUICK = '--quick' in sys.argv[1:]

_folder = None
_running = []


def _clean_up():
    for process in reversed(_running):
        stop(process, patience=10)
    if _folder:
        shutil.rmtree(_folder, ignore_errors=True)


atexit.register(_clean_up)
for _number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(_number, lambda number, frame: sys.exit(1))


# ---- folders and ports ----

def folder(name):
    """A new folder that other users may enter, removed at the end."""
    global _folder
    if not _folder:
        place = os.path.join(ROOT, 'build-bench')
        os.makedirs(place, exist_ok=True)
        _folder = tempfile.mkdtemp(prefix='run-', dir=place)
        os.chmod(_folder, 0o755)
    path = os.path.join(_folder, name)
    os.mkdir(path, 0o755)
    return path


def folder_in_memory(name):
    """The same in memory where there is such a place, for what is not measured."""
    if not os.path.isdir('/dev/shm'):
        return folder(name)
    path = tempfile.mkdtemp(prefix='tribune-bench-', dir='/dev/shm')
    atexit.register(shutil.rmtree, path, True)
    return path


def file_system(path):
    """'ext4 on /dev/vda' of the file system that holds @path."""
    best = ('', 'unknown', '')
    with open('/proc/mounts') as mounts:
        for line in mounts:
            device, point, kind = line.split()[:3]
            if (path + '/').startswith(point.rstrip('/') + '/') and len(point) >= len(best[0]):
                best = (point, kind, device)
    return f'{best[1]} on {best[2]}'


def machine():
    """One line: cores, memory, kernel, disk."""
    with open('/proc/meminfo') as lines:
        memory = int(re.search(r'MemTotal:\s+(\d+)', lines.read()).group(1)) // (1 << 20)
    return f'{os.cpu_count()} cores, {memory + 1} GiB, Linux {os.uname().release}, {file_system(ROOT)}'


def free_port():
    for _ in range(200):
        port = random.randrange(20000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(('127.0.0.1', port))
                return port
            except OSError:
                pass
    sys.exit('no free port')


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(('127.0.0.1', port)) == 0


# ---- processes ----

def start(command, log, **options):
    """Starts @command with its output in the file @log. stop() it, or leave that to the end."""
    with open(log, 'ab') as out:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, **options)
    process.log = log
    _running.append(process)
    return process


def stop(process, number=signal.SIGTERM, patience=20):
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process in _running:
        _running.remove(process)


def used(pid):
    """Seconds of processor time of process @pid since its start."""
    with open(f'/proc/{pid}/stat') as line:
        fields = line.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def used_by_ended():
    """The same of all programs that were run and have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def tail(path, lines=15):
    with open(path, errors='replace') as text:
        return ''.join(text.readlines()[-lines:])


def wait_until(what, is_true, process=None, patience=20, pause=0.005):
    """Seconds until @is_true."""
    begin = time.monotonic()
    while not is_true():
        if process is not None and process.poll() is not None:
            sys.exit(f'{what}: the process ended with {process.returncode}\n{tail(process.log)}')
        if time.monotonic() - begin > patience:
            sys.exit(f'{what}: not within {patience} s' + (f'\n{tail(process.log)}' if process else ''))
        time.sleep(pause)
    return time.monotonic() - begin


def wait_idle(patience=20):
    """Until the machine has nothing to do: what the other side was still asked for when its time was over is done."""
    def times():
        with open('/proc/stat') as lines:
            numbers = [int(number) for number in lines.readline().split()[1:9]]
        return numbers[3] + numbers[4], sum(numbers)

    for _ in range(patience * 4):
        idle, everything = times()
        time.sleep(0.25)
        idle_now, everything_now = times()
        if idle_now - idle >= 0.9 * (everything_now - everything):
            return
    say('(the machine does not come to rest)')


def run(command, **options):
    """Its standard output; ends the bench when it fails."""
    result = subprocess.run(command, stdin=options.pop('stdin', subprocess.DEVNULL), capture_output=True, text=True, **options)
    if result.returncode != 0:
        sys.exit(f'{" ".join(command)} ended with {result.returncode}\n{result.stdout[-2000:]}{result.stderr[-2000:]}')
    return result.stdout


def values(text):
    """{name: number} of lines 'name value'."""
    return {words[0]: float(words[1]) for words in map(str.split, text.splitlines()) if len(words) >= 2}


def tool(name):
    """The program of bench/tools/@name.c, built."""
    run(['ninja', '-C', BUILD, f'bench/{name}'])
    return os.path.join(BUILD, 'bench', name)


def result(what, value, unit, ratio, against):
    print(f'RESULT {what} {value:.{0 if value >= 100 else 2}f} {unit} {ratio:.{2 if ratio >= 0.1 else 4}f} {against}', flush=True)


def say(text):
    print(text, flush=True)


# ---- Tribune ----

class Node:
    """One `tribune serve` with a data folder of its own."""

    def __init__(self, name='tribune'):
        self.folder = folder(name)
        self.data = os.path.join(self.folder, 'data')
        self.config = os.path.join(self.folder, 'tribune.conf')
        self.port, self.lmtp_port = free_port(), free_port()
        self.url = f'http://127.0.0.1:{self.port}'
        self.database = os.path.join(self.data, 'tribune.db')
        self.log = os.path.join(self.folder, 'log')
        os.mkdir(os.path.join(self.folder, 'outbox'))
        self.configure()
        self.process = None

    def configure(self):
        with open(self.config, 'w') as out:
            out.write(CONFIG.format(node=self))

    def prepare(self, cases=0):
        """Databases, keys, units, addresses and staff; with @cases a past as well (tools/seed.c). What the seed says.

        With BENCH_HOUSE=FOLDER a house with a past is kept there, by its size, and moved into when it is there already."""
        kept = os.environ.get('BENCH_HOUSE')
        if not kept or cases == 0:
            return values(self.seed(cases))
        place = os.path.join(os.path.abspath(kept), str(cases))
        os.makedirs(place, exist_ok=True)
        self.data, made = os.path.join(place, 'data'), os.path.join(place, 'made')
        self.database = os.path.join(self.data, 'tribune.db')
        self.configure()
        if not os.path.exists(made):
            shutil.rmtree(self.data, ignore_errors=True)  # of a run that was broken off
            said = self.seed(cases)
            with open(made, 'w') as out:
                out.write(said)
        with open(made) as said:
            return values(said.read())

    def seed(self, cases):
        return run([tool('seed'), '--config', self.config, '--cases', str(cases)])

    def is_ready(self):
        try:
            with urllib.request.urlopen(f'{self.url}/readyz', timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def launch(self):
        self.process = start([TRIBUNE, 'serve', '--config', self.config], self.log)

    def start(self, patience=20, pause=0.005):
        """Seconds from start to ready."""
        begin = time.monotonic()
        self.launch()
        wait_until('tribune serve', self.is_ready, self.process, patience, pause)
        return time.monotonic() - begin

    def stop(self, number=signal.SIGTERM):
        stop(self.process, number)

    def resident(self):
        """MiB of resident memory."""
        with open(f'/proc/{self.process.pid}/status') as lines:
            return int(re.search(r'VmRSS:\s+(\d+)', lines.read()).group(1)) / 1024


CONFIG = '''[node]
authority = Northam Borough Council
domain = northam.example
case-prefix = NB
data = {node.data}
log-level = warning

[console]
listen = 127.0.0.1:{node.port}

[channel.email]
driver = email
listen = 127.0.0.1:{node.lmtp_port}
outbox = {node.folder}/outbox
'''


# ---- Dovecot ----

class Dovecot:
    """Dovecot's LMTP into Maildir, as it is out of the box: mail_fsync = optimized, which syncs every delivered mail. Each
    connection of the load gets a mailbox of its own, so that no two wait for the same lock."""

    def __init__(self, mailboxes):
        self.folder = folder('dovecot')
        self.lmtp_port = free_port()
        self.addresses = [f'box{number}@northam.example' for number in range(mailboxes)]
        root = os.getuid() == 0
        me, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
        for name in ('run', 'state', 'mail'):
            os.mkdir(os.path.join(self.folder, name))
        if root:
            shutil.chown(os.path.join(self.folder, 'mail'), 'mail', 'mail')
        with open(os.path.join(self.folder, 'users'), 'w') as users:
            users.writelines(f'{address}:{{PLAIN}}x::::::\n' for address in self.addresses)
        self.config = os.path.join(self.folder, 'dovecot.conf')
        with open(self.config, 'w') as out:
            out.write(DOVECOT.format(folder=self.folder, port=self.lmtp_port, owner='mail' if root else me,
                                     group='mail' if root else group, internal='dovecot' if root else me,
                                     internal_group='dovecot' if root else group, login='dovenull' if root else me,
                                     chroot='' if root else 'service anvil {\n  chroot =\n}'))
        self.process = None

    def start(self):
        self.process = start(['/usr/sbin/dovecot', '-F', '-c', self.config], os.path.join(self.folder, 'log'))
        wait_until('dovecot', lambda: listens(self.lmtp_port), self.process)

    def stop(self):
        stop(self.process)


DOVECOT = '''
protocols = lmtp
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
mail_uid = {owner}
mail_gid = {group}
mail_fsync = optimized
postmaster_address = postmaster@northam.example
hostname = mail.northam.example
userdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
  default_fields = home={folder}/mail/%u
}}
passdb {{
  driver = passwd-file
  args = username_format=%Lu {folder}/users
}}
service lmtp {{
  process_min_avail = 16
  inet_listener lmtp {{
    port = {port}
  }}
}}
{chroot}
'''
