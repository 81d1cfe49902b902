tlData("date",[["approximate","perkiraan atau tidak pasti","1"],["alternatives","satu dari beberapa","0"]])
