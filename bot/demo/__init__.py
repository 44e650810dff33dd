"""The demo: a whole municipality on one machine, with invented people, to try by hand or by script."""
