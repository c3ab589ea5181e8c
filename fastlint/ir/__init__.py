"""The lean form of a file (`nodes`), the walk that makes it (`lower`), ways to go through it (`walk`)."""
