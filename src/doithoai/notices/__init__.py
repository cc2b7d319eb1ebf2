"""The outbox: what must be told to whom, sent by a worker."""
