"""What stands against a school's registrations, for whoever sends the list: each finding needs an answer."""

from awards.queries.verdicts.verdicts import verdicts
from blocks.models import Registration, RegistrationSheet, Title
from blocks.rules.registration.sheet_facts import Finding


def against(sheet: RegistrationSheet) -> tuple[Finding, ...]:
    """Registrations against which a condition stands: who, which title, why, by which article."""
    judged = [verdict for verdict in verdicts(sheet.year, [sheet.school_id]).judged if verdict.against]
    if not judged:
        return ()
    names = dict(Registration.objects.filter(sheet=sheet).values_list("pk", "staff__full_name"))
    labels = dict(Title.objects.values_list("code", "label"))
    return tuple(
        Finding(
            names.get(verdict.row_id or 0, "Tập thể"),
            labels[verdict.title],
            # two conditions may say the same sentence of the same article
            " ".join(dict.fromkeys(f"{ground['reason']} ({ground['article']})" for ground in verdict.against)),
        )
        for verdict in judged
    )
