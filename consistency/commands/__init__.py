"""Commands: one module for each group of them; `cli` imports only the one that is called."""
