"""What is kept from run to run: a show's published site and the next one, records, results, and what tells that nothing has changed."""
