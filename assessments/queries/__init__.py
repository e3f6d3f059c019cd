"""What the pages of a quiz read: who may see which attempt, what is asked, what is explained, who waits."""
