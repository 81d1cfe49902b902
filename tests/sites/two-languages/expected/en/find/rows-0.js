tlData("rows-0",[["1952-foto","A picture","1952 or 1956","",-1,2],["199x","Belum diterjemahkan","early 1990s","",-1,0,"id"]])
