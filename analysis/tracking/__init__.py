"""A plan followed through the year: tasks, reports due, targets, and monthly self-scores."""
