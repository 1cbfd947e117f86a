"""`/scenario/presets`, `/scenario/{preset}`: the scenario model of the case's subject."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from secondsource.forecast.scenario.compare import Effect
from secondsource.forecast.scenario.fan import LEVELS, TOLD
from secondsource.forecast.scenario.forces import month_of
from secondsource.forecast.scenario.report import assumes
from secondsource.forecast.scenario.values import Model, Parameter, Preset
from secondsource.publish.rows import Row

from ..asking import Misasked
from ..scenario.answers import AGAIN, Answer, Answers, Busy, NoModel, known_model
from ..scenario.levers import LEVERS, Asked, own, question
from .answers import SIZE, Now, PageNumber, PageSize
from .answers import Asked as AskedOfApi
from .described import answers, page_of
from .errors import Refused, not_found, of_error

router = APIRouter(tags=["scenario"])


def _lever(low: float, high: float, text: str) -> Any:
    return Query(ge=low, le=high, description=f"{text} The preset's own if not given.")


@router.get("/scenario/presets", responses=answers(page_of("ScenarioPreset")))
def presets(asked: Now, page: PageNumber = 1, size: PageSize = SIZE) -> Response:
    """The times of which the scenario model can be asked."""
    return asked.page(tuple(_model(asked).presets.values()), _preset, page, size)


@router.get("/scenario/{preset}", responses=answers("Scenario"))
def scenario(
    request: Request,
    asked: Now,
    preset: Annotated[str, Path(description="Name of the preset.")],
    pressure: Annotated[float | None, _lever(0, 2, "How hard the measures bite.")] = None,
    substitution: Annotated[float | None, _lever(0, 1, "Share of lost posts that may be filled elsewhere.")] = None,
    communication: Annotated[float | None, _lever(0, 1, "How much crews hear of each other's unrest.")] = None,
    late: Annotated[float | None, _lever(0.01, 0.2, "Chance in a month that an employer does not pay.")] = None,
    threshold: Annotated[float | None, _lever(0.8, 1.8, "Grievance from which half of a crew would act.")] = None,
    squeeze: Annotated[float | None, _lever(0, 0.2, "How much more is asked when income is missing.")] = None,
    withdraw: Annotated[float | None, _lever(0, 0.8, "Chance that a crew is called home after it struck.")] = None,
    courier: Annotated[float | None, _lever(0.2, 0.9, "Share of the money at hand that couriers can move.")] = None,
    seed: Annotated[int, Query(ge=0, le=999_999_999, description="Of the luck.")] = 1,
) -> Response:
    """What follows from a preset and where its levers stand, if the model's assumptions hold; no forecast."""
    model = _model(asked)
    if preset not in model.presets:
        raise not_found("preset", "`/api/scenario/presets` lists them.")
    moved = (pressure, substitution, communication, late, threshold, squeeze, withdraw, courier)
    given = {name: value for name, value in zip(LEVERS, moved, strict=True) if value is not None}
    try:
        put = question(model.presets[preset], given, seed, model)
    except Misasked as error:
        raise Refused(400, "bad_parameter", str(error)) from error
    held: Answers = request.app.state.answers
    try:
        return asked.answer(lambda: _scenario(put, model, held.of(put, asked.shown.pack), held.runs))
    except Busy as error:
        raise of_error(error, 503, again=AGAIN) from error


def _model(asked: AskedOfApi) -> Model:
    try:
        return known_model(asked.shown.pack)
    except NoModel as error:
        raise of_error(error, 404) from error


def _preset(one: Preset) -> Row:
    return {
        "name": one.name,
        "title": one.title,
        "text": " ".join(one.text.split()),
        "start": one.start.isoformat(),
        "months": one.months,
        "crews": one.sites,
    }


def _scenario(asked: Asked, model: Model, answer: Answer, runs: int) -> Row:
    preset = asked.preset
    changes = {effect.name: effect for effect in answer.effects}
    return {
        "preset": preset.name,
        "title": preset.title,
        "text": " ".join(preset.text.split()),
        "seed": asked.seed,
        "runs": runs,
        "months": [f"{month_of(preset.start, number):%Y-%m}" for number in range(preset.months)],
        "levels": list(LEVELS),
        "levers": [_told(model.parameters[name], asked) for name in LEVERS],
        "ends": [
            {"regime": regime.value, "share": share, "own": answer.own_ends[regime]}
            for regime, share in answer.ends.items()
        ],
        "series": [
            {
                "name": told.name,
                "title": told.title,
                "unit": told.unit,
                "fan": answer.fans[told.name].tolist(),
                "own": answer.own_fans[told.name].tolist(),
                "change": _change(changes[told.name]) if told.name in changes else None,
            }
            for told in TOLD
        ],
        "assumes": assumes(preset, model, asked.settings, runs, asked.seed),
    }


def _told(parameter: Parameter, asked: Asked) -> Row:
    stands = own(asked.preset, parameter)
    return {
        "name": parameter.name,
        "text": parameter.text,
        "unit": parameter.unit,
        "low": parameter.low,
        "high": parameter.high,
        "own": stands,
        "value": asked.settings.get(parameter.name, stands),
        "source": parameter.source,
        "trust": parameter.trust.value,
    }


def _change(effect: Effect) -> Row:
    return {name: getattr(effect, name) for name in ("before", "after", "low", "middle", "high", "surely")}
