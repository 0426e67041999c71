"""`make bench`: what the bot costs, as ratios to other bots measured in the same run."""
