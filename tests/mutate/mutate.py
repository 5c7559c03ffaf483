#!/usr/bin/env python3
"""Random single-point mutants of the sources, each held against the test suite.

    tests/mutate/mutate.py --work FOLDER [--n 300] [--seed 1] [--minutes 600] [--jobs 1]
                           [--files GLOB ...] [--tests REGEX] [--out FILE]
    tests/mutate/mutate.py show FILE

FOLDER gets a copy of the sources and a build of it (Debug, so with all checks), both brought up
to date by the next run. The layers are shared libraries there: a mutant costs one compilation and one
link, and every test has it. Tests are tried in the order of what they caught for their time so
far, those that compare golden numbers last but the slow ones: a mutant that only these catch is
named, as they give no reason. One JSON line a mutant is added to FILE.

A test that fails without a mutant is left out, and said to be. A mutant may also loop: a test may
take ten times as long as without it, and half a minute more.
"""
import argparse
import collections
import glob
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FILES = ["sim/**/*.c", "models/**/*.c", "experiment/**/*.c", "report/**/*.c", "cli/**/*.c"]
GOLDEN = re.compile(r"golden|test_same_bits")
LEFT_OUT = re.compile(r"^(repo|bench|trials)/|mutant_")

SWAPS = [  # what is found in code without comments and texts, and what it becomes
    (r"(?<![<\-])<(?![<=])(?= )", "<="), (r"<=", "<"), (r"(?<![\->])>(?![>=])(?= )", ">="),
    (r"(?<!>)>=", ">"), (r"==", "!="), (r"!=", "=="), (r"&&", "||"), (r"\|\|", "&&"),
    (r"(?<=[\w\])]) \+ (?=[\w(])", " - "), (r"(?<=[\w\])]) - (?=[\w(])", " + "),
    (r"(?<=[\w\])]) \* (?=[\w(])", " / "), (r"(?<=[\w\])]) / (?=[\w(])", " * "),
    (r"\+\+", "--"), (r"--", "++"), (r"\+=", "-="), (r"-=", "+="), (r"(?<![&|])\|=", "="),
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"\bfmin\b", "fmax"), (r"\bfmax\b", "fmin"),
    (r"(?<=[\s(,])!(?=[\w(])", ""),
]
DECLARES = re.compile(r"(?:const|static|int|long|double|bool|u?int\d+_t|size_t|char|void|struct|"
                      r"unsigned|enum|typedef|(?:sim|cc|xp|cli)_\w+)\b[\w\s*]*\b\w+\s*"
                      r"(?:\[.*\])?\s*(?:=|;|$|,)")


def blank(text):
    """The same text with comments, texts and the preprocessor's lines turned to blanks."""
    def hide(found):
        return re.sub(r"[^\n]", " ", found.group(0))
    text = re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", hide, text,
                  flags=re.S)
    return re.sub(r"^[ \t]*#.*(?:\\\n.*)*", hide, text, flags=re.M)


def closing(code, at):
    """Where the bracket before `at` is closed."""
    depth = 1
    while depth > 0 and at < len(code):
        depth += (code[at] == "(") - (code[at] == ")")
        at += 1
    return at - 1


def points(text):
    """All (start, end, replacement, kind) within braces."""
    code = blank(text)
    depth, inside, out = 0, [], []
    for c in code:
        depth -= c == "}"
        inside.append(depth > 0)
        depth += c == "{"
    for pattern, new in SWAPS:
        for m in re.finditer(pattern, code):
            out.append((m.start(), m.end(), new, "swap " + m.group(0).strip()))
    for m in re.finditer(r"\b(?:if|while) \(", code):
        end = closing(code, m.end())
        out.append((m.end(), end, "!(" + text[m.end():end] + ")", "negate a condition"))
    for m in re.finditer(r"(?<![\w.\[])\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.])", code):
        value = m.group(0)
        out.append((m.start(), m.end(), str(int(value) + 1) if value.isdigit()
                    else repr(2 * float(value)), "constant"))
        if value == "1":
            out.append((m.start(), m.end(), "0", "constant"))
    for m in re.finditer(r"^ +(?!(?:return|break|else|case|goto|default)\b)([\w(*][^;{}]*);[ ]*$", code,
                         flags=re.M):
        before = code[:m.start()].rstrip()
        last = before[before.rfind("\n") + 1:]
        follows = before.endswith((";", "{", "}", "else")) or (
            before.endswith(")") and re.search(r"\b(?:if|while|for)\b", last))
        if follows and not DECLARES.match(m.group(1)):
            out.append((m.start(1), m.end(1), "(void)0", "drop a statement"))
    return [p for p in out if inside[p[0]]]


def run(command, limit, folder=None):
    """Status and output; None for a status: it took too long, and is ended with its children."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                               start_new_session=True)
    try:
        output, _ = process.communicate(timeout=limit)
        return process.returncode, output.decode(errors="replace")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, ""


def limited(command):
    """A mutant must not take all memory."""
    return (["prlimit", "--as=%d" % (6 << 30), "--"] if shutil.which("prlimit") else []) + command


# In the copy layers are shared libraries, which programs need not be linked to again.
CHANGES = {
    "CMakeLists.txt": [("STATIC ${sources}", "SHARED ${sources}"), ("add_subdirectory(bench)", "")],
    "tests/CMakeLists.txt": [("include(mutants.cmake)", "")],
}


def update(work):
    """Makes the copy, or brings it up to date; what is the same keeps its time."""
    there = set()
    for folder, below, names in os.walk(SOURCE):
        below[:] = [name for name in below if name not in (".git", "build")]
        inside = os.path.relpath(folder, SOURCE)
        os.makedirs(os.path.join(work, inside), exist_ok=True)
        for name in names:
            path = os.path.normpath(os.path.join(inside, name))
            there.add(path)
            with open(os.path.join(SOURCE, path), "rb") as file:
                bytes_now = file.read()
            for old, new in CHANGES.get(path, []):
                if old.encode() not in bytes_now:
                    sys.exit("mutate: %s no longer holds: %s" % (path, old))
                bytes_now = bytes_now.replace(old.encode(), new.encode())
            to = os.path.join(work, path)
            if os.path.exists(to):
                with open(to, "rb") as file:
                    if file.read() == bytes_now:
                        continue
            with open(to, "wb") as file:
                file.write(bytes_now)
            shutil.copymode(os.path.join(SOURCE, path), to)
    for folder, below, names in os.walk(work):  # what has moved away
        below[:] = [name for name in below if name != "build" or folder != work]
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith((".c", ".h")) and os.path.relpath(path, work) not in there:
                os.remove(path)


class Suite:
    """The tests, and how well each has done."""

    def __init__(self, build, jobs, pattern):
        self.build, self.jobs = build, jobs
        self.tests = {test["name"]: {"caught": 0, "seconds": 1} for test in self.listing()
                      if not LEFT_OUT.search(test["name"]) and re.search(pattern, test["name"])}

    def listing(self):
        _, text = run(["ctest", "--test-dir", self.build, "--show-only=json-v1"], 120)
        return json.loads(text[text.index("{"):])["tests"]

    @staticmethod
    def target(name):
        return "ccsim" if name.startswith("cli/") else name.replace("/", "_")

    def make(self, targets, limit=900):
        return run(["cmake", "--build", self.build, "-j", str(self.jobs), "--target"] + targets,
                   limit)

    def layers(self):
        """All of them: the one before has to be what it was, too."""
        return ["ccsim_report"] + ["ccsim"] * any(n.startswith("cli/") for n in self.tests)

    def make_all(self):
        return self.make(sorted({self.target(name) for name in self.tests}), 36000)

    def measure(self):
        """Once built; what is not there has no command."""
        for test in self.listing():
            if test["name"] in self.tests and "command" in test:
                self.tests[test["name"]]["command"] = test["command"]
        for name, test in list(self.tests.items()):
            start = time.time()
            status, _ = run(test["command"], 600, self.build)
            test["seconds"] = time.time() - start
            if status != 0:
                print("left out, fails as it is: %s" % name, flush=True)
                del self.tests[name]

    def order(self, path):
        """Tests of that layer and those above it, the most worthwhile first."""
        layers = ["sim", "models", "experiment", "report", "cli"]
        above = layers[layers.index(path.split("/")[0]):]
        names = [n for n in self.tests
                 if n.split("/")[0] not in layers or n.split("/")[0] in above]
        if above == ["cli"]:
            names = [n for n in names if n.startswith("cli/")]
        own = os.path.join(os.path.dirname(path), "test_" + os.path.splitext(os.path.basename(path))[0])

        def worth(name):
            test = self.tests[name]
            return (bool(GOLDEN.search(name)),
                    -(test["caught"] + 0.3 + 5 * name.startswith(own)) / (test["seconds"] + 0.2))
        return sorted(names, key=worth)

    def first_failure(self, path):
        for name in self.order(path):
            test = self.tests[name]
            status, _ = run(limited(test["command"]), 30 + 10 * test["seconds"], self.build)
            if status != 0:
                test["caught"] += 1
                return name, "looped" if status is None else status
        return None, 0


def every_point(work, patterns, seed):
    """In an order by chance, no more than three on a line."""
    every = []
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(work, pattern), recursive=True)):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            every += [(os.path.relpath(path, work), text) + point for point in points(text)]
    random.Random(seed).shuffle(every)
    on_line = collections.Counter()
    for path, text, start, end, new, kind in every:
        line = text.count("\n", 0, start) + 1
        on_line[path, line] += 1
        if on_line[path, line] <= 3:
            yield path, text, start, end, new, kind, line


def try_one(suite, work, point):
    path, text, start, end, new, kind, line = point
    changed = text[:start] + new + text[end:]
    record = {"file": path, "line": line, "kind": kind,
              "before": text.split("\n")[line - 1].strip(),
              "after": changed.split("\n")[line - 1].strip()}
    full = os.path.join(work, path)
    try:
        with open(full, "w", encoding="utf-8") as file:
            file.write(changed)
        status, _ = suite.make(suite.layers())
        if status != 0:
            record["verdict"] = "no build"
        else:
            record["by"], record["status"] = suite.first_failure(path)
            record["verdict"] = ("survived" if record["by"] is None
                                 else "golden only" if GOLDEN.search(record["by"]) else "caught")
    finally:
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)
    return record


def tell(record):
    print("%(verdict)s: %(file)s:%(line)d: %(kind)s\n    - %(before)s\n    + %(after)s" % record,
          flush=True)


def show(path):
    with open(path, encoding="utf-8") as file:
        for record in map(json.loads, file):
            if record["verdict"] in ("survived", "golden only"):
                tell(record)


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "show":
        show(sys.argv[2])
        return 0
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True, help="made if it is not there")
    parser.add_argument("--n", type=int, default=300, help="mutants that build")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=600)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--files", nargs="*", default=FILES)
    parser.add_argument("--tests", default="", help="only those whose name has it")
    parser.add_argument("--out", default="mutants.jsonl")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the source is put back
    options = parser.parse_args()
    work = os.path.abspath(options.work)
    update(work)
    build = os.path.join(work, "build", "mutate")
    status, output = run(["cmake", "-S", work, "-B", build, "-DCMAKE_BUILD_TYPE=Debug",
                          "-DCMAKE_C_FLAGS_DEBUG=-Og -g0", "-DCCSIM_WERROR=OFF",
                          "-DCMAKE_LINK_DEPENDS_NO_SHARED=ON"], 300)
    suite = Suite(build, options.jobs, options.tests) if status == 0 else None
    if suite is not None:
        status, output = suite.make_all()
    if status != 0:
        print(output[-3000:])
        return 2
    suite.measure()
    print("%d tests, %.0f s in all" % (len(suite.tests),
                                       sum(t["seconds"] for t in suite.tests.values())), flush=True)
    counts, start = collections.Counter(), time.time()
    for point in every_point(work, options.files, options.seed):
        tried = sum(counts.values()) - counts["no build"]
        if tried == options.n or time.time() - start > 60 * options.minutes:
            break
        record = try_one(suite, work, point)
        counts[record["verdict"]] += 1
        with open(options.out, "a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")
        if record["verdict"] in ("survived", "golden only"):
            tell(record)
    print("seed %d, %.0f minutes: %s" % (options.seed, (time.time() - start) / 60, ", ".join(
        "%d %s" % (n, verdict) for verdict, n in counts.most_common())))
    return 0


sys.exit(main())
