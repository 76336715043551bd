"""A web server that is killed while people save: every answer that was acknowledged is there afterwards."""

import contextlib
import http.client
import os
import re
import signal
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import psutil
import pytest

from tests.product import Product
from tests.waiting import until

pytestmark = pytest.mark.journey

CLIENTS = 8
ENOUGH = 5  # acknowledged answers of each client before a kill
CHANGES = """
    SELECT change.mutation, change.value FROM assessments_responsechange AS change
    JOIN assessments_assessment AS assessment ON assessment.id = change.assessment_id WHERE assessment.uuid = ?
"""
PRESENT = """
    SELECT response.item, response.value, response.version FROM assessments_response AS response
    JOIN assessments_assessment AS assessment ON assessment.id = response.assessment_id WHERE assessment.uuid = ?
"""


@dataclass
class Client:
    """Somebody who answers one question over and over, and sends an act again until it is acknowledged."""

    address: str
    path: str
    item: str
    cookies: dict[str, str]
    version: int = 0
    acknowledged: dict[str, int] = field(default_factory=dict)

    def save(self, level: int) -> None:
        mutation = uuid.uuid4()
        fields = {"item": self.item, f"{self.item}-choice": level, f"{self.item}-version": self.version}
        fields |= {f"{self.item}-mutation": mutation, "csrfmiddlewaretoken": self.cookies["csrf"]}
        page = until(lambda: self._post(urlencode(fields)), within=90, every=0.1)
        self.version = int(re.search(r'-version" value="(\d+)"', page)[1])
        self.acknowledged[mutation.hex] = level

    def _post(self, body: str) -> str:
        """Return the page that acknowledges the answer; nothing when none came."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "HX-Request": "true"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(self.address, timeout=30)
            with contextlib.closing(connection):
                connection.request("POST", self.path, body, headers)
                answer = connection.getresponse()
                page = answer.read().decode()
                assert answer.status in {200, 502, 503}, f"{answer.status}: {page[:300]}"
                return page if answer.status == 200 else ""
        return ""


def kill_web(product: Product) -> None:
    """Kill the web server and its workers at once, as a machine that loses power would."""
    web = psutil.Process(product.programs()["web"])
    for process in (web, *web.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            os.kill(process.pid, signal.SIGKILL)


@pytest.fixture
def clients(visit, product) -> list[Client]:
    """Return eight people who answer one quick check together, by its link."""
    page = visit()
    page.goto("/")
    page.locator("form[action='/quick/'] button").first.click()
    page.wait_for_url("**/assessments/**")
    uuid_ = page.url.split("/")[4]
    page.goto(f"/assessments/{uuid_}/O/")
    items = [(f"/assessments/{uuid_}/O/", item) for item in items_of(page)]
    page.goto(f"/assessments/{uuid_}/T/")
    items += [(f"/assessments/{uuid_}/T/", item) for item in items_of(page)]
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    return [Client(urlsplit(product.base_url).netloc, *place, dict(cookies)) for place in items[:CLIENTS]]


def items_of(page) -> list[str]:
    return page.locator("[data-item]").evaluate_all("cards => cards.map(card => card.dataset.item)")


@pytest.mark.timeout(0)
@pytest.mark.soak(1, 50)
def test_server_killed_while_eight_people_save_keeps_every_acknowledged_answer(product, clients, campaign):
    assert len(clients) == CLIENTS
    stop = threading.Event()

    def answer(client: Client) -> None:
        level = 0
        while not stop.is_set():
            client.save(level := (level + 1) % 6)

    with ThreadPoolExecutor(CLIENTS) as pool:
        people = [pool.submit(answer, client) for client in clients]
        try:
            for _ in range(campaign.n):
                answered_again(clients, people)
                kill_web(product)
                until(product.is_ready, within=60)
            answered_again(clients, people)
        finally:
            stop.set()
        for one in people:
            one.result(timeout=120)

    assessment = clients[0].path.split("/")[2].replace("-", "")
    history = {mutation: int(value) for mutation, value in product.ask(CHANGES, assessment)}
    present = {item: (int(value), version) for item, value, version in product.ask(PRESENT, assessment)}
    for client in clients:
        assert client.acknowledged.items() <= history.items()
        assert present[client.item] == ([*client.acknowledged.values()][-1], client.version)


def answered_again(clients: list[Client], people: list) -> None:
    """Wait until each person has had some more answers acknowledged."""
    before = [len(client.acknowledged) for client in clients]

    def has_more() -> bool:
        for one in people:
            if one.done():
                one.result()
        return all(len(client.acknowledged) - had >= ENOUGH for client, had in zip(clients, before, strict=True))

    until(has_more, within=120)
