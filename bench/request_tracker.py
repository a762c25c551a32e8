# SPDX-License-Identifier: Apache-2.0
"""Request Tracker 5 as Debian packages it, for bench/console: on a PostgreSQL of its own, which its documentation recommends,
served by its own rt-server on Starlet with a process for each connection.

Everything is in the bench's folder and on 127.0.0.1; the packages' own configuration in /etc is neither read nor changed.
"""
import os
import pwd
import random
import shutil
import urllib.parse
import urllib.request

import harness

SHARE = '/usr/share/request-tracker5'
POSTGRESQL = '/usr/lib/postgresql/15/bin'
PASSWORD = 'lanterns-over-the-quiet-harbour'

CONFIG = '''
Set($rtname, 'northam.example');
Set($Organization, 'northam.example');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {rt.port});
Set($WebPath, '');
Set($DatabaseType, 'Pg');
Set($DatabaseHost, '127.0.0.1');
Set($DatabaseRTHost, '127.0.0.1');
Set($DatabasePort, {rt.database_port});
Set($DatabaseName, 'rt');
Set($DatabaseUser, 'rt');
Set($DatabasePassword, 'rt');
Set($DatabaseAdmin, '{rt.user}');
Set($MailCommand, 'testfile');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
Set($RestrictReferrer, 0);
Set($ShowHistory, 'always');    # in the page, as ours, and not by a second request
Set($WebSecureCookies, 0);
$RT::VarPath = '{rt.folder}/var';
$RT::MasonDataDir = '{rt.folder}/var/mason';
$RT::MasonSessionDir = '{rt.folder}/var/session';
1;
'''


def words(number, size):
    """As words() of tools/seed.c in length and sort, not letter by letter."""
    dice, text = random.Random(number), []
    while sum(map(len, text)) + len(text) < size:
        rank = int(500_000 ** dice.random()) - 1
        word = ''
        rest = rank + 80
        while rest > 0:
            word += 'bdfghjklmnprstvz'[rest % 80 // 5] + 'aeiou'[rest % 5]
            rest //= 80
        text.append(word)
    return '\n'.join(' '.join(text[line:line + 12]) for line in range(0, len(text), 12))


class RequestTracker:
    def __init__(self, workers):
        self.folder = harness.folder('rt')
        self.workers = workers
        self.port, self.database_port = harness.free_port(), harness.free_port()
        self.url = f'http://127.0.0.1:{self.port}'
        # PostgreSQL refuses to run as root; its package made a user for it.
        self.user = 'postgres' if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        self.options = {'user': self.user, 'group': pwd.getpwnam(self.user).pw_gid, 'extra_groups': [],
                        'cwd': self.folder} if os.getuid() == 0 else {'cwd': self.folder}
        for name in ('var', 'var/mason', 'var/session', 'none'):
            os.mkdir(os.path.join(self.folder, name))
        self.config = os.path.join(self.folder, 'RT_SiteConfig.pm')
        with open(self.config, 'w') as out:
            out.write(CONFIG.format(rt=self))
        if os.getuid() == 0:
            for path, names, files in os.walk(self.folder):
                for name in ['.', *names, *files]:
                    shutil.chown(os.path.join(path, name), self.user)
        self.options['env'] = {**os.environ, 'HOME': self.folder, 'RT_SITE_CONFIG': self.config,
                               'RT_SITE_CONFIG_DIR': os.path.join(self.folder, 'none')}
        self.database = self.server = None

    def call(self, *command, **options):
        return harness.run(list(command), **self.options, **options)

    def prepare(self, tickets):
        """Its database with @tickets tickets of four texts each; PostgreSQL runs from here on."""
        data = os.path.join(self.folder, 'postgresql')
        self.call(f'{POSTGRESQL}/initdb', '-D', data, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8')
        self.database = harness.start([f'{POSTGRESQL}/postgres', '-D', data, '-k', self.folder, '-p', str(self.database_port),
                                       '-c', 'listen_addresses=127.0.0.1'],
                                      os.path.join(self.folder, 'postgresql.log'), **self.options)
        harness.wait_until('postgres', lambda: harness.listens(self.database_port), self.database)
        self.call('/usr/sbin/rt-setup-database-5', '--action', 'init', '--dba', self.user, '--dba-password', '')
        texts = os.path.join(self.folder, 'texts')
        with open(texts, 'w') as out:
            for number in range(tickets):
                for kind, size in enumerate((250 + 2 * number % 7 * 150, 600, 250 + (2 * number + 1) % 7 * 150, 200)):
                    out.write(f'{words(4 * number + kind, size)}\n.\n')
        with open(texts) as stdin:
            self.call('perl', os.path.join(harness.ROOT, 'bench/tools/rt-seed.pl'), '--tickets', str(tickets), '--password', PASSWORD,
                      stdin=stdin)

    def start(self):
        self.server = harness.start([f'{SHARE}/libexec/rt-server', '--server', 'Starman', '--host', '127.0.0.1', '--port', str(self.port),
                                     '--workers', str(self.workers), '--max-requests', '1000000', '--keepalive-timeout', '60'],
                                    os.path.join(self.folder, 'log'), **self.options)
        harness.wait_until('rt-server', lambda: harness.listens(self.port), self.server, patience=60)

    def stop(self):
        harness.stop(self.server)
        harness.stop(self.database, harness.signal.SIGINT)

    def sign_in(self):
        """A new session's cookie. RT answers with its form also to who is in: the pages will tell."""
        form = urllib.parse.urlencode({'user': 'bench', 'pass': PASSWORD}).encode()
        with urllib.request.urlopen(f'{self.url}/NoAuth/Login.html', form) as answer:
            return answer.headers.get_all('Set-Cookie')[-1].split(';')[0]

    def page(self, path, cookie):
        with urllib.request.urlopen(urllib.request.Request(self.url + path, headers={'Cookie': cookie})) as answer:
            return answer.read().decode()
