"""Lists that operators have in a spreadsheet: which areas cover which kommuner, places, news."""
