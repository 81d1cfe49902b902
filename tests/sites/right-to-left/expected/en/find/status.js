tlData("status",[["established","established","1211"],["reported","reported","0"],["disputed","disputed","2"]])
