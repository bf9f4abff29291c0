"""AWS accounts on this machine: moto's server with what the delivery of this library needs beside it."""
