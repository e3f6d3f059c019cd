"""The signature of the printed certificate: the authority that signs, the act of signing, and the judgement of one.

Pure but for `authority`, which reads the settings and the key file once per process. No key is stored or logged.
"""
