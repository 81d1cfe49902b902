tlData("date",[["approximate","approximate or uncertain","1"],["alternatives","one of several","0"]])
