"""The program as a process of its own: pipes, files, terminals and consoles that cannot show everything."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import PAGE, TESTS, Ran, run_in_terminal, run_process

Jnrb = Callable[..., Ran]


def show_in_terminal(*arguments: str, environ: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run the program with all three streams on one terminal."""
    return run_in_terminal([sys.executable, "-m", "jnrb_cli", *arguments], environ=environ)


def test_a_terminal_gets_a_table_in_colour(page_file: Path) -> None:
    code, shown = show_in_terminal("split", str(page_file))
    assert code == 0
    assert "headline" in shown
    assert "\x1b[" in shown
    assert '"schema"' not in shown


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_colour_can_be_refused(page_file: Path, environ: Mapping[str, str]) -> None:
    code, shown = show_in_terminal("split", str(page_file), environ=environ)
    assert (code, "\x1b" in shown, "headline" in shown) == (0, False, True)


def test_colour_can_be_forced(page_file: Path) -> None:
    forced = run_process(["split", "-f", "table", str(page_file)], environ={"FORCE_COLOR": "1"})
    assert b"\x1b[" in forced.stdout
    assert b"\x1b[" not in run_process(["split", "-f", "table", str(page_file)]).stdout


def test_a_terminal_as_standard_input_does_not_hang() -> None:
    code, shown = show_in_terminal("split")
    assert code == 2
    assert "name a file" in shown


@pytest.mark.parametrize(
    "bad", ["\x1b[2J\x1b]0;title\x07", "\x9b31m", "[red]", "\u202e"], ids=["C0", "C1", "markup", "bidi"]
)
def test_the_text_cannot_command_the_terminal(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE.replace("湖区开渔", f"湖区{bad}开渔"), "utf-8")
    _, shown = show_in_terminal("split", str(path), environ={"NO_COLOR": "1"})
    _, read = show_in_terminal("show", str(path), environ={"NO_COLOR": "1"})
    for text in (shown, read):
        assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert ("[red]" in read) == (bad == "[red]")


@pytest.mark.parametrize(
    "environ",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "gbk"},
     {"PYTHONIOENCODING": "ascii"}],
    ids=["C", "POSIX", "gbk", "ascii"],
)  # fmt: skip
def test_a_console_that_lacks_characters_does_not_stop_it(
    page_file: Path, environ: Mapping[str, str]
) -> None:
    ran = run_process(["split", str(page_file)], environ=environ)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "湖区" in ran.stdout.decode("utf-8")
    code, _ = show_in_terminal("split", str(page_file), environ=environ)
    assert code == 0
    assert run_process(["--help"], environ=environ).returncode == 0
    missing = run_process(["split", "没有.txt"], environ=environ)
    assert missing.returncode == 3


def test_a_closed_or_full_output_is_one_line(page_file: Path) -> None:
    command = f"{sys.executable} -m jnrb_cli split {page_file}"
    closed = subprocess.run(f"{command} >&-", shell=True, capture_output=True)
    assert (closed.returncode, closed.stderr.count(b"\n")) == (2, 1)
    if Path("/dev/full").exists():
        for one in (command, f"{sys.executable} -m jnrb_cli --help"):
            full = subprocess.run(f"{one} >/dev/full", shell=True, capture_output=True)
            assert (full.returncode, full.stderr.count(b"\n")) == (2, 1)


def test_closed_streams_are_no_bug(page_file: Path) -> None:
    command = f"{sys.executable} -m jnrb_cli split"
    assert (
        subprocess.run(f"{command} {page_file} 2>&- <&-", shell=True, stdout=subprocess.DEVNULL).returncode
        == 0
    )
    assert subprocess.run(f"{command} <&-", shell=True, stderr=subprocess.DEVNULL).returncode == 3
    assert subprocess.run(f"{command} nope 2>&-", shell=True).returncode == 3


def test_records_flow_while_the_pipe_is_open() -> None:
    """First output before last input."""
    process = subprocess.Popen(
        [sys.executable, "-m", "jnrb_cli", "split"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin and process.stdout
    killer = threading.Timer(30, process.kill)
    killer.start()
    line = b'{"schema":1,"type":"page","id":"0","source":"","start":0,"end":1,"chars":1,"articles":0}\n'
    process.stdin.write(line * 2)
    process.stdin.flush()
    assert b'"type":"page"' in process.stdout.readline()
    process.communicate(timeout=30)
    killer.cancel()


def test_an_output_file_is_whole_or_the_old_one(jnrb: Jnrb, page_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    target.chmod(0o640)
    assert jnrb("split", "--strict", str(page_file), "nope", "-o", str(target)).code == 3
    assert target.read_text() == "old"
    assert jnrb("split", str(page_file), "nope", "-o", str(target)).code == 3
    assert target.read_text().startswith('{"schema":1')
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "page.txt"]


def test_an_output_file_may_be_the_input(jnrb: Jnrb, page_file: Path) -> None:
    assert jnrb("split", str(page_file), "-o", str(page_file)).code == 0
    assert page_file.read_text().startswith('{"schema":1')


def test_an_output_may_be_a_device_or_a_link(jnrb: Jnrb, page_file: Path, tmp_path: Path) -> None:
    assert jnrb("split", str(page_file), "-o", "/dev/null").code == 0
    link, target = tmp_path / "link", tmp_path / "target"
    target.write_text("old")
    link.symlink_to(target)
    assert jnrb("split", str(page_file), "-o", str(link)).code == 0
    assert link.is_symlink()
    assert target.read_text().startswith('{"schema":1')


def test_an_output_may_be_the_pipe_by_its_name(page_file: Path) -> None:
    ran = run_process(["split", str(page_file), "-o", "/dev/stdout"])
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.startswith(b'{"schema":1')


@pytest.mark.parametrize("char", ["a", "页", "\U00020000"])
def test_an_output_may_have_as_long_a_name_as_there_is(
    jnrb: Jnrb, page_file: Path, tmp_path: Path, char: str
) -> None:
    name = char * (255 // len(char.encode()))
    assert jnrb("split", str(page_file), "-o", str(tmp_path / name)).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "page.txt"])


def test_a_name_without_a_character_can_be_seen(jnrb: Jnrb, page_file: Path) -> None:
    assert jnrb("split", "") == Ran(3, "", "jnrb: '': no such file\n")
    assert jnrb("split", str(page_file), "-o", "").err.startswith("jnrb: '': cannot be written: ")


def test_a_file_without_a_command_is_shown_the_way(jnrb: Jnrb, page_file: Path) -> None:
    ran = jnrb(str(page_file))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"`jnrb split {page_file}`" in ran.err


@pytest.mark.parametrize("name", ["csv", "jsonl", "table"])
def test_articles_as_files_are_markdown(jnrb: Jnrb, page_file: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "notes"
    ran = jnrb("split", str(page_file), "--output-dir", str(folder), "-f", name)
    assert (ran.code, folder.exists()) == (2, False)
    assert "--output-dir writes Markdown" in ran.err
    assert jnrb("split", str(page_file), "--output-dir", str(folder), "-f", "md").code == 0


def test_several_processes_give_the_same(jnrb: Jnrb, tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text("\f".join([PAGE] * (7 - number)))
    (tmp_path / "3.txt").write_bytes(b"\x00\x01")
    one = jnrb("split", str(tmp_path), "nope")
    many = jnrb("split", "--jobs", "2", str(tmp_path), "nope")
    assert one == many
    assert one.code == 3


def test_memory_does_not_grow_with_the_number_of_pages(tmp_path: Path) -> None:
    """A long file takes as much as a short one, but for what the pages are remembered by."""

    def peak(pages: int) -> int:
        path = tmp_path / f"{pages}.txt"
        path.write_text("\f".join([PAGE] * pages))
        script = (
            "import resource, sys; from jnrb_cli.cli import run; from jnrb_cli.streams import open_streams;"
            "run(sys.argv[1:], open_streams());"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        ran = subprocess.run(
            [sys.executable, "-c", script, "split", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        return int(ran.stderr)

    assert peak(600) < 1.25 * peak(20)


def test_a_file_of_50_mb_is_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(PAGE.encode() * (50_000_000 // len(PAGE.encode())))
    ran = run_process(["split", str(path)])
    assert ran.returncode == 3
    assert b"more than 1,000,000 characters; lift the limit with --max-chars" in ran.stderr


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("digest", "out.html"),
        *(
            (name, f"out.{end}")
            for name in ("split", "facts", "digest", "check", "stats")
            for end in ("csv", "tsv")
        ),
    ],
)
def test_what_lies_beside_the_pages_is_none(
    jnrb: Jnrb, tmp_path: Path, page_file: Path, command: str, name: str
) -> None:
    page_file.write_text(PAGE.replace("星期一", "星期二"), "utf-8")  # so that a check finds something
    target = tmp_path / "pages" / name
    target.parent.mkdir()
    page_file.rename(target.parent / "page.txt")
    assert jnrb(command, str(target.parent), "--bom", "-o", str(target)).code in (0, 1)
    ran = jnrb("split", str(target.parent))
    assert (ran.code, ran.err.count("\n")) == (3, 1)
    assert ran.err.startswith(f"jnrb: {target}: a ")
    assert ran.out == jnrb("split", str(target.parent / "page.txt")).out


def test_articles_are_written_into_a_folder(jnrb: Jnrb, tmp_path: Path) -> None:
    records = str(TESTS / "golden" / "inputs" / "records.jsonl")
    folder = tmp_path / "new" / "articles"
    ran = jnrb("split", records, "--output-dir", str(folder))
    assert (ran.code, ran.out, ran.err) == (0, "", f"jnrb: 3 articles written to {folder}\n")
    first, *_ = found = sorted(folder.iterdir())
    assert len(found) == 3
    assert first.name == "2026-04-27_p05_012345_01_聚力双招双引_蓄足发展“活水”.md"
    text = first.read_text("utf-8")
    assert text.startswith('---\nid: "0123456789ab/1"\n')
    assert '\ntitle: "聚力双招双引 蓄足发展“活水”"\n' in text
    assert jnrb("split", records, "--output-dir", str(folder), "-q").err == ""
    assert sorted(folder.iterdir()) == found


@pytest.mark.parametrize("command", [("facts", "--no-subject", "--kind", "age"), ("check", "--rule", "sum")])
def test_a_person_is_told_that_nothing_was_found(page_file: Path, command: tuple[str, ...]) -> None:
    assert show_in_terminal(*command, str(page_file)) == (0, "jnrb: nothing found\n")
    assert show_in_terminal(*command, "--quiet", str(page_file)) == (0, "")
    assert run_process([*command, str(page_file)]).stderr == b""
