"""The outcome report: frozen when it is asked for, made by a worker, kept with its checksum."""
