"""The pages, one folder each. No page knows another; ``way`` says which comes next."""
