tlData("status",[["established","ثابت","1211"],["reported","مرويّ","0"],["disputed","مختلف فيه","2"]])
