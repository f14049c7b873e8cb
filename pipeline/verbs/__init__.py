"""The command line: its arguments, what each verb does, and how the results are printed."""
