"""The name `theme: dossier` in mkdocs.yml, for a dossier without templates of its own.

MkDocs wants a theme or a folder of templates to be named; pages are made from the packaged templates
(and the dossier's own, where it has any), so there is nothing here but the name.
"""
