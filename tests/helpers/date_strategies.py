"""EDTF values of every kind, for properties of what is made of dates."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from dossier_timeline.model.dates import parse_date

MARKS = st.sampled_from(["", "", "~", "?", "%"])
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(str)
SINGLE = st.one_of(
    st.builds("{:.4}{}".format, DAYS, MARKS),
    st.builds("{:.7}{}".format, DAYS, MARKS),
    st.builds("{}{}".format, DAYS, MARKS),
    st.builds(
        "{:.4}-{}{}".format, DAYS, st.sampled_from(["21", "22", "23", "24", "33", "34", "35", "36"]), MARKS
    ),
    st.builds("{:.3}X{}".format, DAYS, MARKS),
    st.builds("{:.2}XX{}".format, DAYS, MARKS),
    st.builds("{:.4}-XX".format, DAYS),
    st.builds("{:.7}-XX".format, DAYS),
    st.builds("{:.4}-~{}".format, DAYS, st.sampled_from(["03", "11"])),
)


def _in_order(first: str, last: str) -> str:
    one, other = sorted((first, last), key=lambda text: (parse_date(text).lower, parse_date(text).upper))
    return f"{one}/{other}"


INTERVALS = st.one_of(
    st.builds(_in_order, SINGLE, SINGLE), SINGLE.map("{}/..".format), SINGLE.map("../{}".format)
)
EDTF = st.one_of(SINGLE, SINGLE, INTERVALS).map(parse_date)
