"""What the pages of quizzes post: answers, what is granted to one person, a tutor's marks, a corrected key."""
