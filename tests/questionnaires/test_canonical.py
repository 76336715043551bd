"""Equal content has one hash, and differing content is named by place."""

import copy
import hashlib

from questionnaires.canonical import canonical_json, content_hash, differences
from tests.factories.questionnaires import shipped_document


def reversed_keys(value):
    if isinstance(value, dict):
        return {key: reversed_keys(value[key]) for key in reversed(value)}
    return [reversed_keys(entry) for entry in value] if isinstance(value, list) else value


def changed(edit):
    document = copy.deepcopy(shipped_document())
    edit(document)
    return list(differences(shipped_document(), document))


def item(document, block, dimension, index):
    return document["blocks"][block]["children"][dimension]["items"][index]


def test_canonical_json_ignores_the_order_of_keys():
    assert canonical_json(reversed_keys(shipped_document())) == canonical_json(shipped_document())


def test_canonical_json_is_compact_and_keeps_letters():
    assert canonical_json({"b": ["ộ", None, True], "a": "2.10"}) == '{"a":"2.10","b":["ộ",null,true]}'


def test_content_hash_is_sha_256_of_utf_8():
    assert content_hash({"a": "ộ"}) == hashlib.sha256('{"a":"ộ"}'.encode()).hexdigest()


def test_content_hash_differs_for_another_order_of_a_list():
    assert content_hash({"a": ["x", "y"]}) != content_hash({"a": ["y", "x"]})


def test_equal_documents_do_not_differ():
    assert list(differences(shipped_document(), reversed_keys(shipped_document()))) == []


def test_changed_word_is_named_by_item_and_place():
    (line,) = changed(lambda document: item(document, 2, 3, 0)["levels"][2].update(en="Other words."))
    assert line.startswith('O4.1.levels[2].en: "')
    assert line.endswith('→ "Other words."')


def test_late_change_in_a_long_text_is_shown_where_it_is():
    old = {"help": "a" * 200 + " machine " + "b" * 100}
    new = {"help": "a" * 200 + " measure " + "b" * 100}
    (line,) = differences(old, new)
    assert " machine " in line
    assert " measure " in line


def test_new_item_in_the_middle_is_one_difference():
    def insert(document):
        items = document["blocks"][0]["children"][0]["items"]
        items.insert(1, {**items[1], "id": "S1.9"})

    assert changed(insert) == ["S1.9: added"]


def test_removed_and_added_keys_are_named():
    def move(document):
        document["rules"]["notes"] = document["rules"].pop("caps")

    assert changed(move) == ["rules.caps: removed", "rules.notes: added"]


def test_other_order_of_entries_with_ids_is_named():
    assert changed(lambda document: document["glossary"].reverse()) == ["glossary: in another order"]


def test_list_without_ids_is_compared_by_position():
    assert changed(lambda document: document["sensitive"].append("S1.1")) == ["sensitive[7]: added"]


def test_other_kind_of_value_is_named():
    assert list(differences({"a": None, "b": "x"}, {"a": "true", "b": {"c": "x"}})) == [
        'a: null → "true"',
        'b: "x" → a mapping',
    ]
