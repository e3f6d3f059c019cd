"""The author's desk inside Wagtail: what an editor sees beside the page, what waits for whom, and who may ask what.

Owns how the two languages are kept in line, the mark that each change carries, and the lists of the desk's home.
"""
