"""The notes of one page: a number for each fact that it refers to, and the places that do."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Notes:
    """Numbers facts in the order in which the page first refers to them.

    Lives as long as one page is put together; nothing outside that page sees it. `only` are the
    facts that have a note on the page; any fact when it is `None`.
    """

    only: frozenset[str] | None = None

    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)

    def holds(self, fact_id: str) -> bool:
        """Whether the fact has its note on this page."""
        return self.only is None or fact_id in self.only

    def number(self, fact_id: str) -> int:
        """The fact's number on this page."""
        return self.numbers.setdefault(fact_id, len(self.numbers) + 1)

    def refer(self, fact_id: str) -> tuple[int, str]:
        """One more reference to a fact: its number, and the id of the place that refers.

        Ids of content have no full stop in them, so these clash with none.
        """
        number = self.number(fact_id)
        places = self.places.setdefault(fact_id, [])
        places.append(f"r.{number}" if not places else f"r.{number}.{len(places) + 1}")
        return number, places[-1]
