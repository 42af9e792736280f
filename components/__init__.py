"""What draws: map, charts, tables, indicators, filters, search box, URL state."""

from components.commun.entree import enter_through_dashboard

enter_through_dashboard()
