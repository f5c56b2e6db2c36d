"""Values computed from other facts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier_timeline.model.arithmetic import DerivationError, evaluate_expression, find_operand_ids
from dossier_timeline.model.derivation import compute_value, require_sound_derivation
from dossier_timeline.model.dossier import Dossier
from dossier_timeline.model.facts import Fact
from tests.helpers.small_site import NO_SETTINGS

VALUES = {
    "ships-2019": Decimal(560),
    "target-2019": Decimal(594),
    "share": Decimal("30.8"),
    "7-up": Decimal(5),
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("ships-2019 - target-2019", "-34"),
        ("ships-2019 + 1", "561"),
        ("share + 1.25", "32.05"),
        ("2 * (share - 0.8)", "60.0"),
        ("-7-up * -2", "10"),
        ("(ships-2019 - target-2019) / target-2019 * 100", "-5.7"),
        ("round((ships-2019 - target-2019) / target-2019 * 100, 2)", "-5.72"),
        ("round(ships-2019 / 3)", "187"),
        ("round(2.5)", "3"),
        ("1 / 3", "0.3"),
        ("share / 2", "15.4"),
    ],
)
def test_arithmetic(expression: str, value: str) -> None:
    assert str(evaluate_expression(expression, VALUES.__getitem__)) == value


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("", "lacks a number or a fact at its end"),
        ("share /", "lacks a number or a fact at its end"),
        ("share * / 2", "before “/”"),
        ("share / 0", "divides by zero"),
        ("0 / 0", "divides by zero"),
        ("(share", "lacks a “)”"),
        ("2 3", "goes on with “3”"),
        ("share ^ 2", "has “^”"),
        ("round(share, 99)", "no number of decimals"),
        ("round(share, x)", "no number of decimals"),
        ("(" * 60 + "1" + ")" * 60, "too many brackets"),
        ("__import__", "has “_”"),
    ],
)
def test_what_is_no_arithmetic(expression: str, said: str) -> None:
    with pytest.raises(DerivationError) as told:
        evaluate_expression(expression, VALUES.__getitem__)
    assert said in str(told.value)


def test_the_facts_that_an_expression_names() -> None:
    assert find_operand_ids("round(ships-2019 / 7-up * 100, 1) - ships-2019") == ("ships-2019", "7-up")
    assert find_operand_ids("$$$") == ()


def _dossier(**derived: str) -> Dossier:
    facts = [
        {"id": name.replace("_", "-"), "label": {"xx": name}, "derived": text}
        for name, text in derived.items()
    ]
    facts.append({"id": "ten", "label": {"xx": "ten"}, "value": "10"})
    facts.append({"id": "day", "label": {"xx": "day"}, "kind": "date", "value": "2019-03-14"})
    return Dossier.model_construct(
        None, settings=NO_SETTINGS, documents=(), facts=tuple(map(Fact.model_validate, facts))
    )


def test_one_derivation_rests_on_another() -> None:
    dossier = _dossier(a="b * 2", b="ten + 1")
    assert compute_value(dossier, dossier.facts[0]) == Decimal(22)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"a": "a + 1"}, "“a” is computed from itself: a → a"),
        ({"a": "b", "b": "c", "c": "a"}, "“a” is computed from itself: a → b → c → a"),
        ({"a": "nobody + 1"}, "“nobody” in `nobody + 1` is not a fact"),
        ({"a": "ten-ten"}, "“ten-ten” in `ten-ten` is not a fact"),
        ({"a": "day - 1"}, "“day” in `day - 1` is not a number"),
        ({f"a{n}": f"a{n + 1}" for n in range(60)}, "rests on more than"),
    ],
)
def test_what_gives_no_value(facts: dict[str, str], said: str) -> None:
    dossier = _dossier(**facts)
    with pytest.raises(DerivationError) as told:
        compute_value(dossier, dossier.facts[0])
    assert said in str(told.value)


@given(st.text(alphabet="ab1 +-*/(),.r", max_size=40))
def test_any_expression_gives_a_value_or_says_why_not(expression: str) -> None:
    try:
        value = evaluate_expression(expression, lambda _: Decimal(3))
    except DerivationError:
        return
    assert value.is_finite()


_FACTS = (
    {"id": "ships", "value": "8", "unit": "ship"},
    {"id": "boats", "value": "4", "unit": "boat"},
    {"id": "share", "value": "12", "unit": "percent"},
    {"id": "euros", "value": "5", "unit": "EUR"},
    {"id": "dollars", "value": "5", "unit": "USD"},
    {"id": "roughly", "value": "8", "unit": "ship", "qualifier": "about"},
)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"derived": "ships + boats"}, ""),
        ({"derived": "ships - 1"}, ""),
        ({"derived": "ships * (1 + share * 0.01)"}, ""),
        ({"derived": "(ships - boats) / boats * 100", "unit": "percent"}, ""),
        ({"derived": "100 - share", "unit": "percent"}, ""),
        ({"derived": "euros * 2", "unit": "EUR"}, ""),
        ({"derived": "roughly + 1", "qualifier": "about"}, ""),
        ({"derived": "roughly + 1"}, "“roughly” in `roughly + 1` is qualified (about)"),
        ({"derived": "42"}, "`42` rests on no fact"),
        ({"derived": "ships - boats", "unit": "percent"}, "gives number, and the fact says percent"),
        ({"derived": "share - 2"}, "gives percent, and the fact says number"),
        ({"derived": "round(euros / 2)", "unit": "USD"}, "gives EUR, and the fact says USD"),
        ({"derived": "ships + share"}, "adds what is measured in different ways: number and percent"),
        ({"derived": "ships * (euros - dollars)"}, "measured in different ways: EUR and USD"),
        ({"derived": "ships + boats", "kind": "duration"}, "a duration is not computed"),
    ],
)
def test_what_a_derived_fact_may_say(fields: dict[str, str], said: str) -> None:
    facts = tuple(
        Fact.model_validate({"label": {"xx": "l"}, **one}) for one in (*_FACTS, {"id": "d", **fields})
    )
    dossier = Dossier(settings=NO_SETTINGS, documents=(), facts=facts)
    if not said:
        require_sound_derivation(dossier, facts[-1])
        return
    with pytest.raises(DerivationError) as raised:
        require_sound_derivation(dossier, facts[-1])
    assert said in str(raised.value)
