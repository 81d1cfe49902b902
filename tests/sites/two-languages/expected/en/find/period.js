tlData("period",[["early","Early","0"]])
