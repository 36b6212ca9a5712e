"""What a device told while the computer was away: taken in once, in any order, each by itself."""
