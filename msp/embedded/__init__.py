"""PostgreSQL, Valkey and the product itself on one machine, from wheels: what `dev.py` starts and stops."""
