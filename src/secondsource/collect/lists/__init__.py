"""Lists that other programs keep of what was published: entities, citations, fact checks, timelines. Each item with words of its own is a report."""
