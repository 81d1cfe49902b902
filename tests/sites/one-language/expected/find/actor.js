tlData("actor",[["anna","Anna","0"]])
