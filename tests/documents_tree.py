# SPDX-License-Identifier: Apache-2.0
"""The tree that tests/documents.py looks at: pages with tables, sources with routes."""
import functools
import glob
import os
import re

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


def pages_of(tree):
    return [os.path.relpath(path, tree.root) for path in sorted(glob.glob(os.path.join(tree.root, 'docs', '**', '*.md'), recursive=True))]
