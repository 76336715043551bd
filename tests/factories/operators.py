"""Who runs the product, for tests that need somebody."""

from c4ir_assess.logo import Logo

DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><circle cx="5" cy="5" r="4"/></svg>'
LOGO = Logo(DRAWN, "image/svg+xml", 2.0)
