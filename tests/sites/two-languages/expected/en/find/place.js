tlData("place",[["wina","Vienna","0"]])
