"""Pages of authoring: each looks who asks, reads, calls one verb, and answers."""
