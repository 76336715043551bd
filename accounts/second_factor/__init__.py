"""The second factor: a passkey, or a code of an app, beside password or e-mail. The staff must have one, firms may.

django-allauth's ``allauth.mfa`` holds and checks it. Ours are the words, the sealing, and who comes no further without.
"""
