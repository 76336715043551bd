"""The second factor: a code of an app on one's phone, beside password or e-mail. The staff must have it, firms may.

django-allauth's ``allauth.mfa`` holds and checks it. Ours are the words, the sealing, and who comes no further without.
"""
