"""The server of `consistency serve`: a page on this machine for a text that one pastes or a file that one drops.

`serving` answers requests, `gate` says who may ask, `form` reads what was sent, `desk` gives it to a process of its own,
`checking` is what happens there, `pages` is what a browser is shown.
"""
