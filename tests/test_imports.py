"""What may import what, and what a run loads: a list is steadier than a stopwatch."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "jnrb_cli"

# The order of the program's parts: a module imports only from its own part and from those above it. What
# stands on one line may not import each other; a part is a module or a folder.
LAYERS = (
    ("version",),
    ("errors",),
    ("models",),
    ("counts",),
    ("resources",),
    ("patterns",),
    ("text",),
    ("lexicon",),
    ("words", "workers"),
    ("data",),
    ("encoding", "records"),
    ("read",),
    ("columns",),
    ("layout",),
    ("split",),
    ("extract",),
    ("check",),
    ("summarise",),
    ("archive",),
    ("streams", "config"),
    ("pipeline",),
    ("bulk",),
    ("render",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}

# The same of the folders in `split/`, each of which is a step of splitting.
SPLIT_STEPS = ("bylines", "furniture", "lines", "labels", "headlines", "articles", "records", "page")

# The Python door is the one place that names parts below it, and only when asked.
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

HEAVY = (
    "jieba",
    "rjieba",
    "rich",
    "dateutil",
    "pkg_resources",
    "numpy",
    "sqlite3",
    "asyncio",
    "concurrent",
    "multiprocessing",
)


def part_of(path: Path, within: Path = PACKAGE) -> str:
    """The part a module belongs to."""
    return path.relative_to(within).with_suffix("").parts[0]


def imported_modules(path: Path) -> set[tuple[str, int]]:
    """The modules of ours that a module imports, by their full names, with the line."""
    found: set[tuple[str, int]] = set()
    package = ("jnrb_cli", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            names = [module] if module != "jnrb_cli" else [f"{module}.{alias.name}" for alias in node.names]
        found |= {(name, node.lineno) for name in names if name.startswith("jnrb_cli.")}  # type: ignore[attr-defined]
    return found


def imported_parts(path: Path) -> set[tuple[str, int]]:
    """The parts of ours that a module imports, with the line."""
    return {(name.split(".")[1], line) for name, line in imported_modules(path)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_up(path: Path) -> None:
    own = part_of(path)
    assert own in RANK, f"{own} has no place in the order yet"
    down = {(part, line) for part, line in imported_parts(path) if part != own and RANK[part] >= RANK[own]}
    assert not down, f"{path.name} imports what stands below it"


STEPS = sorted((PACKAGE / "split").rglob("*.py"))


@pytest.mark.parametrize("path", STEPS, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_steps_of_splitting_import_those_before(path: Path) -> None:
    own = part_of(path, PACKAGE / "split")
    if own == "__init__":
        return
    steps = {
        (name.split(".")[2], line)
        for name, line in imported_modules(path)
        if name.startswith("jnrb_cli.split.")
    }
    order = SPLIT_STEPS.index
    down = {(step, line) for step, line in steps if step != own and order(step) >= order(own)}
    assert not down, f"{path.name} imports a step that comes after it"


def test_the_layer_test_can_fail() -> None:
    parts = {part for part, _ in imported_parts(PACKAGE / "pipeline.py")}
    assert {"errors", "models", "read", "split"} <= parts
    steps = {name for name, _ in imported_modules(PACKAGE / "split" / "articles" / "arrange.py")}
    assert "jnrb_cli.split.labels.units" in steps


def loaded(*arguments: str) -> set[str]:
    """The modules that a run loads."""
    script = (
        "import sys; from jnrb_cli.cli import run; from jnrb_cli.streams import open_streams;"
        "run(sys.argv[1:], open_streams()); print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, *arguments]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["split", "--help"],
        ["digest", "--help"],
        ["schema", "page"],
        ["archive", "add", "--help"],
        ["search", "--help"],
        ["trend", "--help"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    modules = loaded(*arguments)
    assert not {name for name in modules if name.split(".")[0] in HEAVY}
    assert "jnrb_cli.split" not in modules


def test_split_in_a_pipe_loads_nothing_heavy(page_file: Path) -> None:
    modules = loaded("split", str(page_file))
    assert "jnrb_cli.split" in modules
    assert not {name for name in modules if name.split(".")[0] in HEAVY}
    assert not {name for name in modules if name.startswith("jnrb_cli.extract")}


def test_a_digest_in_a_pipe_loads_no_rich(page_file: Path) -> None:
    for format in ("md", "html"):
        modules = loaded("digest", "-f", format, str(page_file))
        assert "jnrb_cli.summarise" in modules
        assert not {
            name for name in modules if name.split(".")[0] in ("rich", "sqlite3", "numpy", "concurrent")
        }


def test_check_opens_no_dictionary() -> None:
    modules = loaded("check", str(ROOT / "samples" / "proof.txt"))
    assert "jnrb_cli.check.names" in modules
    assert not {name for name in modules if name.split(".")[0] in HEAVY}


def test_a_table_loads_no_rich_table(page_file: Path) -> None:
    modules = loaded("split", "-f", "table", str(page_file))
    assert "rich.console" in modules
    assert "rich.table" not in modules
    assert not modules & {"jieba", "rjieba"}


@pytest.mark.parametrize(
    "command", [["search"], ["search", "--facts"], ["trend"], ["trend", "--facts"]], ids=" ".join
)
def test_asking_the_archive_needs_sqlite_alone(archive: Path, page_file: Path, command: list[str]) -> None:
    loaded("archive", "add", "--archive", str(archive), str(page_file))
    modules = loaded(*command, "开渔 OR 鲜鱼", "--archive", str(archive))
    assert "sqlite3" in modules
    assert not {name for name in modules if name.split(".")[0] in HEAVY} - {"sqlite3", "sqlite3.dbapi2"}
    assert not modules & {"jnrb_cli.split", "jnrb_cli.words"}
