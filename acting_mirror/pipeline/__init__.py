"""From frames to readings: composes vision, render, record and report. No Qt."""
