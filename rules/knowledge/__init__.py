"""Tables about third-party libraries and formats. Data only."""
