"""The doors of benefits."""
