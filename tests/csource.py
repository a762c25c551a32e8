# SPDX-License-Identifier: Apache-2.0
"""What a script can see in the C sources of one folder: functions, what they call, and the literals they pass. Relies on the format of
the tree: the return type of a function stands on its own line, its name begins the next."""
import functools
import glob
import os
import re

COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
START = re.compile(r'^([A-Za-z_]\w*)\(', re.MULTILINE)
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


@functools.cache
def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def arguments_of(text, at):
    """The arguments of the call whose parenthesis opens at @at, as written."""
    depth, begin, end, quoted, arguments = 0, at + 1, at, False, []
    while end < len(text):
        letter = text[end]
        if quoted:
            end += 1 if letter == '\\' else 0
            quoted = letter != '"' or text[end] != '"'
        elif letter == '"':
            quoted = True
        elif letter in '([{':
            depth += 1
        elif letter in ')]}':
            depth -= 1
            if depth == 0:
                break
        elif letter == ',' and depth == 1:
            arguments.append(text[begin:end].strip())
            begin = end + 1
        end += 1
    return arguments + [text[begin:end].strip()]


def calls(text, name):
    """The arguments of each call of @name in @text."""
    return [arguments_of(text, match.end() - 1) for match in re.finditer(rf'\b{name}\(', text)]


class Function:
    def __init__(self, name, path, text, static):
        self.name, self.path, self.static = name, path, static
        head, _, self.body = text.partition('\n{')
        self.parameters = [re.findall(r'\w+', argument)[-1:] for argument in arguments_of(head, head.index('('))]
        self.parameters = [names[0] if names else '' for names in self.parameters]
        self.words = set(re.findall(r'\b[a-z_]\w+', self.body))


class Sources:
    """The functions of the .c files below some folders, tests left out."""

    def __init__(self, root, *folders):
        self.texts = {}  # path -> text without comments
        for folder in folders:
            for path in sorted(glob.glob(os.path.join(root, folder, '**', '*.c'), recursive=True)):
                if not os.path.basename(path).startswith('test-'):
                    self.texts[os.path.relpath(path, root)] = COMMENT.sub(' ', read(path))
        self.functions = {}  # name -> [Function]
        self.known_readers = {}
        for path, text in self.texts.items():
            for match in START.finditer(text):
                body, gap, end = text.find('\n{', match.end()), text.find('\n\n', match.end()), text.find('\n}', match.end())
                if body < 0 or end < 0 or -1 < gap < body:
                    continue
                static = 'static' in text[:match.start()].rstrip('\n').rsplit('\n', 1)[-1].split()
                function = Function(match[1], path, text[match.start():end], static)
                self.functions.setdefault(function.name, []).append(function)

    def called(self, name, path):
        """The functions that @name means in the file @path."""
        return [function for function in self.functions.get(name, []) if not function.static or function.path == path]

    def reach(self, start, stop=()):
        """@start and all that it leads to; those in @stop are not entered."""
        seen, todo = [], [start]
        while todo:
            function = todo.pop()
            if function in seen or (function is not start and function in stop):
                continue
            seen.append(function)
            todo += [other for word in function.words for other in self.called(word, function.path)]
        return seen

    def leading_to(self, names):
        """All functions that come to a call of one of @names, however far away."""
        found = set(names)
        grown = True
        while grown:
            grown = False
            for functions in self.functions.values():
                for function in functions:
                    if function not in found and any(
                            word in names or any(other in found for other in self.called(word, function.path)) for word in function.words):
                        found.add(function)
                        grown = True
        return {function for function in found if isinstance(function, Function)}

    def readers(self, names):
        """{function name: which argument names a field}: @names, and what only passes a parameter of its own on to one of them."""
        known = tuple(sorted(names.items()))
        if known in self.known_readers:
            return self.known_readers[known]
        found = self.known_readers[known] = dict(names)
        grown = True
        while grown:
            grown = False
            for functions in self.functions.values():
                for function in functions:
                    for reader, place in list(found.items()):
                        if function.name in found or reader not in function.words:
                            continue
                        for passed in calls(function.body, reader):
                            if len(passed) > place and passed[place] in function.parameters:
                                found[function.name] = function.parameters.index(passed[place])
                                grown = True
        return found
