"""What the readers of marked-up text share: the tags, characters, templates and front matter in a file.

One floor below the readers, which turn these pieces into documents and never import each other. Everything here works
in offsets of the decoded source: a `Token` says where markup stands, a `Page` gathers what remains as text.
"""
