tlData("date",[["exact","as stated","13"],["approximate","approximate or uncertain","03"],["alternatives","one of several","2"],["open","open at an end","5"]])
