"""What people do in Neo4j Browser, in a real Chromium."""

import base64
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.project import ROOT

__all__ = ["HOW_TO_GET_ONE", "Browser", "chromium", "open_page", "serving"]

HOW_TO_GET_ONE = "no Chromium for the test of Neo4j Browser: apt-get install chromium, or put one on PATH"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
DROP = """([target, name, content]) => {
  const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, {type: "application/zip"}));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector(target).dispatchEvent(
      new DragEvent(kind, {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""

DONE = """() => [...document.querySelectorAll("[data-testid=multi-statement-list-icon]")]
  .every(each => each.title === "Status: success")"""


def chromium() -> str | None:
    """The path of a Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name)) is not None), None)


@contextmanager
def open_page(executable: str) -> Iterator[Page]:
    """A fresh page without any memory of earlier ones."""
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=executable, args=FLAGS) as browser:
        page = browser.new_page(viewport={"width": 1500, "height": 1000})
        page.set_default_timeout(15_000)
        yield page


@contextmanager
def serving(address: str) -> Iterator[str]:
    """``kg browser`` on any free port, as a process of its own; the link that it prints."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "KG_STORE": address}
    command = [sys.executable, "-c", "from kg.cli import main; main()", "browser", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class Browser:
    """Neo4j Browser in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enter(self, link: str, password: str) -> None:
        """Open the link and type what it leaves to be typed."""
        self.page.goto(link)
        self.page.locator("input[type=password]").fill(password)
        self.page.get_by_test_id("connect").click()
        self.page.get_by_text("You are connected as user").wait_for()

    def click(self, words: str) -> None:
        """Click a button of the guide, and wait for the frame that it makes."""
        with self.one_more_frame():
            self.page.locator("[data-exec]", has_text=re.compile(f"^{re.escape(words)}$")).first.click()

    def go_to_slide(self, title: str) -> None:
        """Leaf through the guide."""
        while not self.page.locator("h3", has_text=title).is_visible():
            self.page.get_by_text("Next", exact=True).click()

    def run_from_guide(self, first_line: str) -> Locator:
        """Click Cypher in the guide and run it from the editor; the frame of its result."""
        with self.one_more_frame():
            self.page.locator("pre.runnable", has_text=first_line).click()
            self.page.get_by_test_id("editor-Run").click()
        return self.newest()

    def drop(self, name: str, content: bytes) -> None:
        """Drop a file onto the window, and open the drawer of saved scripts."""
        self.page.evaluate(DROP, [".monaco-editor", name, base64.b64encode(content).decode()])
        self.page.get_by_test_id("navigationFavorites").click()

    def saved_scripts(self) -> list[str]:
        """The names of our scripts and folders, from the top."""
        for folder in self.page.get_by_test_id(re.compile("^expandFolder-[a-z]")).all():
            folder.click()
        names = self.page.locator("[data-testid^='scriptTitle-'], [data-testid^='expandFolder-']")
        found = [str(each.get_attribute("data-testid")).partition("-")[2] for each in names.all()]
        return found[: found.index("Basic Queries")]

    def run_script(self, name: str) -> Locator:
        """Run a saved script where it stands; the frame of its result."""
        with self.one_more_frame():
            script = self.page.get_by_test_id("savedScriptListItem").filter(has_text=name)
            script.hover()
            script.get_by_test_id("savedScriptsButton-Run").click()
        return self.newest()

    def newest(self) -> Locator:
        """The frame at the top."""
        return self.page.get_by_test_id("frame").first

    @contextmanager
    def one_more_frame(self) -> Iterator[None]:
        """Whatever is done in here makes a frame; its end waits for that."""
        # Not the frames themselves: that of several statements is called otherwise.
        frames = self.page.get_by_test_id("frameCommand")
        before = frames.count()
        yield
        frames.nth(before).wait_for(state="attached")
        self.page.wait_for_function(DONE)

    def drawn(self, frame: Locator) -> tuple[int, int]:
        """How many nodes and relationships the graph of a frame has."""
        frame.get_by_test_id("cypherFrameSidebarVisualization").click()
        frame.locator("svg g.node").first.wait_for()
        # The relationships that the query did not return come a moment later, and nothing says so.
        self.page.wait_for_timeout(1_500)
        return frame.locator("svg g.node").count(), frame.locator("svg g.relationship").count()

    def colours(self, frame: Locator) -> set[str]:
        """The colours of the nodes that are drawn."""
        return {str(each.get_attribute("fill")) for each in frame.locator("svg g.node circle.b-outline").all()}

    def rows(self, frame: Locator) -> int:
        """How many rows the table of a frame has."""
        frame.get_by_test_id("cypherFrameSidebarTable").click()
        frame.locator("tbody tr").first.wait_for()
        return frame.locator("tbody tr").count()

    def picture(self, file: Path) -> None:
        """Keep what is to be seen now."""
        self.page.screenshot(path=file)
