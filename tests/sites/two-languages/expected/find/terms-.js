tlData("terms-","1952 0\n1956 0\n1990 2\n1990s 2\nan 2\nawal 2\nbelum 3\nbuah 1\nditeryemahkan 3\near 2\nearly 2\nfoto 1\npictur 1\npicture 1\nsebuah 1\nvienna 0\nwina 0\nyemah 3")
