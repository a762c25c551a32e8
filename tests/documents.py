# SPDX-License-Identifier: Apache-2.0
"""What the pages of docs/ list of the program is what the program has: forms, the interface for programs, settings, metrics, what is
logged. Prints TAP.

    tests/documents.py          check this tree, then that each rule is able to fail
    tests/documents.py FOLDER   check the tree in FOLDER only
"""
import glob
import json
import os
import re
import shutil
import sys
import tempfile

import csource
import tap
from documents_forms import (FACES, FORMS, each_control_is_listed, each_field_that_is_read_is_listed, each_form_is_listed,
                             each_listed_field_is_read, each_listed_form_exists)
from documents_tree import CODE, Tree, pages_of, table_of


def each_door_for_programs_is_named(tree):
    """What gateways and other servers post to a channel stands in the pages of channels."""
    pages = ''.join(tree.read(page) for page in pages_of(tree) if page.startswith('docs/channels/'))
    for method, path, _, file in tree.routes('src/channels'):
        named = re.sub(r'\{(\w+)\}', lambda match: match[1].upper(), path)
        start, _, last = named.rpartition('/')
        in_list = re.search(rf'`{re.escape(start)}` and its `[^`]*\b{re.escape(last)}\b', pages)
        if method == 'POST' and os.path.dirname(file) not in FACES and f'`{named}`' not in pages and not in_list:
            yield f'no page in docs/channels/ names POST {named}, a route in {file}'


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


def passed_to(tree, functions_asked, joint):
    """The names that src/ passes to @functions_asked, and how those begin that it makes: literals that end with @joint."""
    sources = tree.sources('src')
    names, beginnings = set(), set()
    readers = sources.readers(functions_asked)
    for functions in sources.functions.values():
        for function in functions:
            for reader in readers.keys() & function.words:
                for passed in csource.calls(function.body, reader):
                    name = passed[readers[reader]] if len(passed) > readers[reader] else ''
                    names.update(csource.LITERAL.findall(name))
                    if not csource.LITERAL.search(name):
                        beginnings.update(word for word in csource.LITERAL.findall(function.body) if word.endswith(joint))
    return names, beginnings


def each_setting_is_read(tree):
    asked, beginnings = passed_to(tree, ASK, '-')  # "languages-" and a kind
    known = {key for keys in settings_of(tree).values() for key in keys}
    for group, keys in settings_of(tree).items():
        for key in keys:
            if key not in asked and not key.startswith(tuple(beginnings)):
                yield f'nothing in src/ reads the setting [{group}] {key}'
    for key in sorted(asked - known - {'driver'}):
        yield f'src/ reads a setting {key}, which is in no table'


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
EVENT = re.compile(r'[a-z][a-z-]*\.[a-z][a-z_-]*')
ENDINGS = {'build', 'c', 'conf', 'db', 'example', 'js', 'json', 'key', 'secret', 'sh', 'xml'}  # of files and hosts


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
    logged, beginnings = passed_to(tree, LOGGED, '.')  # "delivery." and an outcome
    listed = {name for _, cells in table_of(tree.read(REFERENCE), ['event', 'level', 'says']) for name in CODE.findall(cells[0])}
    made = {name for name in listed if name.startswith(tuple(beginnings))}
    yield from different(listed - made, logged - made, REFERENCE, 'event', 'src')
    for beginning in sorted(beginnings):
        if not any(name.startswith(beginning) for name in made - logged):
            yield f'{REFERENCE} lists no event that begins with {beginning}, as src/ logs'


def events_that_are_named_exist(tree):
    """`case.opened` in prose is a word of the program: of the journal, of the log, of webhooks."""
    headers = [csource.read(path) for path in glob.glob(os.path.join(tree.root, 'src', '**', '*.h'), recursive=True)]
    words = {word for text in [*tree.sources('src').texts.values(), *headers] for word in csource.LITERAL.findall(text) if EVENT.fullmatch(word)}
    areas = {word.partition('.')[0] for word in words}
    made = {name for _, cells in table_of(tree.read(REFERENCE), ['event', 'level', 'says']) for name in CODE.findall(cells[0])}
    for page in pages_of(tree):
        for number, line in enumerate(tree.read(page).splitlines(), 1):
            for word in CODE.findall(line):
                area, _, rest = word.partition('.')
                if EVENT.fullmatch(word) and area in areas and rest not in ENDINGS and word not in words | made:
                    yield f'{page}:{number}: there is no event {word}'


RULES = [
    each_form_is_listed, each_listed_form_exists, each_field_that_is_read_is_listed, each_listed_field_is_read, each_control_is_listed,
    each_door_for_programs_is_named, the_interface_is_described_whole, paths_that_are_named_exist, scopes_and_news_are_listed, pages_for_machines_are_listed,
    each_setting_is_listed, each_setting_is_read, settings_that_are_named_exist, each_number_is_listed, each_event_of_the_log_is_listed,
    events_that_are_named_exist,
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
    (each_door_for_programs_is_named, 'docs/channels/sms.md', '`/sms/in`', '`/sms/to`', 'names POST /sms/in, a route in src/channels/sms'),
    (each_door_for_programs_is_named, 'docs/channels/fediverse.md', '`inbox outbox', '`outbox', 'names POST /ap/desks/NAME/inbox'),
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
    (events_that_are_named_exist, 'docs/comments.md', '`comment.hidden`', '`comment.covered`', 'there is no event comment.covered'),
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
    return tap.report(results)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
