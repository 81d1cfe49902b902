tlData("place",[["wina","Wina","0"]])
