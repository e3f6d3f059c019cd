"""The catalogue: what there is to learn.

A `Module` is the reusable unit, made of `Lesson`s; a `Course` is a learning path of one regime for
some professions, and its dated `Edition`s order modules. A module belongs to many courses and is
learnt once. Who learns is left to `enrolments`, pages to `cms`.
"""
