tlData("period",[["early","Awal","0"]])
