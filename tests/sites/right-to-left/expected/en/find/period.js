tlData("period",[["naked-eye","By eye alone","0111"]])
