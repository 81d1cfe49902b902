tlData("date",[["exact","as stated","0"],["approximate","approximate or uncertain","1"]])
