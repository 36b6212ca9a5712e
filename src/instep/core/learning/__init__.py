"""What helps this person: reads the diary, says how sure it is, proposes; it never permits."""
