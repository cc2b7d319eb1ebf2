"""Annual plan, dialogue, hosts, venue points, notice, invitations, registrations."""
