# SPDX-License-Identifier: Apache-2.0
"""script/catalogue collects every text and lets no incomplete or untrue catalogue pass; the repository's own pass it.
Prints TAP."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
PAGE = '<h1 title="{{#t}}Sign\n  in{{/t}}">{{name}}</h1>{{! Not this one }}{{#tn}}n|{{n}} case|{{n}} cases{{/tn}} <b>{{#t}}Hello <b>{{name}}</b>{{/t}}</b>'
CODE = ('#define SAY(text) text /* SAY("not this") */\n// SAY("nor this")\nf("SAY(\\"nor that\\")", SAY("Case {reference} "\n  "is \\"open\\""));\n'
        'g(SAY_CONTEXT("state", "open"), SAY_PLURAL("{n} day", "{n} days"), SAY_NOOP("Later"));\n')
GERMAN = {'Sign in': 'Anmelden', 'Hello <b>{{name}}</b>': 'Hallo <b>{{name}}</b>', 'Case {reference} is \\"open\\"': 'Fall {reference} ist „offen“',
          'open': 'offen', 'Later': 'Später', '{{n}} case': ('{{n}} Fall', '{{n}} Fälle'), '{n} day': ('{n} Tag', '{n} Tage')}


class Tree:
    """A source tree with one template, one C file and a German catalogue that was updated once."""

    def __init__(self, folder):
        self.root = folder
        self.write('templates/page.mustache', PAGE)
        self.write('src/code.c', CODE)
        self.write('src/test-code.c', 'SAY("In a test")')
        self.write('locale/de.po', HEAD)
        self.run()

    def write(self, path, text):
        full = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'w', encoding='utf-8') as file:
            file.write(text)

    def read(self, path):
        with open(os.path.join(self.root, path), encoding='utf-8') as file:
            return file.read()

    def run(self, *arguments):
        done = subprocess.run([os.path.join(ROOT, 'script', 'catalogue'), '--root', self.root, *arguments], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def replace(self, path, old, new):
        text = self.read(path)
        assert old in text, f'{old!r} is not in {path}'
        self.write(path, text.replace(old, new, 1))

    def translate(self):
        for text, said in GERMAN.items():
            forms = said if isinstance(said, tuple) else (said,)
            lines = self.read('locale/de.po').split('\n')
            at = lines.index(f'msgid "{text}"') + (2 if len(forms) > 1 else 1)
            for index, form in enumerate(forms):
                lines[at + index] = lines[at + index].replace('""', f'"{form}"')
            self.write('locale/de.po', '\n'.join(lines))


def texts_of_templates_and_c_are_collected(tree):
    texts = {line[7:-1] for line in tree.read('locale/tribune.pot').split('\n') if line.startswith('msgid "') and line != 'msgid ""'}
    assert texts == set(GERMAN), texts
    assert 'msgctxt "state"\nmsgid "open"' in tree.read('locale/tribune.pot')
    assert 'msgid_plural "{n} days"\nmsgstr[0] ""\nmsgstr[1] ""' in tree.read('locale/de.po')


def a_missing_translation_is_a_finding(tree):
    status, output = tree.run('--check')
    assert status == 1 and "'Later': not translated" in output, output
    status, output = tree.run('--missing', 'de')
    assert status == 1 and output.count('not translated') == len(GERMAN), output


def a_complete_catalogue_passes(tree):
    tree.translate()
    status, output = tree.run('--check')
    assert status == 0 and '7 texts, nothing missing' in output, output


def updating_twice_changes_nothing(tree):
    tree.translate()
    before = tree.read('locale/de.po')
    assert tree.run() == (0, '') and tree.read('locale/de.po') == before


def a_text_that_goes_and_comes_back_keeps_its_translation(tree):
    tree.translate()
    tree.write('templates/page.mustache', '')
    assert tree.run()[0] == 0
    assert '#~ msgid "Sign in"\n#~ msgstr "Anmelden"' in tree.read('locale/de.po')
    assert tree.run('--check')[0] == 0
    tree.write('templates/page.mustache', PAGE)
    assert tree.run()[0] == 0
    assert tree.run('--check')[0] == 0 and '#~' not in tree.read('locale/de.po')


def assert_finding(tree, old, new, finding):
    tree.translate()
    tree.replace('locale/de.po', old, new)
    status, output = tree.run('--check')
    assert status == 1 and finding in output, output


def a_fuzzy_translation_is_a_finding(tree):
    assert_finding(tree, 'msgid "Later"', '#, fuzzy\nmsgid "Later"', "'Later': fuzzy")


def a_changed_placeholder_is_a_finding(tree):
    assert_finding(tree, 'Fall {reference}', 'Fall {nummer}', 'has {nummer}, not {reference}')


def a_changed_tag_is_a_finding(tree):
    assert_finding(tree, 'Hallo <b>{{name}}', 'Hallo <b>{{vorname}}', '{{vorname}}')


def changed_markup_is_a_finding(tree):
    assert_finding(tree, 'Hallo <b>{{name}}</b>', 'Hallo {{name}}', 'has {{name}}, not </b> <b> {{name}}')


def a_plural_form_that_is_missing_is_a_finding(tree):
    assert_finding(tree, 'msgstr[1] "{n} Tage"', 'msgstr[1] ""', "'{n} day': not translated")


def a_singular_need_not_show_its_number(tree):
    tree.replace('src/code.c', 'SAY_PLURAL("{n} day"', 'SAY_PLURAL("one day"')
    tree.run()
    tree.replace('locale/de.po', 'msgid_plural "{n} days"\nmsgstr[0] ""\nmsgstr[1] ""', 'msgid_plural "{n} days"\nmsgstr[0] "ein Tag"\nmsgstr[1] "{n} Tage"')
    assert "'one day'" not in tree.run('--check')[1]


def a_catalogue_behind_the_sources_is_a_finding(tree):
    tree.translate()
    tree.replace('src/code.c', '"Later"', '"Sooner"')
    status, output = tree.run('--check')
    assert status == 1 and 'tribune.pot: not as script/catalogue writes it' in output and "'Sooner': not there" in output, output


def words_that_no_catalogue_can_reach_are_a_finding(tree):
    tree.translate()
    tree.replace('templates/page.mustache', '<h1 title=', '<p aria-label="Loose">bare words</p><h1 title=')
    status, output = tree.run('--check')
    assert status == 1 and 'words outside {{#t}}: Loose, bare, words' in output, output


def a_marker_without_literal_is_refused_with_its_line(tree):
    tree.write('src/code.c', '\n\nSAY(name)')
    status, output = tree.run()
    assert status == 2 and 'src/code.c:3: SAY takes only literals' in output, output


def an_open_text_is_refused(tree):
    tree.write('templates/page.mustache', '{{#t}}Sign in')
    status, output = tree.run()
    assert status == 2 and 'is not closed' in output, output


def the_repositorys_catalogues_are_complete(_):
    done = subprocess.run([os.path.join(ROOT, 'script', 'catalogue'), '--check'], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


CASES = [
    texts_of_templates_and_c_are_collected, a_missing_translation_is_a_finding, a_complete_catalogue_passes, updating_twice_changes_nothing,
    a_text_that_goes_and_comes_back_keeps_its_translation, a_fuzzy_translation_is_a_finding, a_changed_placeholder_is_a_finding,
    a_changed_tag_is_a_finding, changed_markup_is_a_finding, a_plural_form_that_is_missing_is_a_finding, a_singular_need_not_show_its_number,
    a_catalogue_behind_the_sources_is_a_finding, words_that_no_catalogue_can_reach_are_a_finding,
    a_marker_without_literal_is_refused_with_its_line, an_open_text_is_refused, the_repositorys_catalogues_are_complete,
]


def main():
    failed = 0
    print(f'1..{len(CASES)}')
    for number, case in enumerate(CASES, 1):
        with tempfile.TemporaryDirectory() as folder:
            problem = ''
            try:
                case(Tree(folder))
            except AssertionError as error:
                problem = '\n'.join('# ' + line for line in (str(error) or 'assertion failed').splitlines())
                failed += 1
        print(f'{"not ok" if problem else "ok"} {number} - {case.__name__.replace("_", " ")}' + ('\n' + problem if problem else ''))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
