"""The notes of one page: a number for each fact that it refers to, and the places that do."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class PageNotes:
    """Numbers facts in the order in which the page first refers to them.

    Lives as long as one page is put together; nothing outside that page sees it. `only` are the
    facts that have a note on the page; any fact when it is `None`. Without `has_places` the
    places that refer to facts have no ids, and notes don't lead back to them.
    """

    allowed_facts: frozenset[str] | None = None
    has_places: bool = True

    numbers: dict[str, int] = field(default_factory=dict)
    references: dict[str, list[str]] = field(default_factory=dict)

    def has_note(self, fact_id: str) -> bool:
        """Whether the fact has its note on this page."""
        return self.allowed_facts is None or fact_id in self.allowed_facts

    def number_fact(self, fact_id: str) -> int:
        """The fact's number on this page."""
        return self.numbers.setdefault(fact_id, len(self.numbers) + 1)

    def add_reference(self, fact_id: str) -> tuple[int, str]:
        """One more reference to a fact: its number, and the id of the place that refers; "" for none.

        Ids of content have no full stop in them, so these clash with none.
        """
        number = self.number_fact(fact_id)
        if not self.has_places:
            return number, ""
        places = self.references.setdefault(fact_id, [])
        places.append(f"r.{number}" if not places else f"r.{number}.{len(places) + 1}")
        return number, places[-1]
