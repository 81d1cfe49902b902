tlData("period",[["naked-eye","بالعين المجرّدة","0111"]])
