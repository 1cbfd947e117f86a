"""Attribution read by a small trained encoder: windows in, roles and pointers out, attributions decoded."""
