"""Everything that the core can say to the window, found in its source; it knows no sentence.

A text is given as a template, with ``{}`` where it has a value. What a name, a parameter or a
function of the core stands for is looked up in all of its source.
"""

from __future__ import annotations

import ast
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent.parent / "lsg_desktop"

FAULTS = {"LsgError", "InputFault", "OutputFault", "EnvironmentFault", "OutOfMemory", "Bug"}
SAID = {
    **dict.fromkeys((*FAULTS, "SetAside", "Failed"), ("problem", "remedy")),
    "Notice": ("text", "remedy"),
    "Place": ("", "", "label"),
    "Plan": ("why",),
}
"""What is called with words for the user, and in which parameters they stand."""

HOLE = "{}"
Found = set[str]
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source:
    """A file of the core: where its names come from."""

    def __init__(self, path: Path) -> None:
        self.name = path.relative_to(PACKAGE).as_posix()
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.functions = {n.name: n for n in ast.walk(self.tree) if isinstance(n, Function)}
        self.owners: dict[ast.AST, Function] = {}
        for function in self.functions.values():  # outer ones come first
            self.owners |= dict.fromkeys(ast.walk(function), function)
        self.constants = dict(_assigned(self.tree.body))


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    """Give names with what is assigned to them, one by one."""
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=more):
                yield name, ast.BinOp(ast.Name(name), ast.Add(), more)
            case ast.For(target=ast.Tuple(elts=names), iter=ast.Tuple(elts=rows)):
                for row in rows:
                    if isinstance(row, ast.Tuple):
                        pairs = zip(names, row.elts, strict=True)
                        yield from ((n.id, v) for n, v in pairs if isinstance(n, ast.Name))


class Core:
    """The sources of some rooms, and what is said in them."""

    def __init__(self, paths: list[Path]) -> None:
        self.sources = [Source(path) for path in paths]
        self._calls: dict[str, list[tuple[Source, ast.Call]]] = defaultdict(list)
        for source in self.sources:
            for node in ast.walk(source.tree):
                if isinstance(node, ast.Call):
                    self._calls[_callee(node)].append((source, node))

    def templates(self) -> Iterator[tuple[str, str]]:
        """Give (place, template) of everything that is raised or sent."""
        for name, parameters in SAID.items():
            for source, call in self._calls[name]:
                for expression in _arguments(call, parameters):
                    for template in self._meant(expression, source, ()):
                        yield f"{source.name}:{call.lineno}", template

    def lines(self, name: str) -> set[str]:
        """Give every f-string of a file that has a space, unless it is the start of another."""
        source = next(one for one in self.sources if one.name == name)
        found = set().union(
            *(
                self._meant(node, source, ())
                for node in ast.walk(source.tree)
                if isinstance(node, ast.JoinedStr)
            )
        )
        spoken = {one for one in found if " " in one}
        return {one for one in spoken if not any(o != one and o.startswith(one) for o in spoken)}

    def _meant(self, node: ast.expr, source: Source, seen: tuple[ast.AST, ...]) -> Found:
        """Give what an expression can be, as templates; a hole where nobody knows."""
        if node in seen:
            return {HOLE}
        seen = (*seen, node)
        match node:
            case ast.Constant(value=str(text)):
                return {text}
            case ast.Constant(value=None):
                return set()
            case ast.JoinedStr(values=values):
                return self._joined([self._part(one, source, seen) for one in values])
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._joined([self._meant(one, source, seen) for one in (left, right)])
            case ast.IfExp(body=body, orelse=other):
                return self._meant(body, source, seen) | self._meant(other, source, seen)
            case ast.Tuple(elts=parts) | ast.Dict(values=parts):
                return self._any(parts, source, seen)
        return self._referred(node, source, seen)

    def _referred(self, node: ast.expr, source: Source, seen: tuple[ast.AST, ...]) -> Found:
        """Give what stands elsewhere: a table, a name, a function."""
        match node:
            case ast.Starred(value=value) | ast.Subscript(value=value):
                return self._meant(value, source, seen)
            case ast.Name(id=name):
                return self._named(name, node, source, seen)
            case ast.Attribute(attr=name) if name.isupper():
                return self._constant(name, seen)
            case ast.Call(func=ast.Attribute(value=ast.Name() as table, attr="get"), args=args):
                return self._any([table, *args[1:]], source, seen)
            case ast.Call():
                return self._returned(node, source, seen)
        return {HOLE}

    def _part(self, node: ast.expr, source: Source, seen: tuple[ast.AST, ...]) -> Found:
        """Give a part of an f-string: a value is a hole unless it is words of the core."""
        if not isinstance(node, ast.FormattedValue):
            return self._meant(node, source, seen)
        inner = node.value
        if isinstance(inner, ast.Call) and _callee(inner) not in source.functions:
            return {HOLE}
        found = self._meant(inner, source, seen)
        plain = {
            value.value
            for name, value in self._local(inner, source)
            if isinstance(inner, ast.Name) and inner.id == name and isinstance(value, ast.Constant)
        }
        return {one if " " in one or one in ("", *plain) else HOLE for one in found} or {HOLE}

    def _any(self, nodes: list[ast.expr], source: Source, seen: tuple[ast.AST, ...]) -> Found:
        return set().union(*(self._meant(one, source, seen) for one in nodes))

    @staticmethod
    def _joined(parts: list[Found]) -> Found:
        return {"".join(choice) for choice in itertools.product(*parts)}

    def _named(self, name: str, node: ast.AST, source: Source, seen: tuple[ast.AST, ...]) -> Found:
        local = [value for one, value in self._local(node, source) if one == name]
        if local:
            return self._any(local, source, seen)
        if owner := source.owners.get(node):
            given = self._given(owner, name)
            if given:
                return set().union(*(self._meant(one, where, seen) for where, one in given))
        if name in source.constants:
            return self._meant(source.constants[name], source, seen)
        return self._constant(name, seen) if name.isupper() else {HOLE}

    @staticmethod
    def _local(node: ast.AST, source: Source) -> Iterator[tuple[str, ast.expr]]:
        owner = source.owners.get(node)
        return _assigned(ast.walk(owner) if owner else [])

    def _constant(self, name: str, seen: tuple[ast.AST, ...]) -> Found:
        for source in self.sources:
            if name in source.constants:
                return self._meant(source.constants[name], source, seen)
        return {HOLE}

    def _given(self, function: Function, name: str) -> list[tuple[Source, ast.expr]]:
        """Give what a parameter is called with, here or anywhere."""
        parameters = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
        # A class is called by its own name.
        if name not in parameters or function.name == "__init__":
            return []
        at = parameters.index(name) - (parameters[0] in ("self", "cls"))
        calls = self._calls[function.name]
        given = [
            (source, one)
            for source, call in calls
            for one in (
                *call.args[at : at + 1],
                *(word.value for word in call.keywords if word.arg == name),
            )
        ]
        defaults = function.args.defaults
        if parameters.index(name) >= len(function.args.args) - len(defaults):
            index = parameters.index(name) - len(function.args.args)
            if index < 0:
                own = next(one for one in self.sources if function in one.owners)
                given.append((own, defaults[index]))
        return given

    def _returned(self, call: ast.Call, source: Source, seen: tuple[ast.AST, ...]) -> Found:
        """Give what a function of the core returns."""
        name = _callee(call)
        for where in (source, *(() if name.startswith("_") else self.sources)):
            if function := where.functions.get(name):
                returned = [
                    node.value
                    for node in ast.walk(function)
                    if isinstance(node, ast.Return) and node.value is not None
                ]
                return self._any(returned, where, seen) or {HOLE}
        return {HOLE}


def _callee(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _arguments(call: ast.Call, parameters: tuple[str, ...]) -> Iterator[ast.expr]:
    """Give the words of a call; a fault that is told again was found where it was raised."""
    words = [one for one, name in zip(call.args, parameters, strict=False) if name]
    words += [keyword.value for keyword in call.keywords if keyword.arg in parameters]
    words = [one for one in words if not isinstance(one, ast.Starred)] + [
        one for one in call.args if isinstance(one, ast.Starred)
    ]
    for one in words:
        if not (isinstance(one, ast.Attribute) and one.attr in ("problem", "remedy")):
            yield one
