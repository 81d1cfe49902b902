tlData("actor",[["mnjwmw-bgdd","منجّمو بغداد","0"]])
