"""Forecasts of complete panels, and how well they would have done in the past."""

from analysis.forecast.backtest import Backtest, backtest
from analysis.forecast.simulation import Forecast, forecast

__all__ = ["Backtest", "Forecast", "backtest", "forecast"]
