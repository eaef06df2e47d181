"""Settings: the command line over the environment over jnrb.toml beside the work over the user's own; and the user's words."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from conftest import PAGE, Ran, run_process
from hypothesis import given
from hypothesis import strategies as st

from jnrb_cli import words
from jnrb_cli.cli import run
from jnrb_cli.config import KEYS, Config, merge_configs, parse_config, parse_environ
from jnrb_cli.errors import UsageError
from jnrb_cli.lexicon import NO_LEXICON, Lexicon, UserWord, parse_stop_words, parse_userdict, use_lexicon
from jnrb_cli.streams import Output, Streams

Jnrb = Callable[..., Ran]


def run_in(folder: Path | None, *arguments: str, environ: Mapping[str, str] | None = None) -> Ran:
    """Run with a folder of the work and an environment."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = Streams(
        io.BytesIO(PAGE.encode()),
        Output(out),
        Output(err, "stderr"),
        environ=environ or {},
        folder=None if folder is None else str(folder),
    )
    code = run(arguments, streams)
    return Ran(int(code), out.getvalue().decode(), err.getvalue().decode())


def paper_of(ran: Ran) -> str:
    paper: str = json.loads(ran.out.splitlines()[0])["paper"]
    return paper


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Mapping[str, str]]:
    """A folder of the work with settings, and a home with others."""
    work, home = tmp_path / "work", tmp_path / "home"
    (home / ".config" / "jnrb").mkdir(parents=True)
    work.mkdir()
    (work / "jnrb.toml").write_text('paper = "甲报"\n', "utf-8")
    (home / ".config" / "jnrb" / "jnrb.toml").write_text('paper = "乙报"\nmax-chars = 9\n', "utf-8")
    return work, {"HOME": str(home)}


def test_the_nearer_setting_wins(homes: tuple[Path, Mapping[str, str]]) -> None:
    work, environ = homes
    roomy = {**environ, "JNRB_MAX_CHARS": "0"}
    assert paper_of(run_in(None, "split")) == "临湖日报"
    assert paper_of(run_in(None, "split", environ=roomy)) == "乙报"
    assert paper_of(run_in(work, "split", environ=roomy)) == "甲报"
    assert paper_of(run_in(work, "split", environ={**roomy, "JNRB_PAPER": "丙报"})) == "丙报"
    assert (
        paper_of(run_in(work, "split", "--paper", "丁报", environ={**roomy, "JNRB_PAPER": "丙报"})) == "丁报"
    )


def test_each_setting_comes_from_the_nearest_that_has_it(homes: tuple[Path, Mapping[str, str]]) -> None:
    work, environ = homes
    assert "more than 9 characters" in run_in(work, "split", environ=environ).err
    assert run_in(work, "split", "--max-chars", "0", environ=environ).code == 0


def test_the_users_settings_lie_where_xdg_says(tmp_path: Path) -> None:
    (tmp_path / "jnrb").mkdir()
    (tmp_path / "jnrb" / "jnrb.toml").write_text('paper = "乙报"', "utf-8")
    assert paper_of(run_in(None, "split", environ={"XDG_CONFIG_HOME": str(tmp_path)})) == "乙报"


def test_a_process_finds_the_settings_beside_its_work(tmp_path: Path) -> None:
    (tmp_path / "jnrb.toml").write_bytes('\ufeffpaper = "甲报"\n'.encode())
    ran = run_process(["split"], stdin=PAGE.encode(), cwd=tmp_path)
    assert json.loads(ran.stdout.splitlines()[0])["paper"] == "甲报"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('paper = "a"\n\npapre = "b"', "3: no setting papre; paper is meant"),
        ("max_chars = 3", "1: no setting max_chars; max-chars is meant"),
        ("[stats]\nwords = true", "1: no setting stats; there are paper, encoding, max-chars"),
        ('# note\njobs = "two"', "2: jobs must be a whole number from 1"),
        ("jobs = 0", "1: jobs must be a whole number from 1"),
        ('color = "red"', "1: color must be auto, always or never"),
        ("bom = 1", "1: bom must be true or false"),
        ('bom = true\nencoding = "klingon"', "2: encoding must be an encoding like gb18030"),
        ('encoding = "gbk\\u0000"', "1: encoding must be an encoding like gb18030"),
        ("paper = 3", "1: paper must be a text in quotes"),
        ('jobs = 1\npaper = "甲', "2: no TOML: "),
        ("paper = 甲", "1: no TOML: "),
    ],
)
def test_a_bad_file_is_one_line_with_its_number(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "jnrb.toml").write_text(text, "utf-8")
    ran = run_in(tmp_path, "split")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"jnrb: {tmp_path / 'jnrb.toml'}:{message}")


def test_settings_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "jnrb.toml").write_bytes('jobs = 1\npaper = "甲报"'.encode("gbk"))
    assert run_in(tmp_path, "split").err.endswith("jnrb.toml:2: not UTF-8\n")


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("JNRB_JOBS", "x", "a whole number from 1"),
        ("JNRB_STRICT", "maybe", "true or false"),
        ("JNRB_COLOR", "red", "auto, always or never"),
        ("JNRB_ENCODING", "klingon", "an encoding like gb18030 or utf-8:replace"),
    ],
)
def test_a_bad_variable_is_named(name: str, value: str, wanted: str) -> None:
    ran = run_in(None, "split", environ={name: value})
    assert (ran.code, ran.err) == (2, f"jnrb: {name}={value}: must be {wanted}\n")


def test_help_reads_no_settings(tmp_path: Path) -> None:
    (tmp_path / "jnrb.toml").write_text("papre = 1")
    assert run_in(tmp_path, "split", "--help").code == 0


def test_every_setting_is_an_option_and_a_variable() -> None:
    from jnrb_cli.commands.job import Shared

    options = {name.replace("_", "-") for name in Shared.__struct_fields__}
    assert set(KEYS) <= options
    assert options - set(KEYS) == {"format", "output", "date", "debug"}


SETTINGS = st.builds(
    Config,
    paper=st.none() | st.just("甲报"),
    jobs=st.none() | st.integers(1, 9),
    bom=st.none() | st.booleans(),
)


@given(SETTINGS, SETTINGS, SETTINGS)
def test_merging_is_by_place(one: Config, two: Config, three: Config) -> None:
    assert merge_configs(one, merge_configs(two, three)) == merge_configs(merge_configs(one, two), three)
    assert merge_configs(one, Config()) == one == merge_configs(Config(), one)


def test_an_empty_variable_is_not_set() -> None:
    assert parse_environ({"JNRB_PAPER": "", "JNRB_JOBS": ""}) == Config()


def test_files_lie_where_the_settings_lie() -> None:
    config = parse_config("a/b/jnrb.toml", b'userdict = "c/names.txt"\nstop-words = "/d/stop.txt"')
    assert (config.userdict, config.stop_words) == ("a/b/c/names.txt", "/d/stop.txt")


# The user's words.

SENTENCE = "沙桥灯市在临湖举行，周远成写的临湖谣唱响灯市。"
WORDS = (UserWord("沙桥灯市"), UserWord("周远成", 9, "nr"), UserWord("临湖谣"))


@pytest.fixture
def own_words() -> Iterator[None]:
    use_lexicon(Lexicon(WORDS, frozenset({"灯市"})))
    yield
    use_lexicon(NO_LEXICON)


def test_words_of_the_users_are_kept_whole(own_words: None) -> None:
    found = {word.text: word.flag for word in words.tag(SENTENCE)}
    assert found["周远成"] == "nr"
    assert found["沙桥灯市"] == found["临湖谣"] == "nz"
    assert "".join(words.cut(SENTENCE)) == SENTENCE


def test_words_are_forgotten_with_the_lexicon(own_words: None) -> None:
    use_lexicon(NO_LEXICON)
    assert "沙桥灯市" not in words.cut(SENTENCE)
    assert "灯市" not in words.stop_words()


def test_stop_words_are_added_to_those_of_jnrb(own_words: None) -> None:
    assert {"灯市", "记者"} <= words.stop_words()


def test_a_word_in_traditional_characters_is_known_in_both(own_words: None) -> None:
    use_lexicon(Lexicon((UserWord("鯉灣長廊"),)))
    assert "鲤湾长廊" in words.cut("鲤湾长廊启用")


def test_both_segmenters_know_them() -> None:
    pytest.importorskip("rjieba")
    script = (
        "import sys; sys.modules['rjieba'] = None\n"
        "from jnrb_cli import words\nfrom jnrb_cli.lexicon import Lexicon, UserWord, use_lexicon\n"
        f"use_lexicon(Lexicon({WORDS!r}))\n"
        f"print([(w.text, w.flag) for w in words.tag({SENTENCE!r}) if len(w.text) > 2])"
    )
    plain = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    use_lexicon(Lexicon(WORDS))
    try:
        fast = [(word.text, word.flag) for word in words.tag(SENTENCE) if len(word.text) > 2]
    finally:
        use_lexicon(NO_LEXICON)
    assert plain.stdout.strip() == repr(fast)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_line_names_the_words(jnrb: Jnrb, tmp_path: Path, jobs: str) -> None:
    path = tmp_path / "names.txt"
    path.write_text("出船艘次 5 n\n\n", "utf-8")
    page = tmp_path / "page.txt"
    page.write_text(PAGE.replace("首日出船171艘", "首日出船艘次171次"), "utf-8")
    arguments = ("facts", "--kind", "count", "-j", jobs, str(page), str(page))
    plain, named = jnrb(*arguments), jnrb(*arguments, "--userdict", str(path))
    assert '"subject":"出船艘次"' not in plain.out
    assert named.out.count('"subject":"出船艘次"') == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("湖区 3 nz\n灯市 many nz\n".encode(), "x.txt:2: no word with count"),
        ("湖区\n沙桥 灯市\n".encode(), "x.txt:2: no word with count"),
        (b"\n\n", "x.txt: no word in it"),
        ("湖区\n灯市".encode("gbk"), "x.txt:1: not UTF-8"),
    ],
)
def test_a_bad_list_of_words_is_told_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_userdict("x.txt", data)
    assert str(raised.value).startswith(message)


def test_a_list_of_words_that_is_not_there(jnrb: Jnrb) -> None:
    for option in ("--userdict", "--stop-words"):
        ran = jnrb("facts", option, "nowhere.txt", stdin=PAGE.encode())
        assert (ran.code, ran.out, ran.err) == (
            2,
            "",
            "jnrb: nowhere.txt: cannot be read: No such file or directory\n",
        )


def test_stop_words_may_be_commented() -> None:
    assert parse_stop_words("x", "\ufeff# 注\n湖區 灯市\n\n何远".encode()) == {"湖区", "灯市", "何远"}
    with pytest.raises(UsageError, match="no word in it"):
        parse_stop_words("x", b"# nothing")
