"""The judicial map: regions, courts of appeal with their resorts, cities and courts.

Reference data that knows nobody. Two ladders lead to a court: region → city → court and
resort → city → court; a resort may cross regions. A specialised court counts in the resort
of its city, the Court of Cassation in none.
"""
