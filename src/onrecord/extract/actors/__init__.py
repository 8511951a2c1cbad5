"""People, groups, forces and organisations that a report names, and which mentions are one."""
