"""The genogram: a picture that is a pure function of facts, a day, a notation and pins. No Qt, no files, no clock."""
