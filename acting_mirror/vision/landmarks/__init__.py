"""Points on a face, by Google's face landmarker."""
