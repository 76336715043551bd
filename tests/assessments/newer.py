"""A newer version of the shipped framework."""

import copy

from assessments import continuing
from questionnaires.publishing import publish
from tests.factories.questionnaires import shipped_document


def item_of(document, id_):
    return next(
        item
        for block in document["blocks"]
        for node in block["children"]
        for item in node["items"]
        if item["id"] == id_
    )


def publish_newer():
    """Publish version 0.10.0: S1.1 reworded, S1.2 with other evidence, S1.3 gone, S1.4 new."""
    document = copy.deepcopy(shipped_document())
    document["version"] = "0.10.0"
    item_of(document, "S1.1")["ask"] = {"vi": "Câu hỏi đã sửa?", "en": "A question reworded?"}
    item_of(document, "S1.2")["evidence"] = {"vi": "Bằng chứng khác.", "en": "Other evidence."}
    added = {**copy.deepcopy(item_of(document, "S1.3")), "id": "S1.4"}
    dimension = next(node for block in document["blocks"] for node in block["children"] if node["id"] == "S1")
    dimension["items"] = [item for item in dimension["items"] if item["id"] != "S1.3"] + [added]
    document["drafts"]["qd-1567-sme"] = [each for each in document["drafts"]["qd-1567-sme"] if "S1.3" not in str(each)]
    document["rules"]["contradictions"] = [
        each for each in document["rules"]["contradictions"] if "S1.3" not in each["when"]
    ]
    return publish(document=document)


def carried(assessment, an):
    return continuing.carry_over(assessment=assessment, by=an)


def changed_document(**parts):
    return {**copy.deepcopy(shipped_document()), "version": "0.10.0", **parts}
