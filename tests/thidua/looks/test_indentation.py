"""What a template's layout must not change: the weight of a page, cells in which nothing stands, a button's parts."""

from pathlib import Path

import pytest
from django.template import Context, Engine

from thidua.looks.indentation import unindented


def test_the_indentation_of_a_page_is_not_sent_and_a_letter_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<ul>\n    <li>\n\t  Một\n    </li>\n</ul>\n", encoding="utf-8")
    (tmp_path / "letter.txt").write_text("Kính gửi:\n    - Một\n", encoding="utf-8")
    engine = Engine(loaders=[("thidua.looks.indentation.Loader", [tmp_path])])
    assert engine.get_template("page.html").render(Context()) == "<ul>\n<li>\nMột\n</li>\n</ul>\n"
    assert engine.get_template("letter.txt").render(Context()) == "Kính gửi:\n    - Một\n"


CELL = """<td class="n{% if a > 1 %} late{% endif %}">
  {% if a %}
    {% for b in c %}
      <b>{{ b }}</b>
      <i>{{ a }}</i>
    {% endfor %}
  {% endif %}
</td>
"""


@pytest.mark.parametrize(
    ("facts", "cell"),
    [
        ({}, '<td class="n"></td>\n'),
        ({"a": 1}, '<td class="n"></td>\n'),
        ({"a": 2, "c": [3]}, '<td class="n late">\n<b>3</b>\n<i>2</i>\n</td>\n'),
    ],
)
def test_a_cell_in_which_nothing_stands_is_empty(facts: dict[str, object], cell: str) -> None:
    assert Engine().from_string(unindented(CELL)).render(Context(facts)) == cell


def test_words_keep_their_distance() -> None:
    source = "<td>\n  {{ a }}\n  {% if b %}\n    <i>{{ b }}</i>\n  {% endif %}\n  {{ c }}\n</td>"
    page = Engine().from_string(unindented(source)).render(Context({"a": 1, "b": 2, "c": 3}))
    assert page.split() == ["<td>1", "<i>2</i>", "3</td>"]


@pytest.mark.parametrize("body", ["{{ a }};\n  ", "\n    {{ a }};", "\n    {{ a }};\n  "])
def test_the_turns_of_a_loop_keep_their_distance(body: str) -> None:
    source = f"<td>\n  {{% for a in b %}}{body}{{% endfor %}}\n</td>"
    page = Engine().from_string(unindented(source)).render(Context({"b": "xyz"}))
    assert page.removeprefix("<td>").removesuffix("</td>").split() == ["x;", "y;", "z;"]


def test_a_button_ends_with_its_words() -> None:
    source = '<button class="button">\n  Sửa<span class="sr"> dòng 1</span>\n</button>'
    assert unindented(source) == '<button class="button">\nSửa<span class="sr"> dòng 1</span></button>'


def test_an_absent_attribute_leaves_nothing() -> None:
    source = """<input
  {% if a %}id="a"{% endif %}
  class="x {% if a %}y{% else %}z{% endif %}"
  {% if a %}checked{% endif %}
>"""
    template = Engine().from_string(unindented(source))
    assert template.render(Context()) == '<input\nclass="x z">'
    assert template.render(Context({"a": 1})) == '<input\nid="a"\nclass="x y"\nchecked>'
