"""The two routes: activities in, and a sign of life."""
