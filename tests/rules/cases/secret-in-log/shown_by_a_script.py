"""What a script prints is for whoever runs it: a lead."""

# file: scripts/create_admin.py
import argparse

parser = argparse.ArgumentParser()
parser.add_argument("--password")
args = parser.parse_args()
print(f"The password is {args.password}")  # expect: secret-in-log
