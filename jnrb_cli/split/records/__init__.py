"""Articles in the making to records: joined texts, datelines, pieces, confidence, reasons."""
