package mail
func Send() {}
