"""Names a case uses: a fact told under a name that nothing reads is reported, never passed over in silence."""

from typing import Any

from awards.rules.eligibility.law import Law


def unread(case: dict[str, Any], law: Law) -> list[str]:
    """One Vietnamese sentence for each name in the case, its dates, proposal and subject that no condition reads.

    The known names are data (`scales.fields`, and the synonyms of counts and years of service).
    """
    known, subject = law.scales["fields"], case["subject"]
    inner = [(f"{key}.", case.get(key), key) for key in ("dates", "proposal")]
    found = [
        f"{where}{name}: không có mục này nên không được xét."
        for where, holder, group in [("", case, "case"), *inner]
        for name in (holder if isinstance(holder, dict) else ())
        if name not in known[group]
    ]
    names = _subject_names(law, str(subject["kind"]))
    return found + [
        f"subject.{name}: không có dữ kiện mang tên này nên không được xét." for name in subject if name not in names
    ]


def _subject_names(law: Law, kind: str) -> set[str]:
    fields, scales = law.scales["fields"], law.scales
    names = {*fields["any"], *fields["person" if kind == "person" else "school" if kind == "school" else "table"]}
    if kind == "person":
        for one in scales["service_years"].values():
            names.update(one["numbers"], one["dates"], one.get("current", ()))
        return names
    for synonyms in scales["counts"].values():
        names.update(synonyms)
    return names if kind == "school" else names | set(law.titles)
