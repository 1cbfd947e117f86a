"""Attribution read by a small trained encoder: windows in, roles and pointers out, attributions decoded.

Needs the extra `trained` and weights, which do not ship: `training/` makes them. The default reader does without.
"""
