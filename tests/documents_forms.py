# SPDX-License-Identifier: Apache-2.0
"""Rules of tests/documents.py: the forms that docs/pages.md lists are the routes of the faces, with the fields that their handlers read."""
import functools
import glob
import os
import re

import csource
from documents_tree import CODE, table_of

FORMS = 'docs/pages.md'
# What takes part in a face's pages: the folder with the routes, and its templates.
FACES = {'src/console': ('console', 'part', 'layout'), 'src/portal': ('portal',), 'src/channels/web': ('web', 'portal')}
READERS = {'http_request_field': 1, 'http_request_fields': 1, 'form_value': 1, 'form_values': 1}
DRAW = {'page_render', 'page_render_status', 'page_render_bare', 'portal_page_show', 'page_error'}
# The three forms of channels/web/ are read by one function; what a page does not send is empty.
NOT_SENT = {'/case/{token}/reply': 'mail name subject token topic website', '/news/{slug}/comment': 'review stash subject topic'}


@functools.cache
def same_path(path):
    """A pattern of a route, or a path of the page, with * for what varies."""
    return '/'.join('*' if segment.startswith('{') or re.fullmatch('[A-Z]+', segment) else segment for segment in path.split('/'))


@functools.cache
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
