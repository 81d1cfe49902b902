tlData("status",[["established","terdokumentasi","1"],["disputed","diperselisihkan","0"]])
