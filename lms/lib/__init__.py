"""The toolbox at the bottom: small pure parts that know no application of this project."""
