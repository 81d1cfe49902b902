tlData("status",[["established","established","0"],["reported","reported","1"]])
