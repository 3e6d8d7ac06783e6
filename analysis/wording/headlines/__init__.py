"""What the title of each chart says: the finding, from the same results that are drawn.

One module a chart, called like the chart's.
"""
