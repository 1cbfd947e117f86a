"""Archives of the web and other large inputs: what concerns the subject is found in them, read and written as Parquet.

The same functions work on one machine and on a cluster; no report, worker or machine that fails takes another's work along.
"""
