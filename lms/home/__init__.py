"""The learner's and the coordinator's home, and the pages that belong to no application. No table, no rule."""
