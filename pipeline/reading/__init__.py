"""Files to workbooks as typed, each stranger's file in a bounded process."""
