print("deskhouse")
