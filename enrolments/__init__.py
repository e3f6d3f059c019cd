"""Who learns what, and how far: enrolments, lessons done, modules passed, courses completed.

An `Enrolment` belongs to the edition open when it began. `LessonProgress` and `ModulePass` belong to
the person, not to the enrolment, since a module is learnt once for every course that holds it.
Tells the apps above by `signals.changed`.
"""
