"""The session to read along: one step a page, asked of safety and guard before it is shown."""
