"""The filters of the library, read from the address."""
