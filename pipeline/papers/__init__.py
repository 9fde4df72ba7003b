"""What each paper says, and the workbooks that go back or out to be filled in."""
