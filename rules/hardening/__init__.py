"""Hardening and limits: CORS, cookies, rate limits, uploads."""
