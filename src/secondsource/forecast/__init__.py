"""The scenario model of the labour-export economy, and forecasts that are registered and scored."""
