"""The graph as RDF: rows to statements once, and a writer for each format."""
