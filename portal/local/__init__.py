"""The portal on one machine: installs, starts the embedded database, serves, and runs the tests."""
