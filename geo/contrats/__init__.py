"""Contracts: statuses, periods, perimeters, generations, actions."""
