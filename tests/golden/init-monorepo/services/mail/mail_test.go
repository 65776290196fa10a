package mail
func TestSend(t *testing.T) {}
