"""What operators see and do. Each act asks in its query whether it is theirs."""
