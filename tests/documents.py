# SPDX-License-Identifier: Apache-2.0
"""What the pages of docs/ list of the program is what the program has: forms, the interface for programs, settings, metrics, what is
logged. Prints TAP.

    tests/documents.py          check this tree, then that each rule is able to fail
    tests/documents.py FOLDER   check the tree in FOLDER only
"""
import functools
import glob
import json
import os
import re
import shutil
import sys
import tempfile

import csource

ROUTE = re.compile(r'\{\s*HTTP_(\w+)\s*,\s*"([^"]+)"\s*,\s*(\w+)')
CODE = re.compile(r'`([^`]+)`')


@functools.cache
def sources_of(root, *folders):
    return csource.Sources(root, *folders)


class Tree:
    """What is looked at: the files below @root, pages among them as @changed says."""

    def __init__(self, root, changed=None):
        self.root, self.changed = root, changed or {}

    def read(self, path):
        """The text of a file, empty when there is none."""
        full = os.path.join(self.root, path)
        return self.changed[path] if path in self.changed else csource.read(full) if os.path.exists(full) else ''

    def sources(self, *folders):
        return sources_of(self.root, *folders)

    def routes(self, *folders):
        """[(method, pattern, handler, path of the file)]"""
        return [(*row, path) for path, text in self.sources(*folders).texts.items() for row in ROUTE.findall(text)]


def table_of(page, heading):
    """Yields (line number, cells) of the rows of all tables of @page whose heading is @heading."""
    inside = False
    for number, line in enumerate(page.splitlines(), 1):
        cells = [cell.strip() for cell in line.split('|')[1:-1]]
        if not cells:
            inside = False
        elif cells == heading:
            inside = True
        elif inside and not line.startswith('| ---'):
            yield number, cells


# ---- forms ----

FORMS = 'docs/pages.md'
# What takes part in a face's pages: the folder with the routes, and its templates.
FACES = {'src/console': ('console', 'part', 'layout'), 'src/portal': ('portal',), 'src/channels/web': ('web', 'portal')}
READERS = {'http_request_field': 1, 'http_request_fields': 1, 'form_value': 1, 'form_values': 1}
DRAW = {'page_render', 'page_render_status', 'page_render_bare', 'portal_page_show', 'page_error'}
# The three forms of channels/web/ are read by one function; what a page does not send is empty.
NOT_SENT = {'/case/{token}/reply': 'mail name subject token topic website', '/news/{slug}/comment': 'review stash subject topic'}


def same_path(path):
    """A pattern of a route, or a path of the page, with * for what varies."""
    return '/'.join('*' if segment.startswith('{') or re.fullmatch('[A-Z]+', segment) else segment for segment in path.split('/'))


def same_field(name):
    """A field of the code, of a template or of the page, with * for what varies."""
    return re.sub(r'%\w+|\{\{\w+\}\}|(?<=-)[A-Z]+$', '*', name.rstrip('…'))


class Form:
    """One row of the page."""

    def __init__(self, line, cells):
        self.line = line
        self.paths = []  # (method, path)
        self.fields = {same_field(name) for name in ' '.join(CODE.findall(cells[1])).split()}
        base = ''
        for case, path in re.findall(r'(case )?`([^`]+)`', cells[0]):
            method, _, path = path.rpartition(' ')
            if case:
                base = '/cases/REFERENCE/'
            elif path.startswith('/'):
                base = path.rpartition('/')[0] + '/'
            self.paths.append((method or 'POST', path if path.startswith('/') else base + path))


def forms_of(tree):
    return [Form(line, cells) for line, cells in table_of(tree.read(FORMS), ['to', 'fields', 'of which'])]


def each_form_is_listed(tree):
    listed = {same_path(path) for form in forms_of(tree) for method, path in form.paths if method == 'POST'}
    for method, path, _, file in tree.routes(*FACES):
        if method == 'POST' and same_path(path) not in listed:
            yield f'{FORMS} lists no POST {path}, a route in {file}'


def each_listed_form_exists(tree):
    routes = {(method, same_path(path)) for method, path, _, _ in tree.routes(*FACES)}
    for form in forms_of(tree):
        for method, path in form.paths:
            if (method, same_path(path)) not in routes:
                yield f'{FORMS}:{form.line}: no route in {", ".join(FACES)} is {method} {path}'


def fields_read(sources, functions):
    """What @functions read by name, and whether they read anything whose name is made as they go."""
    names, made = set(), False
    readers = sources.readers(READERS)
    for function in functions:
        for reader in readers.keys() & function.words:
            for passed in csource.calls(function.body, reader):
                name = passed[readers[reader]] if len(passed) > readers[reader] else ''
                literals = csource.LITERAL.findall(name)
                names.update(same_field(literal) for literal in literals)
                made |= not literals and name not in function.parameters
    return names, made


def literals_near(tree, sources, functions):
    """All literals of @functions, of the tables of their files, and of the names of the model."""
    words = set()
    for function in functions:
        words.update(csource.LITERAL.findall(function.body))
    for path in {function.path for function in functions}:
        words.update(csource.LITERAL.findall(sources.texts[path]))
    for text in tree.sources('src/model').texts.values():
        words.update(csource.LITERAL.findall(text))
    return {same_field(word) for word in words}


def controls_of(tree, folders, pattern):
    """The names of the controls in templates that match @pattern."""
    text = ''.join(csource.read(path) for folder in folders
                   for path in glob.glob(os.path.join(tree.root, 'templates', folder, '**', '*.mustache'), recursive=True))
    return {same_field(name) for control in re.findall(pattern, text) for name in re.findall(r'\bname="([^"]+)"', control)}


def handlers_of(tree):
    """Yields (path, handler, the folder of its face, the rows that list it)."""
    forms = forms_of(tree)
    for folder in FACES:
        for method, path, name, file in tree.routes(folder):
            handler = tree.sources(folder).called(name, file)
            rows = [form for form in forms if ('POST', same_path(path)) in [(way, same_path(to)) for way, to in form.paths]]
            if method == 'POST' and handler and rows:
                yield path, handler[0], folder, rows


def each_field_that_is_read_is_listed(tree):
    """But for what a handler only takes to show a page again, which may have other forms too."""
    drawing = {folder: tree.sources(folder).leading_to(DRAW) for folder in FACES}
    for path, handler, folder, rows in handlers_of(tree):
        sources = tree.sources(folder)
        names, _ = fields_read(sources, sources.reach(handler, drawing[folder]))
        for name in sorted(names - {'csrf'} - set(NOT_SENT.get(path, '').split()) - set().union(*(row.fields for row in rows))):
            yield f'{FORMS}:{rows[0].line} lacks the field {name} of {path}, which {handler.name}() in {handler.path} reads'


def each_listed_field_is_read(tree):
    """In a row of several paths each field is that of one of them."""
    read = {}  # line of a row -> names
    for path, handler, folder, rows in handlers_of(tree):
        sources = tree.sources(folder)
        functions = sources.reach(handler)
        names, made = fields_read(sources, functions)
        names |= controls_of(tree, FACES[folder], r'<input[^>]*type="file"[^>]*>')
        if made:
            names |= literals_near(tree, sources, functions)
            names |= {name for name in controls_of(tree, FACES[folder], r'<[^>]*>') if '*' in name}
        for row in rows:
            read.setdefault(row.line, set()).update(names)
    for form in forms_of(tree):
        for name in sorted(form.fields - read.get(form.line, form.fields)):
            yield f'{FORMS}:{form.line}: no handler of this row reads the field {name}'


def each_control_is_listed(tree):
    """What the forms of templates send is in some row."""
    listed = {name for form in forms_of(tree) for name in form.fields} | {'csrf'}
    for folder in sorted({folder for folders in FACES.values() for folder in folders}):
        for path in sorted(glob.glob(os.path.join(tree.root, 'templates', folder, '**', '*.mustache'), recursive=True)):
            for form in re.findall(r'<form\b[^>]*method="post".*?</form>', csource.read(path), re.DOTALL):
                for name in {same_field(name) for name in re.findall(r'<[^>]*\bname="([^"]+)"', form)} - listed - {'*'}:
                    yield f'{FORMS} lacks the field {name}, which {os.path.relpath(path, tree.root)} sends'


# ---- the interface for programs ----

INTEGRATORS = 'docs/integrators.md'
OPENAPI = 'src/api/openapi.json'


def the_interface_is_described_whole(tree):
    """openapi.json is the list of its calls; integrators.md refers to it."""
    described = set()
    for path, calls in json.loads(tree.read(OPENAPI) or '{"paths": {}}')['paths'].items():
        described |= {(method.upper(), path) for method in calls if method in ('get', 'post', 'put', 'patch', 'delete')}
    routes = {(method, path) for method, path, _, _ in tree.routes('src/api') if path.startswith('/api/')}
    for method, path in sorted(routes - described):
        yield f'{OPENAPI} does not describe {method} {path}'
    for method, path in sorted(described - routes):
        yield f'{OPENAPI} describes {method} {path}, which is no route in src/api'


def paths_that_are_named_exist(tree):
    """In prose and in examples: `/api/v1/cases/NB-2026-000123/notes`."""
    routes = [path for _, path, _, _ in tree.routes('src/api')]
    for number, line in enumerate(tree.read(INTEGRATORS).splitlines(), 1):
        for path in re.findall(r'(/api/v1/[\w./{}-]+)', line):
            if not any(re.fullmatch(re.sub(r'\{\w+\}', '[^/]+', route), path.rstrip('.')) for route in routes):
                yield f'{INTEGRATORS}:{number}: {path} is no route in src/api'


def words_of(text, name):
    """The literals of the table @name in C."""
    table = re.search(rf'\b{name}\[\w*\] = \{{(.*?)\}};', text, re.DOTALL)
    return set(csource.LITERAL.findall(table[1])) if table else set()


def different(listed, known, page, what, where):
    for name in sorted(known - listed):
        yield f'{page} does not list the {what} {name} of {where}'
    for name in sorted(listed - known):
        yield f'{page} lists the {what} {name}, which is not in {where}'


def scopes_and_news_are_listed(tree):
    page = tree.read(INTEGRATORS)
    scopes = {CODE.findall(cells[0])[0] for _, cells in table_of(page, ['scope', 'gives'])}
    yield from different(scopes, words_of(tree.read('src/model/token.c'), 'NAMES'), INTEGRATORS, 'scope', 'src/model/token.c')
    news = re.search(r'^Events: (.*?);', page, re.MULTILINE | re.DOTALL)
    yield from different(set(CODE.findall(news[1]) if news else []), words_of(tree.read('src/model/webhook.c'), 'KINDS'),
                         INTEGRATORS, 'event', 'src/model/webhook.c')


def pages_for_machines_are_listed(tree):
    page = 'docs/operators.md'
    listed = {path for _, cells in table_of(tree.read(page), ['where', 'what']) for path in CODE.findall(cells[0])}
    routes = {path for _, path, _, _ in tree.routes('src/api') if not path.startswith('/api/')}
    yield from different(listed, routes, page, 'page', 'src/api')


# ---- settings ----

REFERENCE = 'docs/reference.md'
KEY = re.compile(r'\{[\s\\]*"([\w-]+)",[\s\\]*CONFIG_\w+(?:,[\s\\]*"([^"]*)")?')
ASK = {f'config_{kind}': 2 for kind in ('text', 'integer', 'boolean', 'choice', 'address', 'date', 'list', 'secret')}
# Groups that settings may be in, as the page names them; those of a driver are the driver's.
GROUP = re.compile(r'ConfigTable \w+ = \{ "(\w+)".*?\.keys = (\w+)', re.DOTALL)


def keys_of(text, name):
    """{key: default} of the table @name in C."""
    table = re.search(rf'ConfigKey {name}\[\] = \{{(.*?)\n\}};', text, re.DOTALL)
    return dict(KEY.findall(table[1])) if table else {}


def settings_of(tree):
    """{group: {key: default}}; [channel.NAME] has what all channels have, [channel.sms] what the drivers of that folder have."""
    groups = {}
    for path, text in tree.sources('src/command', 'src/filters').texts.items():
        if path.startswith('src/filters/') and keys_of(text, 'SETTINGS'):
            groups['filter.' + os.path.basename(path).removesuffix('.c')] = keys_of(text, 'SETTINGS')
        for group, table in GROUP.findall(text):
            groups['channel.NAME' if group == 'channel' else group] = keys_of(text, table)
    for path in glob.glob(os.path.join(tree.root, 'src', 'channels', '*', '*.[ch]')):
        keys = dict(KEY.findall(csource.read(path)))
        if keys and not os.path.basename(path).startswith('test-'):
            groups.setdefault('channel.' + os.path.basename(os.path.dirname(path)), {}).update(keys)
    return groups


def listed_settings(tree):
    """{group: {key: default}} of the page, and where each stands."""
    listed, lines, group = {}, {}, ''
    for number, line in enumerate(tree.read(REFERENCE).splitlines(), 1):
        named = re.match(r'`\[([\w.-]+)\]`', line)
        group = named[1] if named else '' if line.startswith('#') else group
        cells = [cell.strip() for cell in line.split('|')[1:-1]]
        if group and len(cells) == 3 and CODE.fullmatch(cells[0]):
            standard = CODE.fullmatch(cells[1])
            listed.setdefault(group, {})[cells[0][1:-1]] = standard[1] if standard else ''
            lines[group, cells[0][1:-1]] = number
    return listed, lines


def each_setting_is_listed(tree):
    """Those of channels are in docs/channels/, which the unit test command/channel-manual looks after."""
    listed, lines = listed_settings(tree)
    known = {group: keys for group, keys in settings_of(tree).items() if not group.startswith('channel.') or group == 'channel.NAME'}
    for group, keys in known.items():
        for key, standard in keys.items():
            if key not in listed.get(group, {}):
                yield f'{REFERENCE} does not list [{group}] {key}'
            elif listed[group][key] != standard:
                yield f'{REFERENCE}:{lines[group, key]}: the default of [{group}] {key} is {standard or "nothing"}, not {listed[group][key] or "nothing"}'
    for group, key in lines:
        if key not in known.get(group, {}):
            yield f'{REFERENCE}:{lines[group, key]}: the program has no setting [{group}] {key}'


def each_setting_is_read(tree):
    sources = tree.sources('src')
    asked, beginnings = set(), set()
    readers = sources.readers(ASK)
    for functions in sources.functions.values():
        for function in functions:
            for reader in readers.keys() & function.words:
                for passed in csource.calls(function.body, reader):
                    key = passed[readers[reader]] if len(passed) > readers[reader] else ''
                    asked.update(csource.LITERAL.findall(key))
                    if not csource.LITERAL.search(key):  # its name is made here: "languages-" and a kind
                        beginnings.update(word for word in csource.LITERAL.findall(function.body) if word.endswith('-'))
    known = {key for keys in settings_of(tree).values() for key in keys}
    for group, keys in settings_of(tree).items():
        for key in keys:
            if key not in asked and not key.startswith(tuple(beginnings)):
                yield f'nothing in src/ reads the setting [{group}] {key}'
    for key in sorted(asked - known - {'driver'}):
        yield f'src/ reads a setting {key}, which is in no table'


def pages_of(tree):
    return [os.path.relpath(path, tree.root) for path in sorted(glob.glob(os.path.join(tree.root, 'docs', '**', '*.md'), recursive=True))]


def settings_that_are_named_exist(tree):
    """`[portal] hours` in prose, and a block that begins with [portal]."""
    groups = settings_of(tree)
    kinds = {kind: {'driver'}.union(*(keys for group, keys in groups.items() if group.partition('.')[0] == kind)) for kind in ('channel', 'filter')}
    for page in pages_of(tree):
        group = ''
        for number, line in enumerate(tree.read(page).splitlines(), 1):
            named = re.fullmatch(r'\[([\w.-]+)\]', line)
            group = named[1] if named else group if re.match(r'[\w#]', line) else ''
            uses = re.findall(r'`\[([\w.-]+)\] ([\w-]+)', line)
            uses += [(group, key) for key in re.findall(r'^([\w-]+) = ', line) if group]
            for of, key in uses:
                known = kinds.get(of.partition('.')[0], groups.get(of, {}))
                if key not in known:
                    yield f'{page}:{number}: there is no setting [{of}] {key}'


# ---- numbers, and what is logged ----

METRIC = re.compile(r'METRIC_(?:GAUGE|COUNTER),\s*"(\w+)"')
LOGGED = {'log_event': 1, 'log_failure': 0}


def numbers_of(tree):
    return {name for text in tree.sources('src/api').texts.values() for name in METRIC.findall(text)}


def each_number_is_listed(tree):
    listed = {CODE.findall(cells[0])[0] for _, cells in table_of(tree.read(REFERENCE), ['number', 'by', 'kind', 'says'])}
    yield from different(listed, numbers_of(tree), REFERENCE, 'number', 'src/api')
    for page in pages_of(tree):
        for number, line in enumerate(tree.read(page).splitlines(), 1):
            for name in re.findall(r'`(tribune_\w+)', line):
                if name not in numbers_of(tree):
                    yield f'{page}:{number}: there is no number {name}'


def each_event_of_the_log_is_listed(tree):
    sources = tree.sources('src')
    readers = sources.readers(LOGGED)
    logged, beginnings = set(), set()
    for functions in sources.functions.values():
        for function in functions:
            for reader in readers.keys() & function.words:
                for passed in csource.calls(function.body, reader):
                    event = passed[readers[reader]] if len(passed) > readers[reader] else ''
                    logged.update(csource.LITERAL.findall(event))
                    if not csource.LITERAL.search(event):  # its name is made here: "delivery." and an outcome
                        beginnings.update(word for word in csource.LITERAL.findall(function.body) if word.endswith('.'))
    listed = {name for _, cells in table_of(tree.read(REFERENCE), ['event', 'level', 'says']) for name in CODE.findall(cells[0])}
    made = {name for name in listed if name.startswith(tuple(beginnings))}
    yield from different(listed - made, logged - made, REFERENCE, 'event', 'src')
    for beginning in sorted(beginnings):
        if not any(name.startswith(beginning) for name in made - logged):
            yield f'{REFERENCE} lists no event that begins with {beginning}, as src/ logs'


RULES = [
    each_form_is_listed, each_listed_form_exists, each_field_that_is_read_is_listed, each_listed_field_is_read, each_control_is_listed,
    the_interface_is_described_whole, paths_that_are_named_exist, scopes_and_news_are_listed, pages_for_machines_are_listed,
    each_setting_is_listed, each_setting_is_read, settings_that_are_named_exist, each_number_is_listed, each_event_of_the_log_is_listed,
]


# ---- that each rule can fail ----

# rule, page, what stands there, what stands there instead, what the finding says
PLANTED = [
    (each_form_is_listed, FORMS, '| case `unit` |', '| GET /cases |', 'lists no POST /cases/{reference}/unit, a route in src/console/console.c'),
    (each_form_is_listed, FORMS, '| `/find` |', '| |', 'lists no POST /find, a route in src/portal/portal.c'),
    (each_form_is_listed, FORMS, ', `floods/ID`', '', 'lists no POST /review/floods/{group}'),
    (each_listed_form_exists, FORMS, '| `/find` |', '| `/find`, `lost` |', 'is POST /lost'),
    (each_listed_form_exists, FORMS, 'case `take`', 'case `take`, `take/all`', 'is POST /cases/REFERENCE/take/all'),
    (each_listed_form_exists, FORMS, '| `GET /channels` |', '| `GET /channel` |', 'is GET /channel'),
    (each_field_that_is_read_is_listed, FORMS, '`seen unit reason`', '`seen unit`', 'lacks the field reason of /cases/{reference}/unit'),
    (each_field_that_is_read_is_listed, FORMS, '`reference code`', '`reference`', 'lacks the field code of /find'),
    (each_listed_field_is_read, FORMS, '`seen unit reason`', '`seen unit reasons`', 'no handler of this row reads the field reasons'),
    (each_listed_field_is_read, FORMS, '| `/sign-out` | |', '| `/sign-out` | `next` |', 'no handler of this row reads the field next'),
    (each_control_is_listed, FORMS, ' circle ', ' ', 'lacks the field circle, which templates/console/publication-edit.mustache sends'),
    (the_interface_is_described_whole, OPENAPI, '"/api/v1/problems"', '"/api/v1/faults"', 'does not describe GET /api/v1/problems'),
    (the_interface_is_described_whole, OPENAPI, '"/api/v1/problems"', '"/api/v1/faults"', 'describes GET /api/v1/faults'),
    (paths_that_are_named_exist, INTEGRATORS, '/api/v1/cases/NB-2026-000123/notes', '/api/v1/cases/NB-2026-000123/note', '000123/note is no route'),
    (scopes_and_news_are_listed, INTEGRATORS, '| `persons:read` |', '| `persons:see` |', 'does not list the scope persons:read'),
    (scopes_and_news_are_listed, INTEGRATORS, '`note.added`', '`note.made`', 'lists the event note.made'),
    (pages_for_machines_are_listed, 'docs/operators.md', '| `/readyz` |', '| `/ready` |', 'does not list the page /readyz'),
    (each_setting_is_listed, REFERENCE, '| `case-prefix` |', '| `prefix` |', 'does not list [node] case-prefix'),
    (each_setting_is_listed, REFERENCE, '| `case-prefix` |', '| `prefix` |', 'no setting [node] prefix'),
    (each_setting_is_listed, REFERENCE, '| `case-prefix` | `C` |', '| `case-prefix` | `D` |', 'the default of [node] case-prefix is C, not D'),
    (settings_that_are_named_exist, 'docs/operators.md', '`[console] metrics-token`', '`[console] token`', 'there is no setting [console] token'),
    (settings_that_are_named_exist, 'docs/operators.md', '\ntelephone = ', '\nphone = ', 'there is no setting [portal] phone'),
    (each_number_is_listed, REFERENCE, '| `tribune_info` |', '| `tribune_about` |', 'does not list the number tribune_info'),
    (each_number_is_listed, 'docs/operators.md', '`tribune_channel_up`', '`tribune_channel_ok`', 'there is no number tribune_channel_ok'),
    (each_event_of_the_log_is_listed, REFERENCE, '| `serve.ready` |', '| `serve.set` |', 'does not list the event serve.ready'),
    (each_event_of_the_log_is_listed, REFERENCE, '| `serve.ready` |', '| `serve.set` |', 'lists the event serve.set'),
]
UNREAD = {
    'src/command/node-config.c': 'static const ConfigKey NODE_KEYS[] = {\n    { "data", CONFIG_PATH, "data" },\n    { "old", CONFIG_TEXT, NULL },\n'
                                 '    {},\n};\nstatic const ConfigTable TABLE = { "node", .keys = NODE_KEYS };\n',
    'src/command/node.c': 'static void\nopen_node(void)\n{\n    config_text(config, "node", "data");\n    config_text(config, "node", "new");\n}\n',
}


def self_tests(root):
    for rule, page, text, instead, expected in PLANTED:
        whole = Tree(root).read(page)
        found = list(rule(Tree(root, {page: whole.replace(text, instead, 1)})))
        wrong = [] if text in whole else [f'{text} does not stand in {page}']
        wrong += [] if any(expected in fault for fault in found) else [f'expected: {expected}', *found]
        yield f'{rule.__name__.replace("_", " ")}: finds {expected}', wrong
    folder = tempfile.mkdtemp(prefix='tribune-documents-')
    try:
        for path, text in UNREAD.items():
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), 'w', encoding='utf-8') as file:
                file.write(text)
        found = list(each_setting_is_read(Tree(folder)))
        expected = ['nothing in src/ reads the setting [node] old', 'src/ reads a setting new, which is in no table']
        yield 'each setting is read: finds one that is not, and one in no table', [] if found == expected else found
    finally:
        shutil.rmtree(folder)


def main(arguments):
    root = arguments[0] if arguments else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    results = [(rule.__name__.replace('_', ' '), list(rule(Tree(root)))) for rule in RULES]
    if not arguments:
        results += self_tests(root)
    print(f'1..{len(results)}')
    for number, (name, faults) in enumerate(results, 1):
        print(f'{"not ok" if faults else "ok"} {number} - {name}')
        for fault in faults:
            print(f'# {fault}')
    return 1 if any(faults for _, faults in results) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
