tlData("tag",[["foto","picture","0"]])
