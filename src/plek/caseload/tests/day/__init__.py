"""Tests of the day: rules, contact log, today, appointments, tasks, meetings, hours."""
