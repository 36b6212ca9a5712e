"""What can be measured, tested."""
