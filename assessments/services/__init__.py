"""What changes attempts: opening one, saving answers in it, submitting it, and opening one more for somebody."""
