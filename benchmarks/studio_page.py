"""What the studio's page costs in a browser: opened, scrolled through, and corrected.

    python benchmarks/studio_page.py STORY...

Needs playwright and the system's Chromium. The story is opened once before, so that it is read and
its script is there. All seconds but those of *answer* and *also* are those of the processor, the
server's and the page's (its main thread) apart: what else the machine does counts little. *answer*
is from the key to the corrected line drawn, *also* to all that changed with it, as a clock tells.
*memory* is what the page's own objects take, in MB; *late* the share of frames that came late
while the text was scrolled, a screen each frame.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

CORRECTIONS = 12
FRAMES = 240
LATE_MS = 34.0
"""a frame that took longer than two of the screen's"""
WAIT_MS = 300_000
SCROLL = """async (frames) => {
  const scroller = document.getElementById("scroller");
  const took = [];
  let before = performance.now();
  for (let n = 0; n < frames; n += 1) {
    scroller.scrollTop += 60;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    took.push(now - before);
    before = now;
  }
  return took;
}"""
READY = """async () => {
  const id = location.hash.split("/")[1];
  return (await (await fetch(`/api/books/${id}`)).json()).ready;
}"""
GIVEN = """() => new Promise((resolve) => {
  const line = document.activeElement, index = line.dataset.index, began = performance.now();
  const done = { began };
  const look = () => {
    const now = document.querySelector(`[data-index="${index}"]`);
    const isGiven = document.querySelector("#panel .speaker")?.textContent.includes("you said so");
    if (isGiven && now && !done.answer) done.answer = performance.now() - began;
    if (done.answer && document.getElementById("panel").ariaBusy !== "true") {
      return resolve({ answer: done.answer, also: performance.now() - began });
    }
    requestAnimationFrame(look);
  };
  document.querySelectorAll("#panel .option")[1].click();
  look();
})"""


def main(stories: list[str]) -> None:
    """Print a line for each of *stories*."""
    print(
        "story  open_s  open_server_s  open_page_s  late  memory_mb  answer_s  also_s  "
        "correct_server_s  correct_page_s"
    )
    for story in stories:
        with tempfile.TemporaryDirectory() as folder:
            print(*measure(Path(shutil.copy(story, folder))), sep="  ", flush=True)


def measure(story: Path) -> Iterator[object]:
    """The figures of *story*."""
    yield story.stem
    with served(story) as (process, address), browsed() as browser:
        opened(browser.new_page(), address)
        time.sleep(1)
    with served(story) as (process, address), browsed() as browser:
        page = browser.new_page()
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable")
        began, server = time.monotonic(), cpu_s(process.pid)
        opened(page, address)
        yield f"{time.monotonic() - began:.2f}"
        yield f"{cpu_s(process.pid) - server:.2f}"
        yield f"{metrics(tools)['TaskDuration']:.2f}"
        took = page.evaluate(SCROLL, FRAMES)
        yield f"{sum(one > LATE_MS for one in took) / len(took):.2f}"
        yield f"{metrics(tools)['JSHeapUsedSize'] / 1e6:.0f}"
        yield from corrected(page, tools, process.pid)


def corrected(page: Page, tools: CDPSession, pid: int) -> Iterator[str]:
    """What each of some corrections takes, in the median."""
    while not page.evaluate(READY):
        time.sleep(1)
    answers, alsos, server, client = [], [], [], []
    for _ in range(CORRECTIONS):
        page.keyboard.press("n")
        page.wait_for_function("() => document.querySelector('.seg.doubtful:focus')")
        page.wait_for_timeout(500)
        before, own = cpu_s(pid), metrics(tools)["TaskDuration"]
        told = page.evaluate(GIVEN)
        page.wait_for_timeout(1500)
        answers.append(told["answer"] / 1000)
        alsos.append(told["also"] / 1000)
        server.append(cpu_s(pid) - before)
        client.append(metrics(tools)["TaskDuration"] - own)
    for one in (answers, alsos, server, client):
        yield f"{statistics.median(one):.2f} ({max(one):.2f})"


@contextmanager
def served(story: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """``narrate studio`` of *story*, and its address."""
    command = [sys.executable, "-m", "narrate", "studio", story.name, "--no-browser"]
    with subprocess.Popen(
        [*command, "--engine", "tone"],
        cwd=story.parent,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"NARRATE_CACHE": str(story.parent / "cache")},
    ) as process:
        assert process.stdout is not None  # noqa: S101 -- it is a pipe
        try:
            yield process, process.stdout.readline().split()[-1]
        finally:
            process.terminate()


@contextmanager
def browsed() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(page: Page, address: str) -> None:
    """Open the page, until the text is there."""
    page.goto(address)
    page.locator("[data-index='0']").wait_for(timeout=WAIT_MS)


def metrics(tools: CDPSession) -> dict[str, float]:
    """What Chromium tells of the page."""
    return {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}


def cpu_s(pid: int) -> float:
    """The seconds of the processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(sys.argv[1:])
