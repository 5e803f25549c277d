"""What a person does: one verb a function. The only way to write; each is one transaction and one undo step."""
