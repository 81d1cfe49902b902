tlData("lane",[["east","East","032"],["west","West","112"]])
