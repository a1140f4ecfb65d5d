"""Where sources come from: files, folders, zips, addresses. Bytes with their origin."""
