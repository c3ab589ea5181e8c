"""Libraries as value flow sees them, one module for each kind: types, what goes through calls, what ends there."""
