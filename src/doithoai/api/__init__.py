"""The interface for programs: hotlines and gateways hand petitions in and ask how they stand."""
