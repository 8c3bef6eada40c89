"""Pictures of the running product, for those who read about it and for those who change how it looks."""
