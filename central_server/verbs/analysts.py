"""Views for a council's analysts on PostgreSQL: every kind of record, and the Standard Safeguarding Dataset.

Names are those of the Standard Safeguarding Dataset (data-to-insight/ssd-data-model, `data_objects_specification`),
and only the columns that our records really answer are there: no empty column pretends to be a fact. Deleted records
are left out; so are addresses that must not be told. A date of birth stays text: it may be known to the month only.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from desktop_app.errors import UserError
from desktop_app.journal.change import unpack
from desktop_app.journal.merge import blank
from desktop_app.records.base import fields_of, kinds

ORDERS = ("care_order", "interim_care_order", "supervision_order", "s20", "sgo", "adoption")


@dataclass(frozen=True, slots=True)
class View:
    """A view over one kind of record: column → field. `only` are the values a field must have, `also` more SQL."""

    kind: str
    columns: dict[str, str]
    only: dict[str, tuple[str, ...]]
    also: str = ""


def _step(prefix: str, wanted: tuple[str, ...], **columns: str) -> View:
    return View("step", {f"{prefix}_person_id": "child_id"} | columns, {"kind": wanted})


def _status(prefix: str, key: str, kind: str, start: str, end: str, **columns: str) -> View:
    named = {f"{prefix}_{key}": "id", f"{prefix}_person_id": "child_id", start: "since", end: "until"}
    return View("legal_status", named | columns, {"kind": (kind,)})


def _visit(prefix: str, name: str, plans: str, start: str, end: str) -> View:
    """Visits on days on which the child had that plan."""
    on, child = value("step", "on"), value("step", "child_id")
    day = f"nullif({on}, '')::date"
    short = plans.removeprefix("ssd_")
    person = {"cp_plans": "cppl", "cin_plans": "cinp", "cla_episodes": "clae"}[short] + "_person_id"
    also = (
        f"EXISTS (SELECT 1 FROM {plans} p WHERE p.{person} = {child} AND p.{start} <= {day}"  # noqa: S608 - our own words
        f" AND (p.{end} IS NULL OR p.{end} >= {day}))"
    )
    columns = {
        f"{prefix}_{name}_id": "id", f"{prefix}_person_id": "child_id", f"{prefix}_{name}_date": "on",
        f"{prefix}_{name}_seen_alone": "alone",
    }  # fmt: skip
    return View("step", columns, {"kind": ("visit",)}, also)


def value(kind: str, field: str) -> str:
    """The SQL that gives a field's live value as text; a field nobody wrote has the default of its declaration."""
    if field == "id":
        return "record.id"
    said = f"((record.fields::jsonb -> '{field}' ->> 0)::jsonb #>> '{{}}')"
    usual = unpack(blank(kind, field) or "null")
    if fields_of(kinds()[kind])[field].type is bool:  # laptops write 1 and 0
        return f"CASE WHEN coalesce({said}, '{usual}') IN ('1', 'true') THEN 'true' ELSE 'false' END"
    return f"coalesce({said}, '{usual}')" if isinstance(usual, str) and usual else said


def _column(kind: str, field: str, *, typed: bool) -> str:
    words = value(kind, field)
    declared = fields_of(kinds()[kind])[field].type.__name__
    if typed and declared == "date":
        return f"nullif({words}, '')::date"
    if typed and declared == "bool":
        return f"CASE WHEN {words} = 'true' THEN 'Y' ELSE 'N' END"
    return words


def dataset() -> dict[str, View]:
    """The dataset's views, those that others look into first."""
    views = {
        "ssd_person": View("person", {
            "pers_person_id": "id", "pers_forename": "given", "pers_surname": "surname", "pers_sex": "sex",
            "pers_gender": "gender", "pers_ethnicity": "ethnicity", "pers_dob": "born", "pers_expected_dob": "due",
            "pers_death_date": "died",
        }, {}),
        "ssd_professionals": View("worker", {
            "prof_professional_id": "id", "prof_professional_name": "name", "prof_professional_job_title": "role",
            "prof_professional_department": "team_id",
        }, {}),
        "ssd_department": View("team", {"dept_team_id": "id", "dept_team_name": "name"}, {}),
        "ssd_family": View(
            "member", {"fami_table_id": "id", "fami_family_id": "family_id", "fami_person_id": "person_id"}, {}
        ),
        "ssd_address": View("address", {
            "addr_table_id": "id", "addr_person_id": "person_id", "addr_address_start_date": "since",
            "addr_address_end_date": "until", "addr_address_postcode": "postcode",
        }, {"hold_back": ("false",)}),
        "ssd_contacts": _step("cont", ("contact",), cont_contact_id="id", cont_contact_date="on"),
        "ssd_cin_episodes": _step("cine", ("referral",), cine_referral_id="id", cine_referral_date="on"),
        "ssd_cin_assessments": _step(
            "cina", ("assessment_authorised",), cina_assessment_id="id", cina_assessment_auth_date="on"
        ),
        "ssd_s47_enquiry": _step(
            "s47e", ("s47", "strategy_s47"), s47e_s47_enquiry_id="id", s47e_s47_start_date="on"
        ),
        "ssd_initial_cp_conference": _step("icpc", ("icpc",), icpc_icpc_id="id", icpc_icpc_date="on"),
        "ssd_cp_plans": _status(
            "cppl", "cp_plan_id", "cp", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date",
            cppl_cp_plan_latest_category="category",
        ),
        "ssd_cp_reviews": _step("cppr", ("rcpc",), cppr_cp_review_id="id", cppr_cp_review_date="on"),
        "ssd_cin_plans": _status(
            "cinp", "cin_plan_id", "cin", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"
        ),
        "ssd_cla_episodes": _status(
            "clae", "cla_episode_id", "cla", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"
        ),
        "ssd_early_help_episodes": _status(
            "earl", "episode_id", "early_help", "earl_episode_start_date", "earl_episode_end_date"
        ),
        "ssd_care_leavers": View(
            "legal_status", {"clea_table_id": "id", "clea_person_id": "child_id"}, {"kind": ("care_leaver",)}
        ),
        "ssd_legal_status": View("legal_status", {
            "lega_legal_status_id": "id", "lega_person_id": "child_id", "lega_legal_status": "kind",
            "lega_legal_status_start_date": "since", "lega_legal_status_end_date": "until",
        }, {"kind": ORDERS}),
        "ssd_cla_placement": View("placement", {
            "clap_cla_placement_id": "id", "clap_person_id": "child_id", "clap_cla_placement_start_date": "since",
            "clap_cla_placement_type": "kind", "clap_cla_placement_postcode": "postcode",
            "clap_cla_placement_end_date": "until",
        }, {}),
        "ssd_cla_health": _step(
            "clah", ("health_assessment", "dental_check"),
            clah_health_check_id="id", clah_health_check_type="kind", clah_health_check_date="on",
        ),
        "ssd_missing": _step("miss", ("missing",), miss_table_id="id", miss_missing_episode_start_date="on"),
        "ssd_pre_proceedings": _step(
            "prep", ("letter_before_proceedings",),
            prep_table_id="id", prep_plo_family_id="family_id", prep_pre_pro_letter_date="on",
        ),
    }  # fmt: skip
    return views | {
        "ssd_cp_visits": _visit(
            "cppv", "cp_visit", "ssd_cp_plans", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"
        ),
        "ssd_cin_visits": _visit(
            "cinv", "cin_visit", "ssd_cin_plans", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"
        ),
        "ssd_cla_visits": _visit(
            "clav", "cla_visit", "ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"
        ),
    }  # fmt: skip


def make_views(connection: Connection) -> list[str]:
    """Make every view anew; gives their names. UserError when something of the council's stands on one of them."""
    plain = {
        f"casemate_{kind}": View(kind, {name: name for name in fields_of(cls)}, {}) for kind, cls in kinds().items()
    }
    views = dataset()
    try:
        for name in reversed([*plain, *views]):
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    except DBAPIError:
        raise UserError(
            "Something in the database is built on these views.", "Drop it first; it can be made again after.", "views"
        ) from None
    for name, view in plain.items():
        connection.exec_driver_sql(_made(name, view, typed=False).replace("%", "%%"))
    for name, view in views.items():
        connection.exec_driver_sql(_made(name, view, typed=True).replace("%", "%%"))
    return sorted([*plain, *views])


def _made(name: str, view: View, *, typed: bool) -> str:
    """The words that make one view; only names that are declared in our own records stand in them."""
    said = ", ".join(
        f'{_column(view.kind, field, typed=typed)} AS "{column}"' for column, field in view.columns.items()
    )
    where = [f"record.kind = '{view.kind}'"]
    if typed:
        where.append(f"nullif({value(view.kind, 'removed_at')}, '') IS NULL")
    for field, wanted in view.only.items():
        where.append(f"{value(view.kind, field)} IN ({', '.join(repr(one) for one in wanted)})")
    if view.also:
        where.append(view.also)
    return f"CREATE VIEW {name} AS SELECT {said} FROM record WHERE {' AND '.join(where)}"  # noqa: S608
