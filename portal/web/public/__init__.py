"""The door people come through. It knows no staff."""
