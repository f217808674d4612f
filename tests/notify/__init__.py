"""The parts of the stand-in for GOV.UK Notify; `tests.notify_stand_in` puts them together."""
