tlData("status",[["established","established","1"],["disputed","disputed","0"]])
