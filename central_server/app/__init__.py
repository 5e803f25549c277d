"""What the laptops speak with: FastAPI over the store."""
