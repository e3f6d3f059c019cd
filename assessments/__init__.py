"""Questions and their marking: the bank, quizzes, attempts and the answers saved in them.

Marks are computed here, on the server; no response carries a key before its attempt is submitted.
A pass is told to `enrolments` by calling its service.
"""
