"""How the vault travels: the protocol (shared with the server), the client, enrolment."""
