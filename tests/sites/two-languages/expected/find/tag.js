tlData("tag",[["foto","foto","0"]])
