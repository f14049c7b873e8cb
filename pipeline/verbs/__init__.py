"""What the command line offers: the words, what each verb does, and how it is told."""
