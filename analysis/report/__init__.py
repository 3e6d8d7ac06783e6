"""From a notebook to a published report."""
