"""The sample workbooks of invented people, and the code that writes them."""
