"""Question files of other platforms: GIFT, Moodle XML, Aiken and QTI 2.2, each a module of its own.

Pure: files become `Item`s and back; no table is known here. What a file cannot give is refused item by item, with
its place and the reason. `assessments.services.exchange` brings items to the bank.
"""
