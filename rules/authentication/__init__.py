"""Who may call a route: rules about authentication and authorization."""
