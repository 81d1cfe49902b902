tlData("lane",[["post","The post","0"]])
