"""An invented borough, from a seed: for trying out, the tour, tests and benchmarks. Nobody in it exists."""
