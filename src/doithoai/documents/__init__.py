"""Official papers: numbering, headings, DOCX and PDF, files."""
