"""Opens Word files and workbooks safely as packages of parts, and writes such packages."""
