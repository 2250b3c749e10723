"""The whole story in order, and what it says afterwards: tour.json."""

import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton

from fsworkbook.context import Context
from fsworkbook.domain.contributors import SummaryState
from fsworkbook.domain.supervision import Session
from fsworkbook.services import auditing, board, demonstration, exporting, families, supervision_planning
from fsworkbook.services.session_page import session_page
from ui.tour.documents import Made, make_documents, open_family
from ui.tour.session import hold_supervision
from ui.tour.stage import OWN_PART, Stage
from ui.tour.summaries import write_summaries

BEGINS = datetime(2025, 12, 2, 9, 0)


def tell(out: Path, say: Callable[[str], None]) -> int:
    """Perform the tour into `out`; 0 when all went well, else 1 with what stood in the way."""
    out.mkdir(parents=True, exist_ok=True)
    stage = Stage(out, say)
    try:
        made = _perform(stage)
        report = _report(stage, made)
    except Exception:  # noqa: BLE001  whatever stands in the way of the tour is told whole
        traceback.print_exc()
        return 1
    finally:
        stage.close()
    (out / "tour.json").write_text(json.dumps(report, indent=2, ensure_ascii=False), encoding="utf-8")
    say(f"{len(report['steps'])} steps. Pictures, documents and tour.json are in {out}")
    return 0


def _perform(stage: Stage) -> list[Made]:
    stage.open(BEGINS)
    with stage.step("First start"):
        pass
    with stage.step("Choose whom to be"):
        stage.choose_first_person("BS1")
    with stage.step("Ask for the summaries"):
        stage.hands.click("Supervision")
        stage.hands.click("Ask all")
    write_summaries(stage)
    stage.be("RW1")
    with stage.step("The family's workbook"):
        open_family(stage, "Hartley-Osei")
        stage.hands.click("Workbook, parts of this family")
        stage.hands.click_on(_module(stage, 3))
    stage.be("BS1")
    with stage.step("All summaries are in"):
        stage.hands.click("Supervision")
    hold_supervision(stage)
    return make_documents(stage)


def _module(stage: Stage, number: int) -> QAbstractButton:
    """The module's line in the list, however far it is."""
    lines = stage.hands.everything(QAbstractButton)
    return next(line for line in lines if line.accessibleName().startswith(f"Module {number},"))


def _report(stage: Stage, made: list[Made]) -> dict[str, Any]:
    ctx = demonstration.as_staff(stage.app.ctx.store, "TM1")
    family = families.list_families(ctx)[0].family
    families.open_family(ctx, family.id)
    session = next(item for item in supervision_planning.sessions(ctx, family.id) if item.number == 3)
    withheld = {line.file_name: line.withheld for line in exporting.export_log(ctx, family.id)}
    return {
        "steps": [asdict(step) for step in stage.steps],
        "counts": stage.counts,
        "documents": [asdict(item) | {"withheld": dict(withheld[item.file] or {})} for item in made],
        "facts": _facts(ctx, session),
        "workbook": "workbook/demonstration.fsw",
    }


def _facts(ctx: Context, session: Session) -> Mapping[str, Any]:
    page = session_page(ctx, session.id)
    refs = {staff.id: staff.ref for staff in page.staff.values()}
    attendance = {refs[staff_id]: mode.value for staff_id, mode in page.record.attendance.items()}
    ratings = {child.short_name: page.record.text("rating", child.id, "colour") for child in page.children}
    lines = board.board(ctx, session.starts_at.date()).lines
    cells = [cell for line in lines if line.session.id == session.id for cell in line.cells]
    return {
        "session": OWN_PART,
        "ratings": ratings | {"case": page.record.text("case_rating", "", "colour")},
        "attendance": attendance,
        "late": [cell.staff.ref for cell in cells if cell.state is SummaryState.LATE],
        "absent": [ref for ref, mode in attendance.items() if mode.startswith("ABSENT")],
        "finalised_hash": page.session.finalised_hash,
        "audit_ok": not auditing.verify(ctx).findings,
    }
