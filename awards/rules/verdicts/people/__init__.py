"""What a person must have done and been: ranking, service, discipline, initiatives, honours."""
