"""Files of a folder become one document, or are told to be unreadable without a flood of what follows from that."""

import pytest

from questionnaires import loading
from questionnaires.loading import load_folder
from tests.factories.questionnaires import shipped_document
from tests.questionnaires.editing import edit, line_of


def faults_of(folder):
    return [str(fault).removeprefix(f"{folder}/") for fault in load_folder(folder).faults]


def test_files_are_joined_in_the_order_of_the_blocks(folder):
    edit(
        folder, "framework.yaml", "[S.yaml, P.yaml, O.yaml, T.yaml, G.yaml]", "[G.yaml, T.yaml, O.yaml, P.yaml, S.yaml]"
    )
    assert load_folder(folder).document == shipped_document()


def test_document_holds_content_and_no_file_names():
    document = shipped_document()
    assert "include" not in document
    assert isinstance(document["glossary"], list)
    assert isinstance(document["rules"]["contradictions"], list)


def test_numbers_are_kept_as_text_and_literals_are_read():
    document = shipped_document()
    assert document["levels"][1]["from"] == "0.8"
    assert document["version"] == "0.9.1"
    assert document["blocks"][0]["children"][0]["items"][0]["key"] is True


def test_ids_stay_as_written(folder):
    edit(folder, "glossary.yaml", "- id: agv\n", "- id: no\n")
    edit(folder, "glossary.yaml", "- id: ai\n", "- id: 2.10\n")
    loaded = load_folder(folder)
    assert loaded.faults == ()
    assert {"no", "2.10"} < {term["id"] for term in loaded.document["glossary"]}


def test_mappings_whose_order_matters_become_lists():
    document = shipped_document()
    assert [need["node"] for need in document["rules"]["requires"]["T4"]] == ["T3", "T2"]
    assert [target["id"] for target in document["crosswalks"]["dmat"]][:3] == ["strategy", "readiness", "human"]


def test_nodes_may_stand_in_the_head_itself(folder):
    nodes = (folder / "G.yaml").read_text(encoding="utf-8")
    head = (folder / "framework.yaml").read_text(encoding="utf-8").replace(", G.yaml]", "]")
    before, _, after = head.partition("\nrules:\n")
    indented = "\n".join(f"  {line}" for line in nodes.splitlines())
    (folder / "framework.yaml").write_text(f"{before}  children:\n{indented}\n\nrules:\n{after}", encoding="utf-8")
    assert load_folder(folder).document == shipped_document()


def test_byte_order_mark_is_no_content(folder):
    file = folder / "framework.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_folder(folder).document == shipped_document()


def test_folder_without_head_is_one_fault(tmp_path):
    assert faults_of(tmp_path) == ["framework.yaml:0 - the file cannot be read: No such file or directory."]


def test_missing_included_file_is_one_fault(folder):
    (folder / "O.yaml").unlink()
    assert faults_of(folder) == ["O.yaml:0 - the file cannot be read: No such file or directory."]


def test_broken_syntax_is_one_fault_with_line_and_item(folder):
    edit(folder, "O.yaml", "  - id: O2.3\n    ask:\n", "  - id: O2.3\n    ask: [\n")
    (fault,) = faults_of(folder)
    assert fault.startswith(f"O.yaml:{line_of(folder, 'O.yaml', 'ask: [') + 2} O2.3 the YAML cannot be read: ")


def test_faults_of_other_files_are_told_beside_broken_syntax(folder):
    edit(folder, "O.yaml", "  - id: O2.3\n    ask:\n", "  - id: O2.3\n    ask: [\n")
    edit(folder, "framework.yaml", "  weight: 10\n", "  weight: 0\n")
    assert [fault.split(":")[0] for fault in faults_of(folder)] == ["O.yaml", "framework.yaml"]


def test_text_in_another_encoding_is_a_fault_with_its_line(folder):
    file = folder / "glossary.yaml"
    file.write_bytes(file.read_bytes().replace("Phân quyền".encode(), "Phân quyền".encode("cp1258", "replace"), 1))
    (fault,) = faults_of(folder)
    assert fault == f"glossary.yaml:{7} - the file is not in UTF-8."


def test_huge_file_is_refused_unread(folder):
    (folder / "O.yaml").write_bytes(b"#" * (loading.LARGEST + 1))
    assert faults_of(folder)[0] == "O.yaml:0 - the file is too large: a framework has at most 2 MB."


@pytest.mark.parametrize(("content", "kind"), [("", "list"), ("a: b", "list"), ("just words", "list")])
def test_file_of_another_kind_is_refused(folder, content, kind):
    (folder / "P.yaml").write_text(content, encoding="utf-8")
    assert faults_of(folder) == [f"P.yaml:1 - the file must hold a {kind}."]


@pytest.mark.parametrize("content", ["", "- a", "framework"])
def test_head_of_another_kind_is_refused(folder, content):
    (folder / "framework.yaml").write_text(content, encoding="utf-8")
    assert faults_of(folder) == ["framework.yaml:1 - the file must hold a mapping."]


@pytest.mark.parametrize(
    "part",
    ["include: x", "blocks: x", "blocks: [x, {id: S}]", "rules: x", "rules: {requires: [x]}",
     "rules: {requires: {T4: x}}", "crosswalks: {siri: x}", "crosswalks: [x]",
     "drafts: x", "drafts: {a: x}", "drafts: {a: {b: x}}", "awaits: x", "glossary: {a: x}", "na: [x]"],
)  # fmt: skip
def test_head_with_parts_of_the_wrong_kind_never_crashes(tmp_path, part):
    (tmp_path / "framework.yaml").write_text(f"framework: x\n{part}\n", encoding="utf-8")
    assert load_folder(tmp_path).faults
