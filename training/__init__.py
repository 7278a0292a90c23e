"""Training of the learned decision from a corpus folder; not needed to run Klartekst."""
