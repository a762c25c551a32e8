# SPDX-License-Identifier: Apache-2.0
"""The rules of the house that a compiler does not check, from layers.txt and the sources. Prints TAP.

    tests/layers.py          check this tree, then that each rule is able to fail
    tests/layers.py FOLDER   check the tree in FOLDER only
"""
import os
import re
import shutil
import sys
import tempfile

import tap

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
DEFINITION = re.compile(r'^([A-Za-z_]\w*)\(', re.MULTILINE)
TYPE = re.compile(r'^(?:typedef\b.*[ *]|\} *)([A-Z]\w*);', re.MULTILINE)
SPDX = '/* SPDX-License-Identifier: Apache-2.0 */'

# Modules that export more than their own prefix, and what. Each says so at the top of its header.
MORE_PREFIXES = {
    'base/encode.c': ['decode_'],                                     # the two directions of one thing
    'base/error.c': ['tribune_error_'],                               # as g_autoptr and G_DEFINE_QUARK expect it
}


class Tree:
    """The sources below src/ and the table of layers."""

    def __init__(self, root):
        self.root = root
        self.sources = {}  # path below src/ -> text
        src = os.path.join(root, 'src')
        for folder, _, names in os.walk(src):
            for name in names:
                if name.endswith(('.c', '.h')):
                    path = os.path.join(folder, name)
                    with open(path, encoding='utf-8') as file:
                        self.sources[os.path.relpath(path, src)] = file.read()
        self.folders = sorted(entry for entry in os.listdir(src) if os.path.isdir(os.path.join(src, entry)))
        self.layers = {}
        with open(os.path.join(root, 'layers.txt'), encoding='utf-8') as file:
            for line in file:
                line = line.split('#')[0].strip()
                if line:
                    folder, _, may = line.partition(':')
                    self.layers[folder.strip()] = may.split()
        self.includes = {path: INCLUDE.findall(text) for path, text in self.sources.items()}


def line_of(text, offset):
    return text.count('\n', 0, offset) + 1


# ---- the rules: each yields one line per fault ----

def every_folder_has_a_layer(tree):
    for folder in tree.folders:
        if folder not in tree.layers:
            yield f'src/{folder} is not in layers.txt'
    for folder, may in tree.layers.items():
        for word in may:
            if word != '*' and word not in tree.layers:
                yield f'layers.txt lets {folder} include {word}, which it does not describe'


def layers_have_no_cycle(tree):
    yield from cycles({folder: [to for to in may if to != '*'] for folder, may in tree.layers.items()}, 'layers.txt')


def includes_obey_the_layers(tree):
    for path, includes in tree.includes.items():
        folder = path.split('/')[0] if '/' in path else None  # files directly in src/ may include everything
        for include in includes:
            if '/' not in include:
                yield f'src/{path} includes "{include}": write the path from src/'
                continue
            target = include.split('/')[0]
            if folder is None or target == folder:
                continue
            may = tree.layers.get(folder, [])
            if '*' not in may and target not in may:
                yield f'src/{path} includes {include}, but {folder} may not include {target}'


def a_channel_includes_no_other_channel(tree):
    for path, includes in tree.includes.items():
        mine = path.split('/')
        if mine[0] != 'channels' or len(mine) < 3:
            continue
        for include in includes:
            theirs = include.split('/')
            if theirs[0] == 'channels' and len(theirs) > 2 and theirs[1] != mine[1]:
                yield f'src/{path} includes {include}, of another channel'


def private_headers_stay_in_their_folder(tree):
    for path, includes in tree.includes.items():
        for include in includes:
            if include.endswith('-private.h') and os.path.dirname(include) != os.path.dirname(path):
                yield f'src/{path} includes {include}, which is private to src/{os.path.dirname(include)}'


def headers_have_no_cycle(tree):
    headers = {path: includes for path, includes in tree.includes.items() if path.endswith('.h')}
    yield from cycles(headers, 'headers')


def cycles(graph, what):
    done, reported = set(), set()

    def walk(node, path):
        if node in path:
            loop = path[path.index(node):]
            if frozenset(loop) not in reported:
                reported.add(frozenset(loop))
                yield f'{what}: {" -> ".join(loop + [node])}'
            return
        if node in done or node not in graph:
            return
        for to in graph[node]:
            yield from walk(to, path + [node])
        done.add(node)

    for node in sorted(graph):
        yield from walk(node, [])


def headers_open_as_a_manual(tree):
    for path, text in tree.sources.items():
        if not path.endswith('.h'):
            continue
        if not text.startswith(SPDX + '\n'):
            yield f'src/{path}: the first line is not {SPDX}'
        opening, pragma, _ = text.partition('#pragma once')
        if not pragma:
            yield f'src/{path}: no #pragma once'
        elif '/*' not in opening.removeprefix(SPDX):
            yield f'src/{path}: no comment before #pragma once that says what it is for'


def sources_name_their_licence(tree):
    for path, text in tree.sources.items():
        if path.endswith('.c') and not text.startswith(SPDX + '\n'):
            yield f'src/{path}: the first line is not {SPDX}'


def definitions(text):
    """Yields (name, line) of each function with external linkage that @text defines. Relies on the format of the tree:
    the return type stands on its own line, the name begins the next."""
    for match in DEFINITION.finditer(text):
        depth, end = 0, match.end() - 1
        while end < len(text):
            depth += {'(': 1, ')': -1}.get(text[end], 0)
            end += 1
            if depth == 0:
                break
        if not text[end:].lstrip().startswith('{'):
            continue
        before = text[:match.start()].rstrip('\n').rsplit('\n', 1)[-1]
        if not re.search(r'\bstatic\b', before):
            yield match[1], line_of(text, match.start())


def snake(words):
    """ReportKind -> report_kind"""
    return re.sub(r'(?<!^)(?=[A-Z])', '_', words).lower()


def things_of(tree, folder):
    """What the headers of @folder describe: their modules and the types they name, as prefixes."""
    things = set()
    for path, text in tree.sources.items():
        if path.endswith('.h') and os.path.dirname(path) == folder:
            things.add(os.path.basename(path).removesuffix('.h').removesuffix('-private').replace('-', '_'))
            things.update(snake(name) for name in TYPE.findall(text))
    return things


def exported_functions_carry_their_module(tree):
    """Modules are named by their file. Other prefixes that say as much: the folder's name before the module's, as faces and
    channels do (console_inbox_ in console/inbox.c); the thing that a store keeps (content_ in store/content-store.c); and,
    for what a header of the folder declares, that header's module or a type the folder's headers name (role_name() for Role
    in model/actor.h, db_migration_text() of db/db.h in db/migrate.c)."""
    for path, text in tree.sources.items():
        if not path.endswith('.c') or '/' not in path:
            continue
        folder = os.path.dirname(path)
        module = os.path.basename(path).removesuffix('.c').replace('-', '_')
        own = [module, f'{os.path.basename(folder)}_{module}'.replace('-', '_')]
        if module.endswith('_store'):
            own.append(module.removesuffix('_store'))
        prefixes = [f'{name}_' for name in own] + MORE_PREFIXES.get(path, [])
        for name, line in definitions(text):
            if name == 'main' or name in own or name.startswith(tuple(prefixes)):
                continue
            declared = any(re.search(rf'\b{name}\(', header) for other, header in tree.sources.items()
                           if other.endswith('.h') and os.path.dirname(other) == folder)
            if declared and name.startswith(tuple(f'{thing}_' for thing in things_of(tree, folder))):
                continue
            yield f'src/{path}:{line}: {name}() is exported; its name should start with {module}_'


STATEMENT = re.compile(r'^DB_STATEMENT\(\s*(\w+)\s*,(.*?)\);$', re.MULTILINE | re.DOTALL)
MACRO = re.compile(r'^#define (\w+)[ \t]+((?:[^\n]*\\\n)*[^\n]*)', re.MULTILINE)
LITERAL_OR_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"|\b([A-Z]\w*)\b')


def sql_of(expression, macros):
    return ''.join(sql_of(macros[name], macros) if name in macros else literal
                   for literal, name in LITERAL_OR_NAME.findall(expression))


def parameters_are_numbered_as_they_come(tree):
    """db_bind_…() binds the next one, so $1 stands before $2 and so on; SQLite and PostgreSQL would take any order, and give
    values to the wrong ones without a word. (Those that macros make are looked at by tests/live/postgresql.test.mjs.)"""
    for path, text in tree.sources.items():
        macros = dict(MACRO.findall(text))
        for match in STATEMENT.finditer(text):
            sql = sql_of(match[2], macros)
            first = list(dict.fromkeys(int(number) for number in re.findall(r'\$(\d+)', sql)))
            if first != list(range(1, len(first) + 1)):
                yield (f'src/{path}:{line_of(text, match.start())}: the statement {match[1]} uses its parameters first in the order '
                       f'{", ".join(f"${number}" for number in first)}: number them $1, $2 … as they come, since they are bound in turn')


SPEAK_SQL = ('db', 'journal', 'store', 'views')


def sql_stays_in_stores_and_views(tree):
    for path, text in tree.sources.items():
        if path.split('/')[0] in SPEAK_SQL or os.path.basename(path).startswith('test-'):
            continue
        for match in STATEMENT.finditer(text):
            yield f'src/{path}:{line_of(text, match.start())}: the statement {match[1]} belongs in store/'


COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
PATH = re.compile(r'(?<![\w./-])((?:[\w-]+/)+[\w-]+\.(?:c|h|md|txt|sql|mustache|py|mjs)|[\w-]+\.[ch])(?![\w-])')


def comments_name_files_that_exist(tree):
    """From the top of the tree, from src/ or templates/, or from the folder of the comment; a name alone is a source's. One
    with capital letters (NN-RULE.txt) stands for many."""
    names = {os.path.basename(path) for path in tree.sources}
    for path, text in tree.sources.items():
        bases = ['', 'src', 'templates', os.path.join('src', os.path.dirname(path))]
        for comment in COMMENT.finditer(text):
            for match in PATH.finditer(comment[0]):
                named = match[1]
                if named in names or named != named.lower():
                    continue
                if not any(os.path.exists(os.path.join(tree.root, base, named)) for base in bases):
                    yield f'src/{path}:{line_of(text, comment.start() + match.start())}: there is no {named}'


RULES = [every_folder_has_a_layer, layers_have_no_cycle, includes_obey_the_layers, a_channel_includes_no_other_channel,
         private_headers_stay_in_their_folder, headers_have_no_cycle, headers_open_as_a_manual, sources_name_their_licence,
         exported_functions_carry_their_module, parameters_are_numbered_as_they_come, sql_stays_in_stores_and_views,
         comments_name_files_that_exist]


# ---- that each rule can fail ----

HEADER = SPDX + '\n/* What it is for. */\n#pragma once\n'
CLEAN = {
    'layers.txt': 'base:\nwire: base\nstore: base\nchannels: base wire\ncommand: *\n',
    'src/base/text.h': HEADER + 'void text_clean(void);\n',
    'src/base/text.c': SPDX + '\n#include "base/text.h"\n\nvoid\ntext_clean(void)\n{\n}\n\nstatic int\nhelper(int (*f)(void))\n{\n    return f();\n}\n',
    'src/store/find.c': SPDX + '\n#define WHERE \\\n    "WHERE c = $1"\nDB_STATEMENT(find, "SELECT max(a) FROM b " WHERE " AND d = $2"\n             " AND e = $1");\n',
    'src/base/fold.c': SPDX + '\n/* As base/text.h says, src/store/find.c and lmtp.h do; see tests/NN-RULE.txt. */\n#include "base/text.h"\n\nvoid\ntext_clean(void)\n{\n}\n',
    'src/wire/lmtp.h': HEADER + '#include "base/text.h"\ntypedef enum { A } ReplyKind;\nconst char *reply_kind_name(ReplyKind kind);\n',
    'src/wire/codes.c': SPDX + '\nconst char *\nreply_kind_name(ReplyKind kind)\n{\n    return 0;\n}\n',
    'src/wire/lmtp-private.h': HEADER + '#include "wire/lmtp.h"\n',
    'src/wire/lmtp.c': SPDX + '\n#include <stdio.h>\n#include "wire/lmtp-private.h"\n',
    'src/channels/email/email.c': SPDX + '\n#include "channels/email/session.h"\n',
    'src/channels/email/session.h': HEADER,
    'src/channels/sms/sms.h': HEADER,
    'src/command/serve.c': SPDX + '\n#include "channels/sms/sms.h"\n#include "wire/lmtp.h"\n',
    'src/tribune.c': SPDX + '\n#include "wire/lmtp.h"\n\nint\nmain(void)\n{\n    return 0;\n}\n',
}
# rule, file, what is added to it (or what it becomes, when it starts with =)
FAULTS = [
    (every_folder_has_a_layer, 'src/extra/extra.h', '=' + HEADER),
    (every_folder_has_a_layer, 'layers.txt', 'here: nowhere\n'),
    (layers_have_no_cycle, 'layers.txt', '=base: wire\nwire: base\nstore: base\nchannels: base wire\ncommand: *\n'),
    (includes_obey_the_layers, 'src/base/text.c', '#include "wire/lmtp.h"\n'),
    (includes_obey_the_layers, 'src/base/text.h', '  # include "wire/lmtp.h"\n'),
    (includes_obey_the_layers, 'src/base/text.c', '#include "text.h"\n'),
    (a_channel_includes_no_other_channel, 'src/channels/email/email.c', '#include "channels/sms/sms.h"\n'),
    (private_headers_stay_in_their_folder, 'src/channels/email/email.c', '#include "wire/lmtp-private.h"\n'),
    (private_headers_stay_in_their_folder, 'src/tribune.c', '#include "wire/lmtp-private.h"\n'),
    (headers_have_no_cycle, 'src/wire/lmtp.h', '#include "wire/lmtp-private.h"\n'),
    (headers_open_as_a_manual, 'src/wire/new.h', '=' + SPDX + '\n#pragma once\n'),
    (headers_open_as_a_manual, 'src/wire/new.h', '=/* What it is for. */\n#pragma once\n'),
    (headers_open_as_a_manual, 'src/wire/new.h', '=' + SPDX + '\n/* What it is for. */\n'),
    (sources_name_their_licence, 'src/wire/new.c', '=int x;\n'),
    (exported_functions_carry_their_module, 'src/base/text.c', '\nint\nfoo(int (*f)(void),\n    int b)\n{\n    return b;\n}\n'),
    (exported_functions_carry_their_module, 'src/base/fold.c', '\nvoid\ntext_other(void)\n{\n}\n'),
    (exported_functions_carry_their_module, 'src/wire/codes.c', '\nvoid\nreply_kind_other(void)\n{\n}\n'),
    (parameters_are_numbered_as_they_come, 'src/store/find.c', 'DB_STATEMENT(swapped, "SELECT a FROM b WHERE c = $2"\n    " AND d = $1");\n'),
    (parameters_are_numbered_as_they_come, 'src/store/find.c', 'DB_STATEMENT(late, "SELECT max(a) FROM b WHERE c = " COLUMN " $2");\n'),
    (sql_stays_in_stores_and_views, 'src/channels/email/email.c', 'DB_STATEMENT(mine, "SELECT 1");\n'),
    (comments_name_files_that_exist, 'src/base/text.c', '/* For wire/gone.h. */\n'),
    (comments_name_files_that_exist, 'src/base/text.c', '/* What\n * gone.c does. */\n'),
    (comments_name_files_that_exist, 'src/base/text.c', '/* See docs/gone.md. */\n'),
    (exported_functions_carry_their_module, 'src/base/text.c', '\nconst char *\ntextile(void)\n{\n    return "";\n}\n'),
]


def write_tree(root, files):
    for path, text in files.items():
        path = os.path.join(root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)


def faults_of(files):
    root = tempfile.mkdtemp(prefix='tribune-layers-')
    try:
        write_tree(root, files)
        tree = Tree(root)
        return {rule: list(rule(tree)) for rule in RULES}
    finally:
        shutil.rmtree(root)


def self_tests():
    clean = faults_of(CLEAN)
    yield 'a clean tree has no faults', [fault for faults in clean.values() for fault in faults]
    for rule, path, text in FAULTS:
        changed = text[1:] if text.startswith('=') else CLEAN[path] + text
        found = faults_of({**CLEAN, path: changed})
        wrong = [] if found[rule] else ['the planted fault was not found']
        wrong += [f'also reported by {other.__name__}: {fault}' for other, faults in found.items() for fault in faults
                  if other not in (rule, layers_have_no_cycle, headers_have_no_cycle, includes_obey_the_layers)]
        yield f'{rule.__name__.replace("_", " ")}: finds a fault planted in {path}', wrong


def main(arguments):
    root = arguments[0] if arguments else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    tree = Tree(root)
    results = [(rule.__name__.replace('_', ' '), list(rule(tree))) for rule in RULES]
    if not arguments:
        results += self_tests()
    return tap.report(results)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
