"""Where each thing somebody raised goes, under which procedure, who is told, and why: suggestions a person confirms."""
