"""``kg/questions/``: a typed function for each question, so that editors complete names and mypy catches wrong words.

Written so that ``ruff format`` leaves it as it is: every list that may grow long has one item a line.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import Final

from kg.ask.catalogue import shipped
from kg.ask.question import Column, Parameter, Question, word_lists

__all__ = ["build_questions", "check_questions", "question_modules"]

FOLDER: Final = Path("kg/questions")
WIDTH: Final = 120
PARAMETER_TYPES: Final = {"id": "str", "text": "str", "integer": "int", "date": "datetime.date | str"}
COLUMN_TYPES: Final = {
    "text": "str",
    "edtf": "str",
    "integer": "int",
    "boolean": "bool",
    "date": "datetime.date",
    "list": "Any",
    "ids": "str",
}


def build_questions(root: Path) -> list[Path]:
    """Write the modules under the root of the project; the files that changed, those that went included."""
    changed = stale(root)
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    gone = foreign(root)
    for path in gone:
        path.unlink()
    return sorted([*changed, *gone])


def check_questions(root: Path) -> list[Path]:
    """The modules that are missing, differ from what would be written, or belong to no theme."""
    return sorted([*stale(root), *foreign(root)])


def stale(root: Path) -> dict[Path, str]:
    """The text of every module that is missing or holds something else."""
    texts = {root / FOLDER / name: text for name, text in question_modules().items()}
    return {path: text for path, text in texts.items() if not path.is_file() or path.read_bytes() != text.encode()}


def foreign(root: Path) -> list[Path]:
    """Modules that nothing writes: of a theme that is gone."""
    return [path for path in sorted((root / FOLDER).glob("*.py")) if path.name not in question_modules()]


def question_modules() -> dict[str, str]:
    """The text of every module by its file name."""
    themes: dict[str, list[Question]] = {}
    for question in shipped():
        themes.setdefault(question.theme, []).append(question)
    modules = {f"{python_name(theme)}.py": "\n".join(module(theme, each)) for theme, each in themes.items()}
    return {"__init__.py": init(themes), **modules}


def init(themes: Iterable[str]) -> str:
    """The package, which brings all themes."""
    names = sorted(map(python_name, themes))
    return (
        f"{MARK}"
        '"""The questions as typed functions, one module for each theme.\n\n'
        'kg.questions.reciprocity.unreciprocated_concessions(graph, as_of="2025-12-16") asks the question\n'
        'reciprocity/unreciprocated-concessions.\n"""\n\n'
        f"from kg.questions import {', '.join(names)}\n\n"
        "__all__ = [\n" + "".join(f'    "{name}",\n' for name in names) + "]\n"
    )


def module(theme: str, questions: list[Question]) -> Iterator[str]:
    """The lines of one module."""
    functions = "\n".join(line for question in questions for line in function(question))
    rows = "\n".join(line for question in questions for line in row_class(question))
    words = "\n".join(aliases(questions))
    text = f"{words}\n{rows}\n{functions}"
    names = sorted(name for question in questions for name in (row_name(question), function_name(question)))
    yield f'{MARK}"""The questions of queries/{theme}/ as functions."""\n'
    yield "from __future__ import annotations\n"
    # Not "from datetime import date": a column may be called date.
    yield "import datetime"
    typing = [name for name in ("Any", "Literal", "TypeAlias") if name in text]
    yield f"from typing import {', '.join(['TYPE_CHECKING', *typing])}\n"
    yield "from kg.ask.answer import Answer, TypedRow\n"
    yield "if TYPE_CHECKING:\n    from kg.graph import Asking\n"
    yield "__all__ = ["
    yield from (f'    "{name}",' for name in sorted(names, key=lambda name: (not name[0].isupper(), name)))
    yield "]"
    if words != "":
        yield f"\n{words}"
    yield f"\n{rows}"
    yield functions


def aliases(questions: Iterable[Question]) -> Iterator[str]:
    """The words that parameters and columns admit, each list under one name."""
    found: dict[str, tuple[str, ...]] = {}
    for question in questions:
        for parameter in question.parameters:
            if parameter.type == "word":
                found[words_name(question, parameter)] = parameter.of
        for column in question.shown:
            if column.type in word_lists():
                found[column.type] = tuple(word_lists()[column.type].words())
    for name in sorted(found):
        yield f"{name}: TypeAlias = Literal[\n" + "".join(f"    {quoted(word)},\n" for word in found[name]) + "]"


def words_name(question: Question, parameter: Parameter) -> str:
    """The name of the words of a parameter: that of the vocabulary, else its own."""
    for name, vocabulary in word_lists().items():
        if tuple(vocabulary.words()) == parameter.of:
            return name
    return f"{camel(question.name.partition('/')[2])}{camel(parameter.name)}"


def row_class(question: Question) -> Iterator[str]:
    """The class of the rows of a question."""
    yield f"\nclass {row_name(question)}(TypedRow):"
    yield f'    """A row of {question.name}."""\n'
    yield "    __slots__ = ()\n"
    for column in question.shown:
        yield f"    {python_name(column.name)}: {column_type(column)}"
    yield ""


def column_type(column: Column) -> str:
    """The Python type of a column. What is not stated is None; a list is empty then."""
    kind = column.type if column.type in word_lists() else COLUMN_TYPES.get(column.type, "str")
    return f"list[{kind}]" if column.many else f"{kind} | None"


def function(question: Question) -> Iterator[str]:
    """The function that asks a question."""
    required = [each for each in question.parameters if each.required]
    others = [each for each in question.parameters if not each.required]
    yield f"\ndef {function_name(question)}("
    yield "    graph: Asking,"
    yield "    *,"
    for each in required:
        yield f"    {python_name(each.name)}: {parameter_type(question, each)},"
    yield "    as_of: datetime.date | str | None = None,"
    for each in others:
        yield f"    {python_name(each.name)}: {parameter_type(question, each)} | None = None,"
    yield f") -> Answer[{row_name(question)}]:"
    yield from docstring(question, [*required, *others])
    yield "    answer = graph.ask("
    yield f"        {quoted(question.name)},"
    yield "        as_of=as_of,"
    plain = [each.name for each in (*required, *others) if not keyword.iskeyword(each.name)]
    kept = [each.name for each in (*required, *others) if keyword.iskeyword(each.name)]
    yield from (f"        {name}={name}," for name in plain)
    if len(kept) > 0:
        yield f"        **{{{', '.join(f'{quoted(name)}: {name}_' for name in kept)}}},"
    yield "    )"
    yield f"    return answer.typed({row_name(question)})"
    yield ""


def docstring(question: Question, parameters: Iterable[Parameter]) -> Iterator[str]:
    """The question and what its parameters do."""
    first, *rest = folded(f"   {question.title}", "    ")
    yield f'    """{first.strip()}'
    yield from rest
    yield ""
    yield "    as_of: The day whose knowledge counts; today, where it is not given."
    for each in parameters:
        default = "" if each.default is None else f" {each.default}, where it is not given."
        yield from folded(f"{python_name(each.name)}: {each.doc}{default}", "    ", "        ")
    yield '    """'


def folded(text: str, indent: str, further: str | None = None) -> Iterator[str]:
    """Text in lines that fit, safe inside a docstring."""
    safe = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    yield from wrap(
        safe,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if further is None else further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def parameter_type(question: Question, parameter: Parameter) -> str:
    """The Python type of a parameter."""
    return words_name(question, parameter) if parameter.type == "word" else PARAMETER_TYPES[parameter.type]


def function_name(question: Question) -> str:
    """``unreciprocated_concessions``."""
    return python_name(question.name.partition("/")[2])


def row_name(question: Question) -> str:
    """``UnreciprocatedConcessionsRow``."""
    return f"{camel(question.name.partition('/')[2])}Row"


def camel(name: str) -> str:
    """``who-said-what`` as ``WhoSaidWhat``."""
    return "".join(part.capitalize() for part in name.replace("_", "-").split("-"))


def python_name(name: str) -> str:
    """A name that Python takes: ``who_said_what``; ``from_``, since from is its own word."""
    plain = name.replace("-", "_")
    safe = f"n{plain}" if plain[0].isdigit() else plain
    return f"{safe}_" if keyword.iskeyword(safe) else safe


def quoted(word: str) -> str:
    """A word as Python writes it, in double quotes."""
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


MARK: Final = "# Generated from queries/ by kg schema build; change the header of the question, not this.\n"
