"""Maps that open with no network: the only place that knows folium."""
