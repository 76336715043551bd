"""Pages of programmes: each looks who asks, reads, calls one verb, and answers."""
