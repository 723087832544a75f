"""The classroom's database: one store a process, its tables, versions, faults and backups."""
