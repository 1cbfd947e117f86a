"""What writes the pages that come from elsewhere; `pages.PAGES` names them all."""
