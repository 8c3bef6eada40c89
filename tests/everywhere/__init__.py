"""Every page of the product, found through the rows of `tests/access`: a new page is covered by its row.

A row that says nothing of how to get to its page, because it has tests of its own, is named in `ways.WAYS`.
"""
