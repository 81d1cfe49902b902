tlData("rows-0",[["1952-foto","Sebuah foto","1952 atau 1956","",-1,2],["199x","Belum diterjemahkan","awal 1990-an","",-1,0]])
