int main(void)
{
	return half(0);
}
