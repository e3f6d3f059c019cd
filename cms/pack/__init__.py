"""The content pack as text: files in, frozen facts out; no table, no page, no request.

`reading.read_pack` reads a folder in the format of `content/README.md`. Every mistake found is collected
as file, line and sentence; a pack with one mistake is refused whole, with all of them.
"""
