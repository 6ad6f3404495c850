"""Reads an old page of medborgarlöften as a draft, by rules in pure functions: no database, no network, no guesses.

`files.lines_of(data)` makes lines of a file, `page.read_page(lines, kommun)` a `drafts.PageDraft` of lines. Every line
is placed, set aside with a reason or left for the editor; every text of a draft is words of its lines, untouched.
"""
