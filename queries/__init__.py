"""The questions, rules and checks: SPARQL in files, with a header of comment lines."""
