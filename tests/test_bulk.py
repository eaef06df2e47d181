"""Many pages at once: the team that does the work, what becomes of those who die, and the meter."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from conftest import Ran, make_page

from jnrb_cli.archive import rules
from jnrb_cli.archive.answers import Tally
from jnrb_cli.archive.connect import open_for_reading, open_for_writing
from jnrb_cli.archive.entry import Entry, Recipe, Work, make_entry
from jnrb_cli.archive.reading import read_articles, read_facts
from jnrb_cli.archive.rules import _RULES, index_digest, rules_digest
from jnrb_cli.archive.tokens import SIMPLIFIED
from jnrb_cli.bulk.adder import AHEAD, Adder
from jnrb_cli.bulk.team import Team, open_team
from jnrb_cli.bulk.works import Step
from jnrb_cli.errors import ClusterError, InputError, PageBug
from jnrb_cli.render.progress import Meter

Jnrb = Callable[..., Ran]
RECIPE = Recipe(jnrb="test", rules=rules_digest())


def make_work(number: int, extra: str = "") -> Work:
    """One page of one file of many."""
    return Work(
        source="issue.txt",
        recipe=RECIPE,
        text=make_page(number, extra),
        path="/issue.txt",
        number=number + 1,
    )


def test_the_work_is_pure_and_may_be_sent() -> None:
    import pickle

    work = make_work(1)
    entry = make_entry(work)
    assert make_entry(pickle.loads(pickle.dumps(work))) == entry
    again: Entry = pickle.loads(pickle.dumps(entry))
    assert again == entry
    assert again.articles[0].head.startswith("第 1 号渔 渔港 港开")


def test_a_worker_with_other_rules_is_refused() -> None:
    work = Work(source="a", recipe=Recipe(jnrb="test", rules="other"), text=make_page(1))
    with pytest.raises(ClusterError, match="another version"), open_team() as team:
        team.finish(team.begin(work))


def test_a_bug_on_one_page_leaves_the_others(archive: Path) -> None:
    """A page record without a text nor articles is none that `read_works` makes."""
    broken = Work(source="broken.txt", recipe=RECIPE, text="\n渔", number=1, start="nowhere")  # type: ignore[arg-type]
    with open_for_writing(str(archive)) as connection, open_team() as team:
        results = list(Adder(connection, team).add([make_work(1), broken, make_work(2)]))
    bugs = [result for result in results if isinstance(result, InputError)]
    assert [type(bug) for bug in bugs] == [PageBug]
    assert str(bugs[0]).startswith("broken.txt: a bug: TypeError")
    assert sum(result.added for result in results if isinstance(result, Tally)) == 2


class Fatal(Work, frozen=True):
    """A page that kills whoever reads it, but for the process that sends it."""

    sender: int = 0

    def __reduce__(self) -> tuple[object, ...]:
        return _read_fatal, (self.sender, self.source, self.recipe, self.number)


def _read_fatal(sender: int, source: str, recipe: Recipe, number: int) -> Fatal:
    if os.getpid() != sender:
        os.kill(os.getpid(), signal.SIGKILL)
    return Fatal(source=source, recipe=recipe, text="死", number=number, sender=sender)


def test_a_page_that_kills_its_process_is_found_out(archive: Path) -> None:
    fatal = Fatal(source="fatal.txt", recipe=RECIPE, text="死", sender=os.getpid())
    steps: list[Step] = [*map(make_work, range(6)), fatal, *map(make_work, range(6, 20))]
    with open_for_writing(str(archive)) as connection, open_team(jobs=2) as team:
        results = list(Adder(connection, team).add(steps))
        assert [str(result) for result in results if isinstance(result, InputError)] == [
            "fatal.txt: a bug: BrokenProcessPool: A process in the process pool was terminated abruptly while the"
            " future was running or pending.; `jnrb facts fatal.txt --debug` shows where; report it"
        ]
        assert connection.execute("SELECT count(*) FROM page").fetchone() == (20,)


class Slow(Work, frozen=True):
    """A page that takes its reader a while."""

    def __reduce__(self) -> tuple[object, ...]:
        return _read_slowly, (make_work(1),)


def _read_slowly(work: Work) -> Work:
    time.sleep(1)
    return work


def test_no_page_is_taken_for_another_that_kills() -> None:
    """It was on its way when the first killed, and is done again while the second does."""
    first, second = (Fatal(source=name, recipe=RECIPE, text="死", sender=os.getpid()) for name in "ab")
    with open_team(jobs=2) as team:
        tasks = [team.begin(first), team.begin(Slow(source="c", recipe=RECIPE, text="慢"))]
        assert isinstance(team.finish(tasks[0]), PageBug)
        tasks.append(team.begin(second))
        assert isinstance(team.finish(tasks[1]), Entry)
        assert isinstance(team.finish(tasks[2]), PageBug)


def test_a_process_that_dies_loses_no_page(archive: Path) -> None:
    pools: list[ProcessPoolExecutor] = []

    def start() -> ProcessPoolExecutor:
        pools.append(ProcessPoolExecutor(2))
        return pools[-1]

    def steps() -> Iterator[Step]:
        for number in range(60):
            if number in (20, 40):
                victim, *_ = pools[-1]._processes
                os.kill(victim, signal.SIGKILL)
            yield make_work(number)

    team = Team(start, lambda: 2)
    with open_for_writing(str(archive)) as connection:
        results = list(Adder(connection, team).add(steps()))
        team.stop()
        assert [result for result in results if isinstance(result, InputError)] == []
        assert connection.execute("SELECT count(*) FROM page").fetchone() == (60,)
    assert len(pools) > 1


def test_a_pool_makes_way_for_a_new_one(archive: Path) -> None:
    """After so many pages, with nothing lost of what the old one had begun."""
    pools: list[ProcessPoolExecutor] = []

    def start() -> ProcessPoolExecutor:
        pools.append(ProcessPoolExecutor(2))
        return pools[-1]

    team = Team(start, lambda: 2, renewed=20)
    with open_for_writing(str(archive)) as connection:
        results = list(Adder(connection, team).add(map(make_work, range(70))))
        team.stop()
        assert [result for result in results if isinstance(result, InputError)] == []
        assert connection.execute("SELECT count(*) FROM page").fetchone() == (70,)
    assert len(pools) == 4


def test_only_a_few_pages_are_on_their_way(archive: Path) -> None:
    """However many there are, no more are read than are about to be worked on."""
    begun = 0

    def steps() -> Iterator[Step]:
        nonlocal begun
        for number in range(200):
            begun += 1
            yield make_work(number)

    with open_for_writing(str(archive)) as connection, open_team() as team:
        for result in Adder(connection, team).add(steps()):
            assert isinstance(result, Tally)
            written = connection.execute("SELECT count(*) FROM page").fetchone()[0]
            assert begun - written <= AHEAD + 1 + 64


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=lambda how: how.name)
@pytest.mark.parametrize("command", [["archive", "add"], ["split"]], ids="-".join)
def test_the_processes_end_with_one_that_is_killed(
    tmp_path: Path, archive: Path, command: list[str], how: signal.Signals
) -> None:
    folder = tmp_path / "issues"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text("\f".join(map(make_page, range(1500))), "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "jnrb_cli", *command, folder, "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "JNRB_ARCHIVE": str(archive)},
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("this system does not tell which process is whose")
    found: list[str] = []
    end = time.monotonic() + 30
    while len(found) < 2 and time.monotonic() < end:
        time.sleep(0.05)
        found = children.read_text().split()
    process.send_signal(how)
    process.wait()
    assert len(found) >= 2  # the two, and what looks after what they share
    while any(Path(f"/proc/{child}").exists() for child in found) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [child for child in found if Path(f"/proc/{child}").exists()]


def test_memory_does_not_grow_with_the_number_of_pages(tmp_path: Path) -> None:
    """Ten times as many pages, in twice as many batches as are held: the same, but for what SQLite caches."""

    def peak(pages: int) -> int:
        path = tmp_path / f"{pages}.txt"
        path.write_text("\f".join(map(make_page, range(pages))), "utf-8")
        script = (
            "import resource, sys; from jnrb_cli.cli import run; from jnrb_cli.streams import open_streams;"
            "run(sys.argv[1:], open_streams());"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        command = [
            sys.executable,
            "-c",
            script,
            "archive",
            "add",
            path,
            "--archive",
            tmp_path / f"{pages}.db",
        ]
        ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return int(ran.stderr)

    assert peak(300) < 1.15 * peak(30)


def test_the_version_of_the_rules_is_of_all_that_makes_a_page() -> None:
    """Whatever of ours is loaded by splitting a page and finding its figures."""
    script = (
        "import sys; from jnrb_cli.split import split_page; from jnrb_cli.extract.pages import find_article_facts;"
        "_, articles = split_page(sys.stdin.read()); [find_article_facts(one) for one in articles];"
        "print(*(name for name in sys.modules if name.startswith('jnrb_cli.')))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], input=make_page(1), capture_output=True, text=True, check=True
    )
    parts = {name.split(".")[1] for name in ran.stdout.split()}
    counted = {name.removesuffix(".py") for name in _RULES}
    assert {"split", "extract", "words"} <= parts
    assert parts - counted == {"errors", "resources"}


def test_the_rules_have_a_version() -> None:
    assert len(rules_digest()) == len(index_digest()) == 16
    assert rules_digest() != index_digest()


def test_only_what_makes_a_page_is_its_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "jnrb_cli"
    shutil.copytree(rules.PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(rules, "PACKAGE", package)
    find = rules.rules_digest.__wrapped__
    before = find()
    (package / "data" / "digest.css").write_text("p { margin: 0 }")
    (package / "data" / "doubled.tsv").write_text("的")
    assert find() == before == rules_digest()
    (package / "data" / "units.tsv").write_text("")
    assert find() != before


def test_what_is_kept_apart_makes_no_page() -> None:
    code = [path.read_text("utf-8") for path in rules._files(_RULES) if path.suffix == ".py"]
    apart = {name for name in rules._APART if not name.endswith(".css")} - {SIMPLIFIED}
    assert apart
    assert not [name for name in sorted(apart) for text in code if f'"{name}"' in text]


def test_the_meter_says_how_long_it_will_take() -> None:
    now = 100.0
    meter = Meter(100, clock=lambda: now)
    assert meter.line() == "[........................]   0%  0 pages  0 a second"
    for _ in range(10):
        now += 1
        meter.count(files=2, pages=6)
    assert meter.line() == "[####....................]  20%  60 pages  6 a second  0:40 left"
    now += 30
    meter.count(files=5, pages=5)
    assert "  25%  65 pages  " in meter.line()
    assert Meter(0, clock=lambda: now).line() == "0 pages  0 a second"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers, each a process."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install '.[dask]'")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as local:
        yield local.scheduler_address


def contents(archive: Path) -> list[object]:
    """All articles and figures."""
    with open_for_reading(str(archive)) as connection:
        return [*read_articles(connection), *read_facts(connection)]


def test_a_cluster_makes_the_same_archive(jnrb: Jnrb, cluster: str, pages: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    assert jnrb("archive", "add", str(pages), "--archive", str(one)).code == 0
    ran = jnrb("archive", "add", str(pages), "--archive", str(two), "--dask", cluster)
    assert (ran.code, ran.err) == (0, "")
    assert one.read_bytes() == two.read_bytes()


def test_a_worker_that_dies_loses_no_page(cluster: str, tmp_path: Path) -> None:
    """One of the two is killed in the middle of the run."""
    from distributed import Client

    path, archive = tmp_path / "issue.txt", tmp_path / "news.db"
    path.write_text("\f".join(map(make_page, range(130))), "utf-8")
    with Client(cluster, set_as_default=False) as client:
        victim, *_ = client.run(os.getpid).values()
    command = [
        sys.executable,
        "-m",
        "jnrb_cli",
        "archive",
        "add",
        path,
        "--archive",
        archive,
        "--dask",
        cluster,
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    end = time.monotonic() + 60
    while not count_pages(archive) and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    assert process.poll() is None, "it was over before the worker could be killed"
    os.kill(victim, signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, b"")
    assert json.loads(out)["added"] == 130
    assert count_pages(archive) == 130


def count_pages(archive: Path) -> int:
    """How many pages there are by now."""
    import sqlite3

    if not archive.exists() or not archive.stat().st_size:
        return 0
    connection = sqlite3.connect(archive, timeout=30)
    try:
        count: int = connection.execute("SELECT count(*) FROM page").fetchone()[0]
        return count
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()


def test_2_where_no_scheduler_answers(jnrb: Jnrb, pages: Path, archive: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install '.[dask]'")
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        ran = jnrb("archive", "add", str(pages), "--archive", str(archive), "--dask", address)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert f"no Dask scheduler answers at {address}" in ran.err
