"""What a file holds: contracts of a list or a map, actions of a sheet, tables of the registre."""
