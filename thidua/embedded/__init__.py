"""`./dev`: PostgreSQL, Valkey, the worker and the web server on one machine, for trying, testing and small offices.

Uses only the standard library, so that it can speak before anything else works. Real deployments set DATABASE_URL and
REDIS_URL and use docker-compose.yml or their own services instead.
"""
