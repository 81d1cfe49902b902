tlData("source",[["paper","The Paper","0"]])
