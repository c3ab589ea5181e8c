"""What `fastlint init` writes into a project: the configuration, the hook and the workflow.

A plan is made first, in memory; what it says is what is written, and nothing that a file already holds is touched.
"""

from fastlint.adopt.plan import Obstacle, Plan, Proposal, apply, plan

__all__ = ["Obstacle", "Plan", "Proposal", "apply", "plan"]
