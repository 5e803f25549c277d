"""The diary: lines as typed, free time, clashes, travel, and what a day of visits costs."""
