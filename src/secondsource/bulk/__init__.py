"""Archives of any size: from crawled pages to the reports of them that are worth reading."""
