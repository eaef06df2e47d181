"""What all tests share: the way to run the program, and where material that is not in the repository lies."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from jnrb_cli.cli import run
from jnrb_cli.streams import Output, Streams

ROOT = Path(__file__).parent.parent
TESTS = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """The flag that writes golden files anew; read the difference before it is committed."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@dataclass
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def jnrb() -> Callable[..., Ran]:
    """Run a command line in this process, as in a pipe: no terminal anywhere, no environment."""

    def call(*arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None) -> Ran:
        out, err = io.BytesIO(), io.BytesIO()
        streams = Streams(io.BytesIO(stdin), Output(out), Output(err, "stderr"), environ=environ or {})
        code = run(arguments, streams)
        return Ran(int(code), out.getvalue().decode(), err.getvalue().decode())

    return call


def run_process(
    arguments: Sequence[str],
    *,
    stdin: bytes = b"",
    cwd: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own, with nothing in its environment but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "jnrb_cli", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.environ.get("PYTHONPATH", ""), **(environ or {})},
        timeout=60,
    )


def run_in_terminal(
    command: Sequence[str], *, environ: Mapping[str, str] | None = None, cwd: Path | None = None
) -> tuple[int, str]:
    """Run a command with all three streams on one terminal of 80 columns; the exit code and what it shows."""
    master, slave = pty.openpty()
    settings = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env={**settings, **(environ or {})}, cwd=cwd
    )
    os.close(slave)
    shown = b""
    while True:
        ready, _, _ = select.select([master], [], [], 30)
        if not ready:
            process.kill()
            pytest.fail("it hangs")
        try:
            data = os.read(master, 65536)
        except OSError:  # the terminal was closed
            break
        if not data:
            break
        shown += data
    os.close(master)
    return process.wait(), shown.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.fixture(scope="session")
def shared_pages() -> Path:
    """Real pages, where they lie beside the checkout; they are not ours to publish."""
    folder = Path(os.environ.get("JNRB_SHARED", ROOT.parent / "shared")) / "pages"
    if not folder.is_dir():
        pytest.skip("no real pages here: set JNRB_SHARED to a folder with pages/")
    return folder


# Two short invented pages in one file, as pdftotext parts them.
PAGE = """临湖日报
2026年4月27日 星期一 5 湖区新闻

湖区开渔第一天
本报记者 何远

4月26日，临湖县大湖开渔，首日出船171艘，
捕捞鲜鱼约32吨，比去年增长12.5%。
"""


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """A page text in UTF-8."""
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.encode())
    return path


def make_page(number: int, extra: str = "") -> str:
    """A short invented page, of which no two numbers are the same."""
    return f"""临湖日报
2026年4月{number % 28 + 1}日 星期一 {number % 16 + 1} 湖区新闻

第{number}号渔港开渔
本报记者 何远

昨天，第{number}号渔港出船{number + 171}艘，捕捞鲜鱼约{number + 32}吨，补贴{number + 5}万元。{extra}
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of five invented pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(make_page(number), "utf-8")
    return folder


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Where a test's archive is to be."""
    return tmp_path / "archive" / "news.db"
