"""What the public door and the staff door both need of the conversation. It knows neither door, and no page."""
