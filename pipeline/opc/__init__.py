"""Opens Word files and workbooks safely as packages of parts; writes a package as the same bytes every time."""
