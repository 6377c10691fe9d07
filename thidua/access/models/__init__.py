"""Memory of the room."""
