"""What the pages of quizzes and of practice post: answers, what is granted to one person, marks, a corrected key."""
