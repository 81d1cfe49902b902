tlData("rows-0",[["1901-first","The first letter","3 February 1901","1901-02-03",0,0],["1902-answer","An answer","c. 1902","",-1,1]])
