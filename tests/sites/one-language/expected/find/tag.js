tlData("tag",[["letters","letters","01"]])
