"""The demo's year, stage by stage, built through the services like an office would build it."""
