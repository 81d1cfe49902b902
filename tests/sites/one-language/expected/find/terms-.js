tlData("terms-","1901 0\n1902 2\n3 0\nanna 0\nansw 3\nanswer 3\nc 2\nfebruari 0\nfebruary 0\nfirst 1\nlett 11\nletter 1\nletters 02\nwrit 0\nwrites 0")
