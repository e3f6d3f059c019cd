"""Rates as each language writes them."""

from django import template

from reporting.page import percent

register = template.Library()
register.filter("percent", percent)
