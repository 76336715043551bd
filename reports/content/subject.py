"""What one page of explanation is about: a node of a result, with the framework as this firm was asked it."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring import applying, levels
from assessments.scoring.types import Explanation, NodeResult
from questionnaires.document import Framework, Item, Level, Node
from questionnaires.words import Language
from reports.content.source import Source


@dataclass(frozen=True, slots=True)
class Subject:
    """One node. ``framework`` has what this firm was asked and no more, with the weights that hold for it."""

    source: Source
    framework: Framework
    node: Node
    language: Language

    @property
    def result(self) -> NodeResult:
        """Return the node's result."""
        return self.source.card.nodes[self.node.id]

    @property
    def why(self) -> Explanation:
        """Return how the result came about."""
        return self.result.explanation

    @property
    def levels(self) -> tuple[Level, ...]:
        """Return the levels with the bounds that hold at this node; none where it has no level."""
        return () if self.source.is_quick else levels.bounded(self.framework, self.node)

    @property
    def is_on_share(self) -> bool:
        """Whether the bounds lie on the share of the largest value instead of on the value."""
        return self.node.bounds is not None and self.node.bounds.on == "share"

    @property
    def total(self) -> Fraction | None:
        """Return what the parts come to, before it is put on another scale."""
        return self.result.raw if self.why.before_rescale is None else self.why.before_rescale

    def child(self, id_: str) -> Node | None:
        """Return the node right below with this id."""
        return next((child for child in self.node.children if child.id == id_), None)

    def item(self, id_: str) -> Item | None:
        """Return the node's own question with this id."""
        return next((item for item in self.node.items if item.id == id_), None)


def subject(source: Source, node_id: str, language: Language) -> Subject | None:
    """Return the subject; None if this firm has no such node in its result."""
    return subjects(source, language).get(node_id)


def subjects(source: Source, language: Language) -> dict[str, Subject]:
    """Return all nodes of a result by id, for pages that are about many of them."""
    framework = asked(source)
    return {
        node.id: Subject(source, framework, node, language)
        for node in framework.root.walk()
        if node.id in source.card.nodes
    }


def of_firm(source: Source) -> Framework:
    """Return all that may come to be asked of this firm, whatever it answers."""
    return applying.for_firm(source.framework, variant=source.variant, profile=source.profile)


def asked(source: Source) -> Framework:
    """Return what was asked of this firm, by its variant, its profile, the scope and its answers."""
    return applying.asked(of_firm(source), source.scored, source.card.scope)
