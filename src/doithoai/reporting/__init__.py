"""Statutory reports and the figures behind them."""
