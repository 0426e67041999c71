"""Coverage-guided fuzzing of what reads people's files and messages (atheris, libFuzzer)."""
