"""Records of many documents -> incidents with several accounts: features, blocking, comparison, constrained clustering."""
