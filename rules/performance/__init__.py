"""What a route costs: rules about blocking, pagination, limits in time and size."""
