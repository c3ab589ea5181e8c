"""The rules that come with fastlint: one rule per file, one folder per family.

The folder is shipped as the package `fastlint_rules` and found through the entry point group `fastlint.rules`,
like any other pack. Nothing registers here: a file in a family's folder is a rule of that family.
"""
