"""Scripts as PDF: what stands where on its pages, and what it is."""
