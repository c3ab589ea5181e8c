"""What earlier runs found out: where it is kept, by which edition of fastlint, and the lean forms themselves.

A cache changes no result. What it holds is found by a hash of everything it depends on and carries a checksum;
whatever is damaged, foreign or locked is as good as absent.
"""
